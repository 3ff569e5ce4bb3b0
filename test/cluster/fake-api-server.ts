/** An API server that lists what it is given, page by page, and misbehaves on demand. */
import { writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { selfSigned } from './certificate.ts';

export interface FakeCluster {
  /** By the last part of the list's path, such as `kustomizations`; what is not here, the server does not know. */
  readonly lists: Readonly<Record<string, readonly JsonObject[]>>;
  /** Answers instead, when it returns true. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface FakeApiServer {
  readonly url: string;
  readonly ca: string;
  /** Paths with their queries, in the order in which they came. */
  readonly requests: string[];
  /** Bytes that were sent. */
  sent(): number;
}

const certificate = selfSigned();

export async function startFakeApiServer({ lists, instead }: FakeCluster): Promise<FakeApiServer> {
  const requests: string[] = [];
  let bytes = 0;
  const server = createServer(certificate, (request, response) => {
    requests.push(request.url ?? '');
    if (instead?.(request, response) === true) return;
    const url = new URL(request.url ?? '', 'https://server');
    const list = lists[url.pathname.split('/').at(-1) ?? ''];
    const answer =
      request.headers.authorization !== 'Bearer good'
        ? { status: 401, body: { kind: 'Status', message: 'Unauthorized' } }
        : list === undefined
          ? { status: 404, body: { kind: 'Status', message: 'the server could not find the requested resource' } }
          : { status: 200, body: page(list, url.searchParams) };
    const text = JSON.stringify(answer.body);
    const isLong = text.length > 128 * 1024;
    const content = isLong ? gzipSync(text, { level: 1 }) : Buffer.from(text);
    bytes += content.length;
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(isLong && { 'content-encoding': 'gzip' }),
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, ca: certificate.cert, requests, sent: () => bytes };
}

function page(list: readonly JsonObject[], query: URLSearchParams): JsonObject {
  const from = Number(query.get('continue') ?? 0);
  const end = query.has('limit') ? from + Number(query.get('limit')) : list.length;
  return {
    kind: 'List',
    metadata: end < list.length ? { continue: String(end) } : {},
    items: list.slice(from, end),
  };
}

export interface FakeContext {
  readonly name: string;
  readonly server: string;
  readonly ca?: string;
  readonly token?: string;
  readonly user?: JsonObject;
}

/** Writes a kubeconfig; JSON is YAML. */
export function writeKubeconfig(file: string, contexts: readonly FakeContext[]): string {
  const value = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': contexts[0]?.name,
    clusters: contexts.map(({ name, server, ca }) => ({
      name,
      cluster: {
        server,
        ...(ca !== undefined && { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
      },
    })),
    users: contexts.map(({ name, token = 'good', user }) => ({ name, user: user ?? { token } })),
    contexts: contexts.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
  };
  writeFileSync(file, JSON.stringify(value), { mode: 0o600 });
  return file;
}
