/** Stands in for source-controller and source-watcher: from a tree at a commit to the sources' status. */
import { createHash } from 'node:crypto';
import picomatch from 'picomatch';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { type Artifact, type ArtifactServer, statusOf, type Tree } from './artifacts.ts';
import type { ControlPlane } from './control-plane.ts';

const namespace = 'flux-system';

export interface Sources {
  /** What a `git push` leads to: the repository's artifact, and those of the tenants whose folders changed. */
  push(tree: Tree): Promise<void>;
  /** Publishes the tenants' artifacts of the last push, where an ArtifactGenerator has appeared since. */
  generate(): Promise<void>;
}

export function createSources({ objects }: ControlPlane, server: ArtifactServer): Sources {
  let current: Tree = new Map();
  const published = new Map<string, string>();

  const setStatus = async (kind: string, name: string, artifact: Artifact): Promise<void> => {
    const ref = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind, namespace, name };
    const { body } = await objects.get(ref);
    const { generation } = body['metadata'] as unknown as { generation: number };
    const { status, body: answer } = await objects.patch(ref, { status: statusOf(artifact, generation) }, 'status');
    if (status !== 200) throw new Error(`the status of ${name} is refused: ${JSON.stringify(answer)}`);
  };

  const generate = async (): Promise<void> => {
    const generators = await objects.list('source.extensions.fluxcd.io/v1beta1', 'ArtifactGenerator', namespace);
    for (const generator of generators) {
      for (const [name, tree] of expanded(generator, current)) {
        const digest = digestOf(tree);
        if (published.get(name) === digest) continue;
        published.set(name, digest);
        const artifact = await server.publish(name, tree);
        await objects.apply(externalArtifact(name, generator), { fieldManager: 'source-watcher' });
        await setStatus('ExternalArtifact', name, artifact);
      }
      await settle(objects, generator);
    }
  };

  return {
    async push(tree) {
      current = tree;
      const revision = `main@sha1:${createHash('sha1').update(digestOf(tree)).digest('hex')}`;
      await setStatus('GitRepository', 'flux-system', await server.publish('repository', tree, revision));
      await generate();
    },
    generate,
  };
}

/** As source-watcher says that it has generated all. */
async function settle(objects: ControlPlane['objects'], { metadata, status }: JsonObject): Promise<void> {
  const { name, generation } = metadata as unknown as { name: string; generation: number };
  if (isObject(status) && status['observedGeneration'] === generation) return;
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'Succeeded',
    message: 'reconciliation succeeded',
    observedGeneration: generation,
    lastTransitionTime: new Date().toISOString(),
  };
  const ref = { apiVersion: 'source.extensions.fluxcd.io/v1beta1', kind: 'ArtifactGenerator', namespace, name };
  const body = { status: { observedGeneration: generation, conditions: [ready] } };
  const { status: code, body: answer } = await objects.patch(ref, body, 'status');
  if (code !== 200) throw new Error(`the status of ${name} is refused: ${JSON.stringify(answer)}`);
}

function externalArtifact(name: string, { metadata }: JsonObject): JsonObject {
  const generator = metadata as unknown as { name: string };
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'ExternalArtifact',
    metadata: { name, namespace },
    spec: {
      sourceRef: {
        apiVersion: 'source.extensions.fluxcd.io/v1beta1',
        kind: 'ArtifactGenerator',
        name: generator.name,
        namespace,
      },
    },
  };
}

interface GeneratorSpec {
  readonly pathPattern: string;
  readonly artifacts: readonly {
    readonly name: string;
    readonly copy: readonly { readonly from: string; readonly to: string; readonly exclude?: readonly string[] }[];
  }[];
}

/**
 * `pathPattern` captures folders; each capture gives one artifact of each template. Only what our generator uses is
 * understood: `@repo/<folder>/{name}` and copies of `<folder>/**` to the artifact's root.
 */
function* expanded({ spec }: JsonObject, tree: Tree): Iterable<readonly [name: string, tree: Tree]> {
  if (!isObject(spec)) return;
  const { pathPattern, artifacts } = spec as unknown as GeneratorSpec;
  const [before = '', variable = ''] = pathPattern.replace(/^@repo\//, '').split(/[{}]/);
  const captured = new Set(
    [...tree.keys()].flatMap((path) => (path.startsWith(before) ? [path.slice(before.length).split('/')[0]!] : [])),
  );
  for (const value of captured) {
    const filled = (text: string): string => text.replaceAll(`{${variable}}`, value);
    for (const { name, copy } of artifacts) {
      const files = new Map<string, string>();
      for (const { from, to, exclude = [] } of copy) {
        const folder = filled(from)
          .replace(/^@repo\//, '')
          .replace(/\*\*$/, '');
        if (to !== '@artifact/') throw new Error(`a copy to ${to} is not understood`);
        const isExcluded = picomatch([...exclude]);
        for (const [path, text] of tree) {
          if (path.startsWith(folder) && !isExcluded(path.slice(folder.length)))
            files.set(path.slice(folder.length), text);
        }
      }
      yield [filled(name), files];
    }
  }
}

function digestOf(tree: Tree): string {
  const hash = createHash('sha256');
  for (const [path, text] of tree) hash.update(`${path}\0${text}\0`);
  return hash.digest('hex');
}
