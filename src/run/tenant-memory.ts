/** What is kept of a tenant, so that another run with the same files need not examine it. */
import { createHash } from 'node:crypto';
import type { ShapedTenant } from '../isolation/representatives.ts';
import type { TenantResult } from '../load/open-fleet.ts';
import { secretFilesOf } from '../load/read-secrets.ts';
import type { Finding } from '../model/finding.ts';
import type { Claim } from '../model/policy.ts';
import { contestOf } from '../policies/contests.ts';
import { readPrints, textPrint } from './file-prints.ts';

/** Plain data, fit to cross threads. */
export interface TenantMemory {
  /** Path and print of each file that it was made from, as they were after it was examined. */
  readonly inputs: readonly (readonly [path: string, print: string])[];
  /** Prints of its files in `dist` as they must be, in the order of the paths. */
  readonly prints: readonly string[];
  /** Digest of everything that the proof of isolation looks at. */
  readonly shapeDigest: string;
  readonly contests: Contests;
  /** About itself alone; how it differs from `dist` or from before is found anew in each run. */
  readonly findings: readonly Finding[];
}

/** By short digests of what claims take and meet; two that are equal by chance only cost time. */
export interface Contests {
  readonly takes: ArrayLike<number>;
  readonly meets: ArrayLike<number>;
  /** Claims that are always looked at. */
  readonly always: readonly Claim[];
}

export interface MemoryMaker {
  readonly root: string;
  readonly idLength: number;
  /** Keys that tenants may have in common. */
  readonly common: ReadonlySet<string>;
}

interface Examined {
  readonly result: TenantResult;
  readonly findings: readonly Finding[];
  readonly files: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  readonly isolation: ShapedTenant;
}

export function memoryOf({ result, findings, files, claims, isolation }: Examined, maker: MemoryMaker): TenantMemory {
  const print = readPrints(maker.root, maker.idLength);
  const paths = [...result.sources, ...secretFilesOf(maker.root, result.summary.id)];
  return {
    inputs: paths.map((path) => [path, print(path)] as const),
    prints: [...files.values()].map((text) => textPrint(text, maker.idLength)),
    shapeDigest: shapeDigest(isolation),
    contests: contestsOf(claims, maker.common),
    findings,
  };
}

export function contestsOf(claims: readonly Claim[], common: ReadonlySet<string>): Contests {
  const takes = new Set<string>();
  const meets = new Set<string>();
  const always: Claim[] = [];
  for (const claim of claims) {
    const contest = contestOf(claim, common);
    if (contest === 'always') always.push(claim);
    else {
      for (const text of contest.takes) takes.add(text);
      for (const text of contest.meets ?? []) meets.add(text);
    }
  }
  return { takes: Array.from(takes, shortDigest), meets: Array.from(meets, shortDigest), always };
}

/** 48 bits: a number that is exact. */
function shortDigest(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

function shapeDigest({ tier, shape }: ShapedTenant): string {
  const hash = createHash('sha256').update(tier);
  for (const { body, file, document, base } of shape) hash.update(JSON.stringify([body.text, file, document, base]));
  return hash.digest('base64');
}
