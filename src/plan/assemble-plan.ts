/** Puts the changes of all subjects together into the plan that a reviewer reads. */
import { createHash } from 'node:crypto';
import { type ChangeKind, riskLabels } from '../model/change.ts';
import { compareFindings, compareText } from '../model/finding.ts';
import type { ChangeClass, FileChange, OtherFile, Plan, Requests, Subject, SubjectChange } from '../model/plan.ts';

export interface PlanParts extends Pick<Plan, 'base' | 'head' | 'findings' | 'notes'> {
  readonly changes: readonly SubjectChange[];
  /** Other files with what identifies their content before and after. */
  readonly others: readonly (OtherFile & Pick<FileChange, 'before' | 'after'>)[];
  readonly prices?: {
    readonly currency: string;
    before(requests: Requests): number;
    after(requests: Requests): number;
  };
}

export function assemblePlan({ base, head, findings, notes, changes, others, prices }: PlanParts): Plan {
  const tenants = changes.filter(({ tenant }) => tenant !== undefined);
  const inState = (state: SubjectChange['state']): number => tenants.filter((one) => one.state === state).length;
  return {
    base,
    head,
    digest: digestOf([...changes.flatMap(({ files }) => files), ...others]),
    tenants: { new: inState('new'), changed: inState('changed'), gone: inState('gone') },
    platforms: changes.length - tenants.length,
    objects: totalOf(changes),
    risks: riskLabels
      .map((label) => ({ label, subjects: changes.filter(({ risks }) => risks.includes(label)).length }))
      .filter(({ subjects }) => subjects > 0),
    ...(prices && { cost: costOf(tenants, prices) }),
    classes: classesOf(changes),
    others: others.map(({ path, state, area }) => ({ path, state, area })),
    findings: findings.toSorted(compareFindings),
    notes,
  };
}

/** Over paths and contents, in the order of the paths. */
function digestOf(files: readonly FileChange[]): string {
  const lines = files.map(({ path, before = '-', after = '-' }) => JSON.stringify([path, before, after]));
  return `sha256:${createHash('sha256').update(lines.toSorted(compareText).join('\n')).digest('hex')}`;
}

function totalOf(changes: readonly SubjectChange[]): Readonly<Record<ChangeKind, number>> {
  const total = { create: 0, change: 0, replace: 0, refuse: 0, delete: 0 };
  for (const { counts } of changes) {
    for (const kind of Object.keys(total) as ChangeKind[]) total[kind] += counts[kind] ?? 0;
  }
  return total;
}

function costOf(
  tenants: readonly SubjectChange[],
  { currency, before, after }: NonNullable<PlanParts['prices']>,
): NonNullable<Plan['cost']> {
  // Of a record that says nothing of requests the cost is not known; a tenant that was not there costs nothing.
  const isUnknown = ({ state, requests }: SubjectChange): boolean =>
    (state !== 'new' && requests.before === undefined) || (state !== 'gone' && requests.after === undefined);
  const known = tenants.filter((tenant) => !isUnknown(tenant));
  return {
    currency,
    before: known.reduce((sum, { requests }) => sum + (requests.before ? before(requests.before) : 0), 0),
    after: known.reduce((sum, { requests }) => sum + (requests.after ? after(requests.after) : 0), 0),
    unknown: tenants.length - known.length,
  };
}

function classesOf(changes: readonly SubjectChange[]): readonly ChangeClass[] {
  const groups = [...Map.groupBy(changes, ({ signature, tenant }) => `${tenant === undefined} ${signature}`).values()];
  return groups.map(classOf).toSorted(byDanger);
}

function classOf(members: readonly SubjectChange[]): ChangeClass {
  const shown = members.find(({ objects }) => objects !== undefined) ?? members[0]!;
  const { state, facts, risks, migration, unreadable, relabelled, objects = [] } = shown;
  const rest = members.filter((member) => member !== shown).toSorted(bySubject);
  return {
    subjects: [shown, ...rest].map(subjectOf),
    state,
    facts,
    risks,
    ...(migration && { migration }),
    unreadable,
    relabelled,
    objects,
  };
}

function subjectOf({ tenant, cluster }: Subject): Subject {
  return { ...(tenant !== undefined && { tenant }), cluster };
}

function bySubject(a: Subject, b: Subject): number {
  return compareText(a.tenant ?? '', b.tenant ?? '') || compareText(a.cluster, b.cluster);
}

/** The most dangerous label first, then the number of labels, then the number of subjects. */
function byDanger(a: ChangeClass, b: ChangeClass): number {
  return (
    dangerOf(a) - dangerOf(b) ||
    b.risks.length - a.risks.length ||
    b.subjects.length - a.subjects.length ||
    bySubject(a.subjects[0]!, b.subjects[0]!)
  );
}

function dangerOf({ state, risks, unreadable }: ChangeClass): number {
  if (state === 'gone' || unreadable.length > 0) return -1;
  const [first] = risks;
  // What comes new is less dangerous than what changes.
  return (
    (first === undefined ? riskLabels.length : riskLabels.indexOf(first)) +
    (state === 'new' ? riskLabels.length + 1 : 0)
  );
}
