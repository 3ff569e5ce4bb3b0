/** Asks an API server for JSON, with one deadline for all that is asked. */
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { createGunzip } from 'node:zlib';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { textAt } from './fields.ts';
import { ClusterError } from './failure.ts';
import type { Target } from './kubeconfig.ts';

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** When the server sent it, by its own clock. RFC 3339. */
  readonly time?: string;
}

export interface Connection {
  /** @throws {ClusterError} when the answer is not JSON, or the server refuses everything. */
  get(path: string): Promise<Answer>;
  close(): void;
}

/** A page of 500 objects has a few megabytes; who sends more is no API server. */
const longest = 256 * 1024 * 1024;

/** @param signal ends it, whatever it waits for, with a `ClusterError` as its reason. */
export async function connect(target: Target, signal: AbortSignal): Promise<Connection> {
  // A program that gives credentials may hang as well as a server.
  const { agent: given, ...options } = await beforeAbort(target.options(), signal);
  const agent = agentOf(target.server, options, given);
  return {
    async get(path) {
      const response = await send(`${target.server}${path}`, { ...options, agent, signal });
      const text = await beforeAbort(textOf(response), signal);
      return answerOf(response, text, path);
    },
    close: () => agent.destroy(),
  };
}

/** Connections that stay open between requests. The one given goes through a proxy, and is kept. */
function agentOf(server: string, options: RequestOptions, given: RequestOptions['agent']): Agent | PlainAgent {
  const isUsual = given instanceof Agent && given.constructor === Agent;
  if (given instanceof PlainAgent && !isUsual) return given;
  const { ca, cert, key, rejectUnauthorized, servername } = options;
  return server.startsWith('http:')
    ? new PlainAgent({ keepAlive: true, maxSockets: 4 })
    : new Agent({ ca, cert, key, rejectUnauthorized, servername, keepAlive: true, maxSockets: 4 });
}

function send(url: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { ...options.headers, accept: 'application/json', 'accept-encoding': 'gzip' };
    const outgoing = (url.startsWith('http:') ? plainRequest : request)(url, { ...options, headers }, resolve);
    outgoing.on('error', (error) => reject(options.signal?.aborted ? options.signal.reason : error));
    outgoing.end();
  });
}

function textOf(response: IncomingMessage): Promise<string> {
  const isPacked = response.headers['content-encoding'] === 'gzip';
  const stream = isPacked ? response.pipe(createGunzip()) : response;
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    response.on('error', reject);
    stream.on('error', (error) => reject(new ClusterError('BadAnswer', `its answer cannot be read: ${error.message}`)));
    stream.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > longest) {
        response.destroy();
        reject(new ClusterError('BadAnswer', `its answer has more than ${longest} bytes`));
      }
    });
    stream.on('end', () => resolve(Buffer.concat(parts).toString()));
  });
}

function answerOf({ statusCode: status = 0, headers }: IncomingMessage, text: string, path: string): Answer {
  const body = parsed(text);
  const told = textAt(body ?? {}, 'message') ?? '';
  const resource = path.split('?')[0] ?? '';
  if (status === 401) throw new ClusterError('Unauthorized', `401, the credentials are not accepted: ${told}`);
  if (status >= 500 || status === 429) throw new ClusterError('ServerError', `${status} for ${resource}: ${told}`);
  if (body === undefined)
    throw new ClusterError('BadAnswer', `${status} for ${resource}: the answer is no JSON object`);
  const time = headers.date === undefined ? NaN : Date.parse(headers.date);
  return { status, body, ...(Number.isFinite(time) && { time: new Date(time).toISOString() }) };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
