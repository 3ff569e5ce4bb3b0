/** A cluster on which Flux applies a fleet, given nothing but what `flux bootstrap` makes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { type ArtifactServer, startArtifactServer, type Tree } from './artifacts.ts';
import { bootstrapObjects, type Flux, startFlux } from './flux.ts';
import type { LiveFleet } from './live-fleet.ts';
import { createSources, type Sources } from './source-watcher.ts';
import { startWorld, tools, type World } from './world.ts';

export interface FluxWorld extends World {
  readonly flux: Flux;
  readonly artifacts: ArtifactServer;
  readonly sources: Sources;
  /** Pushes a commit and waits until every Kustomization is ready at it. @throws with what is not, after `seconds`. */
  deliver(tree: Tree, seconds?: number): Promise<void>;
  /** Kustomizations by name. */
  kustomizations(): Promise<ReadonlyMap<string, KustomizationState>>;
}

export interface KustomizationState {
  readonly ready: string;
  readonly reason: string;
  readonly message: string;
  readonly applied: string;
  readonly isCurrent: boolean;
  /** The last request to reconcile that was obeyed. */
  readonly handled: string;
}

export async function startFluxWorld({ cluster, identity, fleet }: LiveFleet): Promise<FluxWorld> {
  const { storage } = fleet.clusters.get(cluster)!;
  const world = await startWorld([storage.database.className, storage.filestore.className]);
  const { objects } = world;
  const flux = await startFlux(tools, world);
  const artifacts = await startArtifactServer();
  const sources = createSources(world, artifacts);
  await objects.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'sops-age', namespace: 'flux-system' },
    stringData: { 'cluster.agekey': identity },
  });
  for (const manifest of bootstrapObjects(cluster)) {
    const { status, body } = await objects.apply(manifest);
    if (status >= 300) throw new Error(`${String(manifest['kind'])} is refused: ${JSON.stringify(body)}`);
  }
  const kustomizations = async (): Promise<ReadonlyMap<string, KustomizationState>> =>
    new Map(
      (await objects.list('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'flux-system')).map((manifest) => [
        String((manifest['metadata'] as JsonObject)['name']),
        stateOf(manifest),
      ]),
    );
  return {
    ...world,
    flux,
    artifacts,
    sources,
    kustomizations,
    async deliver(tree, seconds = 120) {
      await sources.push(tree);
      const deadline = Date.now() + seconds * 1000;
      for (;;) {
        // A tenant's artifact comes once the entry has brought the generator.
        await sources.generate();
        const unready = await waitingFor(objects, await kustomizations());
        if (unready.length === 0) return;
        if (Date.now() > deadline) throw new Error(`not ready after ${seconds} s:\n${unready.join('\n')}`);
        await sleep(300);
      }
    },
    async stop() {
      await flux.daemon.stop();
      await artifacts.stop();
      await world.stop();
    },
  };
}

/** What is not ready at its source's newest revision. */
async function waitingFor(
  objects: World['objects'],
  states: ReadonlyMap<string, KustomizationState>,
): Promise<readonly string[]> {
  const revisions = new Map<string, string>();
  for (const kind of ['GitRepository', 'ExternalArtifact']) {
    for (const { metadata, status } of await objects.list('source.toolkit.fluxcd.io/v1', kind, 'flux-system')) {
      const artifact = isObject(status) ? (status['artifact'] as JsonObject | undefined) : undefined;
      revisions.set(`${kind}/${String((metadata as JsonObject)['name'])}`, String(artifact?.['revision']));
    }
  }
  const manifests = await objects.list('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'flux-system');
  const sourceOf = new Map(
    manifests.map(({ metadata, spec }) => {
      const { kind, name } = (spec as JsonObject)['sourceRef'] as unknown as { kind: string; name: string };
      return [String((metadata as JsonObject)['name']), `${kind}/${name}`];
    }),
  );
  return [...states].flatMap(([name, { ready, applied, isCurrent, reason, message }]) => {
    const wanted = revisions.get(sourceOf.get(name) ?? '');
    return ready === 'True' && isCurrent && applied === wanted
      ? []
      : [`${name}: ready ${ready}, ${reason}: ${message.slice(0, 500)}; applied ${applied}, wanted ${wanted}`];
  });
}

function stateOf({ metadata, status }: JsonObject): KustomizationState {
  const {
    conditions = [],
    lastAppliedRevision = '',
    lastHandledReconcileAt = '',
    observedGeneration,
  } = (status ?? {}) as unknown as {
    conditions?: readonly Record<string, string>[];
    lastAppliedRevision?: string;
    lastHandledReconcileAt?: string;
    observedGeneration?: number;
  };
  const ready = conditions.find(({ type }) => type === 'Ready');
  return {
    ready: ready?.['status'] ?? 'Unknown',
    reason: ready?.['reason'] ?? '',
    message: ready?.['message'] ?? '',
    applied: lastAppliedRevision,
    handled: lastHandledReconcileAt,
    isCurrent: observedGeneration === (metadata as unknown as { generation: number }).generation,
  };
}
