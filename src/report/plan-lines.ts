/** What a plan says about each class of changes, in lines that every format can show. */
import type { ChangeKind, Effect, FieldChange } from '../model/change.ts';
import type { ChangeClass, Fact, Plan, ShownChange, Subject } from '../model/plan.ts';
import { compareText } from '../model/finding.ts';
import { changeText } from './plan-value.ts';
import { amount, grouped } from './summary.ts';

/** An object, or what many objects have in common, and what changes in it. */
export interface PlanLine {
  readonly sign: '+' | '~' | '±' | '!' | '-' | '?';
  readonly title: string;
  readonly details: readonly string[];
  /** By what it is the same as a line of another class; default: all that it says. */
  readonly key?: string;
}

export interface PlanSection {
  /** `9,994 tenants change` */
  readonly title: string;
  readonly subjects: string;
  readonly risks: readonly string[];
  /** What the records say. */
  readonly facts: readonly string[];
  /** Set when the lines are those by which it differs from the largest class, whose number from 1 this is. */
  readonly like?: number;
  readonly lines: readonly PlanLine[];
  /** Of what the largest class has, that this has not. */
  readonly without: readonly string[];
}

const signs: Readonly<Record<ChangeKind, PlanLine['sign']>> = {
  create: '+',
  change: '~',
  replace: '±',
  refuse: '!',
  delete: '-',
};

/** Sections in the order of the plan's classes. */
export function planSections({ classes }: Pick<Plan, 'classes'>): readonly PlanSection[] {
  const lines = classes.map((each) => {
    const own = linesOf(each);
    return { own, general: own.map((line) => unnamed(line, each.subjects[0]!)) };
  });
  const main = mainOf(classes);
  return classes.map((each, index): PlanSection => {
    const { own, general } = lines[index]!;
    const section = {
      title: titleOf(each),
      subjects: subjectsText(each.subjects),
      risks: each.risks,
      facts: [...each.facts.map(factText), ...migrationText(each), ...relabelledText(each)],
    };
    const shown = each.subjects.length === 1 ? own : general;
    const isComparable = main !== undefined && main !== index && each.state === 'changed';
    const likeness = isComparable ? differing({ shown, general }, lines[main]!.general) : undefined;
    return likeness === undefined
      ? { ...section, lines: shown, without: [] }
      : { ...section, like: main! + 1, ...likeness };
  });
}

/** The class of the most tenants, with which the others are compared. */
function mainOf(classes: readonly ChangeClass[]): number | undefined {
  const sizes = classes.map(({ state, subjects }) =>
    state === 'changed' && subjects[0]?.tenant !== undefined ? subjects.length : 0,
  );
  const largest = Math.max(0, ...sizes);
  return largest > 0 ? sizes.indexOf(largest) : undefined;
}

/** Undefined for what has less in common with the other than of its own. */
function differing(
  { shown, general }: { readonly shown: readonly PlanLine[]; readonly general: readonly PlanLine[] },
  other: readonly PlanLine[],
): Pick<PlanSection, 'lines' | 'without'> | undefined {
  const identity = (line: PlanLine): string => line.key ?? JSON.stringify(line);
  const theirs = new Set(other.map(identity));
  const lines = shown.filter((_, index) => !theirs.has(identity(general[index]!)));
  if (lines.length * 2 > shown.length) return undefined;
  const names = new Set(general.map((line) => line.key ?? line.title));
  return { lines, without: other.filter((line) => !names.has(line.key ?? line.title)).map(({ title }) => title) };
}

function titleOf({ state, subjects }: ChangeClass): string {
  const noun = subjects[0]?.tenant === undefined ? 'platform' : 'tenant';
  const verb = { new: 'new', gone: 'removed', changed: '' }[state];
  if (state !== 'changed') return `${amount(subjects.length, noun)} ${verb}`;
  return `${amount(subjects.length, noun)} ${subjects.length === 1 ? 'changes' : 'change'}`;
}

const mostSubjects = 12;

function subjectsText(subjects: readonly Subject[]): string {
  const names = subjects
    .slice(0, mostSubjects)
    .map(({ tenant, cluster }) => (tenant === undefined ? cluster : `${tenant} (${cluster})`));
  const more = subjects.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}

function factText({ name, before, after }: Fact): string {
  return `${name}: ${changeText({ ...(before !== undefined && { before }), ...(after !== undefined && { after }) })}`;
}

const ways: Readonly<Record<string, string>> = {
  reversible: 'reversible: the old images run on the new database',
  restorable: 'restorable: going back needs the backup taken before',
  'one-way': 'one-way: there is no way back',
};

function migrationText({ migration }: ChangeClass): readonly string[] {
  if (migration === undefined) return [];
  return [`the database is migrated; ${ways[migration.reversibility] ?? 'nobody said whether there is a way back'}`];
}

function relabelledText({ relabelled }: ChangeClass): readonly string[] {
  return relabelled === 0 ? [] : [`${amount(relabelled, 'object')} in labels of the release only`];
}

function linesOf({ state, objects, unreadable }: ChangeClass): readonly PlanLine[] {
  const unread = unreadable.map((file): PlanLine => ({
    sign: '?',
    title: file,
    details: ['cannot be read: what changes in it is not known'],
  }));
  if (state !== 'changed') return [...unread, ...summed(objects)];
  // Where pods are replaced anyway, they start with what is new.
  const restarts = objects.some(({ effects }) =>
    effects.some(({ kind }) => kind === 'restart' || kind === 'switchover'),
  );
  const told = restarts ? objects.map(withoutNextStart) : objects;
  const repeated = repeatedChanges(told);
  const own = told.map((object) => lineOf(object, repeated)).filter((line) => line !== undefined);
  return [...unread, ...[...repeated.values()].map(repeatedLine), ...own];
}

function withoutNextStart(object: ShownChange): ShownChange {
  return { ...object, effects: object.effects.filter(({ kind }) => kind !== 'next start') };
}

const digest = /-[0-9a-f]{10}(?![0-9a-z])/g;

/** Names of one subject, and digests, are not those of the others. */
function unnamed({ title, details, ...line }: PlanLine, { tenant, cluster }: Subject): PlanLine {
  const name = tenant ?? cluster;
  // Of a stranger's folder, which is no tenant's.
  if (name.length > 100) return { title, details, ...line };
  const word = new RegExp(`(?<![a-z0-9])${RegExp.escape(name)}(?![a-z0-9])`, 'g');
  const general = (text: string): string => text.replace(word, '<name>').replace(digest, '-<digest>');
  return { ...line, title: general(title), details: details.map(general) };
}

/** Of a tenant that comes or goes: how many objects of each kind. */
function summed(objects: readonly ShownChange[]): readonly PlanLine[] {
  const byKind = Map.groupBy(objects, ({ object, kind }) => `${signs[kind]} ${object.kind}`);
  const counts = [...byKind]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, all]) => `${all.length} ${key.slice(2)}`);
  const [first] = objects;
  if (first === undefined) return [];
  return [{ sign: signs[first.kind], title: amount(objects.length, 'object'), details: [counts.join(', ')] }];
}

interface Repeated {
  readonly field: FieldChange;
  readonly places: { readonly object: ShownChange; readonly path: string }[];
}

/** At so many places or more, a change from one value to another is told once. */
const often = 3;

/** By value before and after. */
function repeatedChanges(objects: readonly ShownChange[]): ReadonlyMap<string, Repeated> {
  const changes = new Map<string, Repeated>();
  for (const object of objects) {
    for (const field of object.fields) {
      const known = changes.get(keyOf(field));
      const place = { object, path: field.path };
      if (known) known.places.push(place);
      else changes.set(keyOf(field), { field, places: [place] });
    }
  }
  return new Map([...changes].filter(([, { places }]) => places.length >= often));
}

function keyOf({ before, after, isFixed }: FieldChange): string {
  return JSON.stringify([before, after, isFixed]);
}

function repeatedLine({ field, places }: Repeated): PlanLine {
  const byObject = [...Map.groupBy(places, ({ object }) => nameOf(object)).entries()];
  const shown = byObject
    .slice(0, mostFields)
    .map(([name, all]) => `${name}: ${all.map(({ path }) => path).join(', ')}`);
  return {
    sign: '~',
    // Where it stands, the lines of the objects tell.
    key: `from ${keyOf(field)}`,
    title: `${amount(places.length, 'field')}: ${changeText(field)}`,
    details: [
      ...shown,
      ...(byObject.length > mostFields ? [`and ${amount(byObject.length - mostFields, 'more object')}`] : []),
    ],
  };
}

function nameOf({ object }: ShownChange): string {
  return `${object.kind} ${object.name}`;
}

/** Undefined when all that changes in it is told for many places at once, and nothing comes of it. */
function lineOf(change: ShownChange, repeated: ReadonlyMap<string, Repeated>): PlanLine | undefined {
  const { kind, fields, effects } = change;
  const own = fields.filter((field) => !repeated.has(keyOf(field)));
  const details = [...own.slice(0, mostFields).map(fieldText), ...moreFields(own), ...effects.map(effectText)];
  return details.length === 0 && kind === 'change' ? undefined : { sign: signs[kind], title: nameOf(change), details };
}

const mostFields = 25;

function moreFields(fields: readonly FieldChange[]): readonly string[] {
  return fields.length > mostFields ? [`and ${amount(fields.length - mostFields, 'more field')}`] : [];
}

function fieldText(field: FieldChange): string {
  return `${field.path}: ${changeText(field)}${field.isFixed ? ' (the API server refuses to change it)' : ''}`;
}

export function effectText(effect: Effect): string {
  switch (effect.kind) {
    case 'restart':
      return `restarts ${effect.what}, ${effect.how === 'rolling' ? 'one pod after the other' : 'all at once'}`;
    case 'switchover':
      return `replaces the servers of ${effect.what}, with a switchover`;
    case 'run':
      return `runs ${effect.what}`;
    case 'next start':
      return `${effect.what} takes effect when its pods start next`;
    case 'none':
      return `${effect.what} stays as it is where it is: Flux makes it once`;
  }
}
