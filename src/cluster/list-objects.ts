/** Lists all objects of a kind, page by page, as kubectl does. */
import type { JsonObject } from '../model/manifest.ts';
import type { Connection } from './connection.ts';
import { objectsAt, textAt } from './fields.ts';
import { ClusterError } from './failure.ts';

/** What kubectl and the clients of Go take. */
export const pageSize = 500;

export interface Listing<Item> {
  /** `absent`: the server does not know the kind. `refused`: the reader may not list it, with the server's words. */
  readonly kind: 'listed' | 'absent' | 'refused';
  readonly items: readonly Item[];
  readonly message: string;
  /** By the server's clock. */
  readonly time?: string;
}

export interface ListOf<Item> {
  /** Of the kind, without a query. */
  readonly path: string;
  readonly selector?: string;
  /** What is kept of an object. */
  read(object: JsonObject): Item;
}

/** @throws {ClusterError} for an answer that is neither a list nor a plain refusal. */
export async function listObjects<Item>(
  connection: Connection,
  { path, selector, read }: ListOf<Item>,
): Promise<Listing<Item>> {
  const items: Item[] = [];
  let position: string | undefined;
  let limit: number | undefined = pageSize;
  for (;;) {
    const query = new URLSearchParams({
      ...(selector !== undefined && { labelSelector: selector }),
      ...(limit !== undefined && { limit: String(limit) }),
      ...(position !== undefined && { continue: position }),
    }).toString();
    const { status, body, time } = await connection.get(query === '' ? path : `${path}?${query}`);
    const message = textAt(body, 'message') ?? '';
    if (status === 404) return { kind: 'absent', items: [], message };
    if (status === 403) return { kind: 'refused', items: [], message };
    if (status === 410 && position !== undefined) {
      // The server no longer keeps the moment of the first page. All at once is slower, and always works.
      items.length = 0;
      [position, limit] = [undefined, undefined];
      continue;
    }
    if (status !== 200) throw new ClusterError('BadAnswer', `${status} for ${path}: ${message}`);
    if (!Array.isArray(body['items'])) throw new ClusterError('BadAnswer', `the answer for ${path} is no list`);
    // At once: a page is many times larger than what is kept of it.
    items.push(...objectsAt(body, 'items').map(read));
    position = textAt(body, 'metadata', 'continue');
    if (position === undefined || position === '') {
      return { kind: 'listed', items, message: '', ...(time !== undefined && { time }) };
    }
  }
}
