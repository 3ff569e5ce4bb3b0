/** With what the tenants of a run are compared: the `dist` that a write would replace, or that of a revision. */
import { join } from 'node:path';
import type { FleetSource } from '../load/open-fleet.ts';
import { remember } from '../model/remember.ts';
import type { ChangeCause } from '../model/transition.ts';
import { readRegular } from '../synth/read-regular.ts';
import type { ChangeScope } from './change-scope.ts';
import { type BeforeDist, revisionDist, workingDist } from './before-dist.ts';

/** Plain data, fit to cross threads. */
export type Comparison =
  | { readonly kind: 'working tree' }
  | {
      readonly kind: 'revision';
      /** The repository, which may be another folder than that of the specs. */
      readonly repository: string;
      /** Full id. */
      readonly commit: string;
      /** Tenants whose spec or secrets differ. */
      readonly own: readonly string[];
      /** Whether something differs that all tenants are made from. */
      readonly isShared: boolean;
      readonly purpose: 'judge' | 'plan';
      /** Texts of files that the revision should have and has not, by path. */
      readonly overlay?: ReadonlyMap<string, string>;
    };

/** The comparison of a change with the commit where it starts. */
export function revisionOf(
  repository: string,
  { base, own, isShared }: ChangeScope,
): Extract<Comparison, { kind: 'revision' }> {
  return { kind: 'revision', repository, commit: base, own, isShared, purpose: 'judge' };
}

interface Compared {
  readonly before: BeforeDist;
  readonly purpose: 'judge' | 'plan';
  causeOf(tenant: string): ChangeCause | undefined;
}

export function comparisonWith({ root }: FleetSource, comparison: Comparison): Compared {
  if (comparison.kind === 'working tree') {
    return { before: workingDist(root), purpose: 'judge', causeOf: () => undefined };
  }
  const { own, isShared, purpose } = comparison;
  const changed = new Set(own);
  return {
    before: distOf(comparison),
    purpose,
    causeOf: (tenant) => {
      if (isShared) return 'shared';
      return changed.has(tenant) || isNamingOneOf(root, `tenants/${tenant}.ts`, changed) ? 'own' : 'none';
    },
  };
}

/** Listed once: it has fifty thousand files in a large fleet. */
const distOf = remember(({ repository, commit, overlay }: Extract<Comparison, { kind: 'revision' }>) =>
  revisionDist(repository, commit, overlay),
);

/** A spec that imports another, or is a copy of its tenant, names it. */
export function isNamingOneOf(root: string, file: string, others: ReadonlySet<string>): boolean {
  if (others.size === 0) return false;
  const reading = readRegular(join(root, file));
  const words = reading.kind === 'file' ? reading.bytes.toString().match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) : null;
  return words?.some((word) => others.has(word)) === true;
}
