/** Which step of leaving comes next for a tenant, what it takes, and what it writes. Decides, and does nothing. */
import type { Tenant } from '../../model/fleet.ts';
import type { LifeState } from '../../model/life.ts';

export interface OffboardingOptions {
  readonly reason?: string;
  readonly retainUntil?: string;
  readonly withoutBackup?: string;
  readonly backupConfirmed?: string;
  readonly deleteData?: string;
  readonly remove?: true;
}

export type OptionName = keyof OffboardingOptions;

export interface Step {
  readonly title: string;
  /** For the commit. */
  readonly word: string;
  /** Section of the runbook that goes with it. */
  readonly section: string;
  /** Each group is one way to take the step; all of its options must be given. */
  readonly ways: readonly (readonly OptionName[])[];
  /** What may be given besides. */
  readonly also: readonly OptionName[];
  /** Why it cannot be taken today. */
  readonly notYet?: string;
}

export function stepFor({ spec, cluster }: Tenant, state: LifeState, today: string): Step {
  const { offboarding } = spec;
  switch (state) {
    case 'active':
    case 'suspended':
      return cluster.objectStore === undefined
        ? { ...begin, ways: [['reason', 'retainUntil', 'withoutBackup']], also: [] }
        : begin;
    case 'closing':
      return confirm;
    case 'kept': {
      if (offboarding === undefined) return { ...removeSpec, ways: [['remove'], ['reason', 'retainUntil']] };
      const notYet = `its data is promised until ${offboarding.retainUntil}`;
      return offboarding.retainUntil >= today ? { ...askDeletion, notYet } : askDeletion;
    }
    case 'deletable':
      return removeSpec;
  }
}

const begin: Step = {
  title: 'stop it and make the final backup',
  word: 'stop',
  section: '1-stop-and-back-up',
  ways: [['reason', 'retainUntil']],
  also: ['withoutBackup'],
};

const confirm: Step = {
  title: 'confirm that the final backup succeeded, which stops the database',
  word: 'keep',
  section: '2-confirm-and-keep',
  ways: [['backupConfirmed'], ['withoutBackup'], ['retainUntil']],
  also: ['retainUntil'],
};

const askDeletion: Step = {
  title: 'ask for the deletion of its data',
  word: 'delete data',
  section: '3-ask-for-the-deletion',
  ways: [['deleteData'], ['retainUntil']],
  also: [],
};

const removeSpec: Step = {
  title: 'remove its spec',
  word: 'remove',
  section: '4-delete',
  ways: [['remove']],
  also: [],
};

/** Arguments of `fleet edit`. */
export function changesFor(state: LifeState, options: OffboardingOptions): readonly string[] {
  const begins = state === 'active' || state === 'suspended' ? ['lifecycle=offboarding'] : [];
  const { remove: _, ...fields } = options;
  return [...begins, ...Object.entries(fields).map(([field, value]) => `offboarding.${field}=${value}`)];
}
