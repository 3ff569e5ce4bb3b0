/**
 * Publishes what source-controller and source-watcher would publish: archives over HTTP on loopback, and the status of
 * the sources that point at them. Neither of the two can be built here; what follows the artifact is Flux's own controller.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { JsonObject } from '../../src/model/manifest.ts';

/** Paths relative to the archive's root, with their text. */
export type Tree = ReadonlyMap<string, string>;

export interface Artifact {
  readonly url: string;
  readonly path: string;
  readonly digest: string;
  readonly revision: string;
  readonly lastUpdateTime: string;
  readonly size: number;
}

export interface ArtifactServer {
  /** @param revision as Flux writes it; without one, that of the content. */
  publish(name: string, tree: Tree, revision?: string): Promise<Artifact>;
  /** Serves other bytes under an address that was published: a corrupt download. */
  corrupt(artifact: Artifact): void;
  stop(): Promise<void>;
}

export async function startArtifactServer(): Promise<ArtifactServer> {
  const archives = new Map<string, Buffer>();
  const server = createServer(({ url = '' }, response) => {
    const archive = archives.get(url);
    response.writeHead(archive === undefined ? 404 : 200, { 'content-type': 'application/gzip' });
    response.end(archive);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    async publish(name, tree, revision) {
      const archive = await archiveOf(tree);
      const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
      const path = `/${name}/${digest.slice(7, 23)}.tar.gz`;
      archives.set(path, archive);
      return {
        url: `http://127.0.0.1:${port}${path}`,
        path: path.slice(1),
        digest,
        revision: revision ?? `latest@${digest}`,
        lastUpdateTime: new Date().toISOString(),
        size: archive.length,
      };
    },
    corrupt: ({ path }) => void archives.set(`/${path}`, Buffer.from('not an archive')),
    stop: () => closed(server),
  };
}

/** Status of a source whose newest artifact this is. */
export function statusOf(artifact: Artifact, generation: number): JsonObject {
  return {
    observedGeneration: generation,
    artifact: { ...artifact },
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Succeeded',
        message: `stored artifact for revision ${artifact.revision}`,
        observedGeneration: generation,
        lastTransitionTime: '2026-11-24T00:00:00Z',
      },
    ],
  };
}

/** The files below a folder. */
export function treeOf(root: string, within = ''): Tree {
  const tree = new Map<string, string>();
  for (const name of readdirSync(join(root, within)).sort()) {
    const path = within === '' ? name : `${within}/${name}`;
    if (statSync(join(root, path)).isDirectory()) for (const [inner, text] of treeOf(root, path)) tree.set(inner, text);
    else tree.set(path, readFileSync(join(root, path), 'utf8'));
  }
  return tree;
}

/** The same tree, the same bytes. */
async function archiveOf(tree: Tree): Promise<Buffer> {
  const archive = pack();
  for (const [name, text] of tree) archive.entry({ name, mtime: new Date(0) }, text);
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  return gzipSync(Buffer.concat(parts));
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
