/** Compares what was made of tenants with what `dist` had of them, and judges the step. */
import { compareText, type Finding } from '../model/finding.ts';
import type { Fleet, Tenant } from '../model/fleet.ts';
import type { SubjectChange } from '../model/plan.ts';
import type { ChangeCause, Deletion, TenantTransition } from '../model/transition.ts';
import { isRelabelled } from '../plan/bookkeeping.ts';
import { type ChangedObjects, createComparison, type Files } from '../plan/changed-objects.ts';
import { type Naming, namingFor } from '../plan/placeholder.ts';
import { subjectChange } from '../plan/subject-change.ts';
import { judgeTransition } from '../policies/engine.ts';
import { transitionPolicies } from '../policies/index.ts';
import { type Owner, ownerOf, recordFile, tenantFiles } from '../synth/paths.ts';
import type { BeforeDist } from './before-dist.ts';
import { locatorOf } from './examine-objects.ts';
import { recordIn } from './read-record.ts';

/** A tenant as its spec makes it now; without files, one that nothing makes any more. */
export interface MadeTenant {
  readonly owner: Owner;
  readonly files: Files;
  tenant(): Tenant;
}

/** Plain data, fit to cross threads. */
export interface Step {
  readonly owner: Owner;
  readonly findings: readonly Finding[];
  readonly deletion: Deletion;
  /** For a plan only. */
  readonly change?: SubjectChange;
}

export interface Surroundings {
  readonly fleet: Fleet;
  readonly before: BeforeDist;
  /** Undefined where nobody knows. */
  causeOf(tenant: string): ChangeCause | undefined;
  /** `plan` keeps what each change is; `judge` only what is wrong with it. */
  readonly purpose: 'judge' | 'plan';
}

/** Judges many tenants together, since files of a revision are read in batches. One whose files are as before takes no step. */
export type TransitionJudge = (made: readonly MadeTenant[]) => readonly Step[];

interface Differing extends MadeTenant {
  readonly before: Files;
  readonly after: Files;
  readonly record: { readonly before: string | undefined; readonly after: string | undefined };
}

export function createTransitionJudge(surroundings: Surroundings): TransitionJudge {
  const { fleet, before: dist, purpose } = surroundings;
  const compare = createComparison();
  const shown = new Set<string>();

  function stepOf(made: Differing, elsewhere: TenantTransition['elsewhere']): Step {
    const { owner, before, after } = made;
    const hadRecord = recordIn(made.record.before);
    const hasRecord = recordIn(made.record.after);
    const isNew = before.size === 0 && made.record.before === undefined;
    const isGone = made.files.size === 0;
    const texts = [...before.values(), ...after.values()];
    const naming = namingFor(owner.tenant, texts);
    const manifests = (files: Files): Files => new Map([...files].filter(([path]) => path.endsWith('.yaml')));
    // Of a tenant that is new, nothing can be lost.
    const compared: ChangedObjects =
      isNew && purpose === 'judge'
        ? { objects: [], unreadable: [] }
        : compare(manifests(before), manifests(after), naming);
    const cause = surroundings.causeOf(owner.tenant);
    const transition: TenantTransition = {
      ...owner,
      fleet,
      ...(!isNew && {
        before: { ...(hadRecord && { record: hadRecord }), file: fileOf(owner, before) },
      }),
      ...(hasRecord && !isGone && { after: { record: hasRecord, tenant: made.tenant } }),
      // Nothing is lost by what says who made an object, and policies look at objects with their names.
      objects: isNew ? [] : naming.specificIn(compared.objects.filter((object) => !isRelabelled(object))),
      elsewhere,
      ...(cause !== undefined && { cause }),
    };
    return {
      owner,
      findings: judgeTransition(transitionPolicies, transition, locatorOf(made.files, {})),
      deletion: {
        ...owner,
        isWhole: isGone,
        objects: compared.objects.filter(({ kind }) => kind === 'delete').length,
      },
      ...(purpose === 'plan' && { change: changeOf(made, compared, naming) }),
    };
  }

  function changeOf({ owner, before, after, files, record }: Differing, compared: ChangedObjects, naming: Naming) {
    const records = { before: recordIn(record.before), after: recordIn(record.after) };
    const isNew = before.size === 0 && record.before === undefined;
    const { objects = [], ...change } = subjectChange({
      subject: owner,
      state: isNew ? 'new' : files.size === 0 ? 'gone' : 'changed',
      before,
      after,
      records,
      ...compared,
      ...migrationOf(records.before, records.after, fleet),
    });
    if (shown.has(change.signature)) return change;
    shown.add(change.signature);
    return { ...change, objects: naming.specificIn(objects) };
  }

  return (made) => {
    const wanted = made.map((one) => ({
      ...one,
      after: new Map([...one.files].filter(([path, text]) => !dist.has(path, text))),
    }));
    const changed = wanted.filter(({ files, after }) => files.size === 0 || after.size > 0);
    const texts = dist.read([...new Set(changed.flatMap(pathsBefore))]);
    const fresh = changed.filter(({ owner }) => !texts.has(recordFile(owner)));
    const others = dist.read(fresh.flatMap(({ owner }) => recordsElsewhere(owner, fleet)));
    return changed.map((one) => {
      const own = pathsBefore(one).filter((path) => texts.has(path) && one.files.get(path) !== texts.get(path));
      const before = new Map(own.map((path) => [path, texts.get(path)!]));
      const path = recordFile(one.owner);
      const record = { before: texts.get(path), after: one.files.get(path) };
      const elsewhere = recordsElsewhere(one.owner, fleet).flatMap((file) => {
        const found = recordIn(others.get(file));
        return found === undefined ? [] : [{ cluster: ownerOf(file)!.cluster, record: found }];
      });
      return stepOf({ ...one, before, record }, elsewhere);
    });
  };
}

/** What is read of a tenant's files before: those that differ, and its record. */
function pathsBefore({ owner, files, after }: Pick<Differing, 'owner' | 'files' | 'after'>): readonly string[] {
  return files.size === 0 ? tenantFiles(owner) : [...new Set([...after.keys(), recordFile(owner)])];
}

function recordsElsewhere({ tenant, cluster }: Owner, fleet: Fleet): readonly string[] {
  const others = [...fleet.clusters.keys()].filter((name) => name !== cluster);
  return others.map((name) => recordFile({ tenant, cluster: name }));
}

/** The record, or else the first file that there was. */
function fileOf(owner: Owner, before: Files): string {
  const record = recordFile(owner);
  const [first = record] = [...before.keys()].toSorted(compareText);
  return before.has(record) ? record : first;
}

/** A step to or from a release of which there is no simple way back. */
function migrationOf(
  before: TenantRecordPart,
  after: TenantRecordPart,
  { releases }: Fleet,
): Pick<SubjectChange, 'migration'> {
  const from = before?.['release'];
  const to = after?.['release'];
  if (typeof from !== 'string' || typeof to !== 'string' || from === to) return {};
  const entered = releases.get(to);
  const left = releases.get(from);
  const passed = left?.upgradeableFrom.includes(to) === true ? left : entered;
  return { migration: { from, to, reversibility: passed?.reversibility ?? 'unknown' } };
}

type TenantRecordPart = ReturnType<typeof recordIn>;
