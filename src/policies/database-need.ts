/** The least memory with which PostgreSQL can serve its connections. */

export interface DatabaseNeed {
  /** `shared_buffers`, in bytes. */
  readonly cache: number;
  /** `max_connections`. */
  readonly connections: number;
  /** Processes of Odoo that run a query at the same time. */
  readonly processes: number;
  /** `work_mem`, in bytes: the memory of one sort or hash operation. */
  readonly queryMemory: number;
}

const mebibyte = 2 ** 20;

/**
 * Memory of a connection's process beside the shared cache. Measured by one of PostgreSQL's developers as "less than
 * 2MiB": https://blog.anarazel.de/2020/10/07/measuring-the-memory-overhead-of-a-postgres-connection/
 */
const idle = 2 * mebibyte;

/** What the process of a new connection takes up to ("up to 10 MB"): PGConf.DE 2025, PostgreSQL Connections Memory Usage. */
const busy = 10 * mebibyte;

/**
 * Bytes that are surely needed: the cache, every connection that may be open, and for each process of Odoo a query with
 * one sort. Odoo holds far fewer connections than its pools allow, so they count as idle. The system's cache and
 * PostgreSQL's own workers come on top: the rule refuses only what cannot last.
 */
export function leastMemory({ cache, connections, processes, queryMemory }: DatabaseNeed): number {
  return cache + connections * idle + processes * (busy + queryMemory);
}
