/** Requests to an API server, as plain as they go over the wire: tests look at status codes and at whole bodies. */
import { Agent, request } from 'node:https';
import type { JsonObject } from '../../src/model/manifest.ts';

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** What the server warns of, whatever it decides. */
  readonly warnings: readonly string[];
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly body?: JsonObject | readonly JsonObject[];
  /** Default: `application/json`, for `PATCH` server-side apply. */
  readonly contentType?: string;
  /** User to act as, for example `system:serviceaccount:flux-system:tenant-acme-app`, with that account's groups. */
  readonly as?: string;
}

export interface Rest {
  /** @throws when the server cannot be reached. */
  call(of: Call): Promise<Answer>;
  close(): void;
}

export function createRest(server: { readonly port: number; readonly ca: string; readonly token: string }): Rest {
  const agent = new Agent({ keepAlive: true, maxSockets: 16, ca: server.ca });
  return {
    call: ({ method, path, body, contentType, as }) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const usual = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json';
        const headers = {
          authorization: `Bearer ${server.token}`,
          accept: 'application/json',
          ...(text !== undefined && {
            'content-type': contentType ?? usual,
            'content-length': Buffer.byteLength(text),
          }),
          ...(as !== undefined && { 'impersonate-user': as, 'impersonate-group': [...groupsOf(as)] }),
        };
        const options = { host: '127.0.0.1', port: server.port, method, path, headers, agent, timeout: 30_000 };
        const outgoing = request(options, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: decoded(Buffer.concat(parts).toString()),
              warnings: warningsIn(response.rawHeaders),
            }),
          );
        });
        outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path} took more than 30 s`)));
        outgoing.on('error', reject);
        outgoing.end(text);
      }),
    close: () => agent.destroy(),
  };
}

function decoded(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return { text };
  }
}

/** Each is written `299 - "text"`. */
function warningsIn(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((value, index) => {
    if (index % 2 === 0 || rawHeaders[index - 1]!.toLowerCase() !== 'warning') return [];
    const text = /^299 - "(.*)"$/s.exec(value)?.[1] ?? value;
    return [text.replaceAll(/\\(.)/gs, '$1')];
  });
}

/** The groups that the API server itself gives a service account. */
function groupsOf(user: string): readonly string[] {
  const [, , namespace] = user.split(':');
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
}
