/** Writes what is remembered of a fleet as the sections of a pack. */
import { createTextTable, hidden } from '../cache/texts.ts';
import type { Finding } from '../model/finding.ts';
import type { Claim } from '../model/policy.ts';
import type { SharedObjects } from '../model/isolation.ts';
import type { TenantSummary } from '../model/summary.ts';
import type { ShapedTenant } from '../isolation/representatives.ts';
import type { TenantMemory } from './tenant-memory.ts';

/** A tenant whose files are all known. */
export interface KnownTenant extends TenantMemory {
  readonly summary: TenantSummary;
  readonly objects: number;
  readonly cluster: string;
  readonly isolation: ShapedTenant;
}

export interface KnownPlatform {
  readonly findings: readonly Finding[];
  readonly objects: number;
  /** Path and print of each file. */
  readonly files: readonly (readonly [path: string, print: string])[];
  readonly shared: SharedObjects;
}

export interface KnownFleet {
  readonly tenants: readonly KnownTenant[];
  readonly platforms: readonly KnownPlatform[];
  /** Digests of clusters, with all their tenants, of which isolation is proven. */
  readonly isolated: readonly string[];
}

/** One tenant in JSON; lists of numbers stand in other sections, in the order of the tenants. */
export interface TenantRow {
  readonly summary: TenantSummary;
  readonly findings: readonly Finding[];
  readonly objects: number;
  readonly cluster: string;
  readonly tier: ShapedTenant['tier'];
  readonly inputs: TenantMemory['inputs'];
  readonly prints: readonly string[];
  readonly shapeDigest: string;
  readonly always: readonly ClaimRow[];
  /** How many numbers of its own there are. */
  readonly counts: readonly [takes: number, meets: number, shape: number];
}

/** `object` is the place in the table of texts. */
export type ClaimRow = readonly [kind: Claim['kind'], value: string, object: number, copyOf?: string];

/** Of an object's shape: body, file and base in the table of texts, and the document. */
export const numbersPerShape = 4;

export function encodeFleet({ tenants, platforms, isolated }: KnownFleet): ReadonlyMap<string, Uint8Array> {
  const claims = createTextTable();
  const bodies = createTextTable();
  const contests: number[] = [];
  const shapes: number[] = [];
  const rows = tenants.map((tenant): TenantRow => {
    const { summary, findings, objects, cluster, inputs, prints, shapeDigest, isolation } = tenant;
    const { takes, meets, always } = tenant.contests;
    for (const number of Array.from(takes)) contests.push(number);
    for (const number of Array.from(meets)) contests.push(number);
    for (const { body, file, document, base } of isolation.shape)
      shapes.push(bodies.numberOf(body.text), bodies.numberOf(file), bodies.numberOf(base), document);
    return {
      summary,
      findings,
      objects,
      cluster,
      tier: isolation.tier,
      inputs,
      prints,
      shapeDigest,
      always: always.map(({ kind, value, copyOf, object }): ClaimRow => {
        const number = claims.numberOf(hidden(JSON.stringify(object), summary.id));
        return copyOf === undefined ? [kind, value, number] : [kind, value, number, copyOf];
      }),
      counts: [takes.length, meets.length, isolation.shape.length],
    };
  });
  return new Map<string, Uint8Array>([
    ['tenants', json(rows)],
    ['claims', json(claims.texts)],
    ['contests', bytesOf(new Float64Array(contests))],
    ['bodies', json(bodies.texts)],
    ['shapes', bytesOf(new Uint32Array(shapes))],
    ['fleet', json({ platforms, isolated })],
  ]);
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
