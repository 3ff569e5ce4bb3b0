/** Reads one cluster: eight lists, all at once, to a snapshot. */
import type { JsonObject } from '../model/manifest.ts';
import { fluxNamespace } from '../stack/names.ts';
import { type Connection, connect } from './connection.ts';
import { ClusterError, failureOf } from './failure.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { listObjects, type Listing } from './list-objects.ts';
import { kustomizationOf, sourceOf } from './read-flux.ts';
import { databaseOf, deploymentOf, migrationOf, statefulSetOf } from './read-workloads.ts';
import type { Reading, Snapshot, Workload } from './snapshot.ts';

export interface ReadCluster {
  readonly kubeconfig: Kubeconfig;
  readonly context: string;
  /** Of the fleet's labels. */
  readonly labelPrefix: string;
  /** This machine's time, for a server that does not tell its own. */
  readonly time: string;
  /** Ends it, with a `ClusterError` as its reason. */
  readonly signal: AbortSignal;
}

/** Trouble with the cluster is a value; only a bug is thrown. */
export async function readCluster(of: ReadCluster): Promise<Reading> {
  let server = `context ${of.context}`;
  let connection: Connection | undefined;
  try {
    const target = of.kubeconfig.target(of.context);
    ({ server } = target);
    connection = await connect(target, of.signal);
    return { kind: 'read', snapshot: await snapshotOf(connection, of) };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error, server) };
  } finally {
    connection?.close();
  }
}

const sourceKinds = {
  GitRepository: 'source.toolkit.fluxcd.io/v1/{ns}/gitrepositories',
  ExternalArtifact: 'source.toolkit.fluxcd.io/v1/{ns}/externalartifacts',
  ArtifactGenerator: 'source.extensions.fluxcd.io/v1beta1/{ns}/artifactgenerators',
} as const;
const kustomizations = 'kustomize.toolkit.fluxcd.io/v1/{ns}/kustomizations';

async function snapshotOf(connection: Connection, { labelPrefix, time }: ReadCluster): Promise<Snapshot> {
  const ours = (component: string): string =>
    `app.kubernetes.io/managed-by=aos-fleet,app.kubernetes.io/component${component}`;
  const list = <Item>(path: string, read: (object: JsonObject) => Item, selector?: string): Promise<Listing<Item>> =>
    listObjects(connection, {
      path: `/apis/${path.replace('{ns}', `namespaces/${fluxNamespace}`)}`,
      read,
      ...(selector !== undefined && { selector }),
    });
  const labelled = (read: (object: JsonObject, prefix: string) => Workload) => (object: JsonObject) =>
    read(object, labelPrefix);
  const [layers, sources, deployments, statefulSets, databases, jobs] = await Promise.all([
    list(kustomizations, kustomizationOf),
    Promise.all(Object.entries(sourceKinds).map(([kind, path]) => list(path, (object) => sourceOf(kind, object)))),
    list('apps/v1/deployments', labelled(deploymentOf), ours(' in (cron,web)')),
    list('apps/v1/statefulsets', labelled(statefulSetOf), ours('=database')),
    list('postgresql.cnpg.io/v1/clusters', labelled(databaseOf), ours('=database')),
    list('batch/v1/jobs', migrationOf, ours('=migration')),
  ]);
  if (layers.kind === 'absent') throw new ClusterError('NoFlux', 'it has no Kustomizations: Flux is not installed');
  for (const { kind, message } of [layers, ...sources]) {
    if (kind === 'refused') throw new ClusterError('Forbidden', `403, what Flux does may not be read: ${message}`);
  }
  const workloads = [deployments, statefulSets, databases];
  return {
    time: layers.time ?? time,
    kustomizations: layers.items,
    sources: sources.flatMap(({ items }) => items),
    workloads: workloads.flatMap(({ items }) => items),
    migrations: jobs.items,
    refused: [...workloads, jobs].flatMap(({ kind, message }) => (kind === 'refused' ? [message] : [])),
  };
}
