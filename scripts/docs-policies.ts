/** Renders `docs/policies.md`: every policy and check, and the controls that they serve. */
import { compareText } from '../src/model/finding.ts';
import type { Policy } from '../src/model/isolation.ts';
import type { Controls } from '../src/model/policy.ts';
import type { Rule } from '../src/model/report.ts';
import { frameworks } from '../src/policies/control-items.ts';
import { code, generated, prose, table } from './docs-text.ts';

export interface PolicyLists {
  readonly policies: readonly Policy[];
  /** Checks of what people write, before any manifest is made. */
  readonly specChecks: readonly Rule[];
  /** Checks that a manifest can be read at all. */
  readonly manifestChecks: readonly Rule[];
  /** Checks of the run as a whole: schemas of kinds, `dist`, exceptions. */
  readonly runChecks: readonly Rule[];
}

type Family = Policy['family'] | 'spec' | 'manifest' | 'run';
type Entry = Rule & { readonly family: Family; readonly controls?: Controls };

const families: readonly { readonly family: Family; readonly title: string; readonly text: string }[] = [
  { family: 'spec', title: 'Specs', text: 'Judged on `tenants/` and `fleet/`, before anything is generated.' },
  { family: 'manifest', title: 'Manifests', text: 'Judged while manifests are read: what cannot be examined fails.' },
  { family: 'run', title: 'Runs', text: 'Judged in each run: kinds and their schemas, `dist`, exceptions.' },
  { family: 'object', title: 'Objects', text: 'Judge one manifest by itself.' },
  { family: 'tenant', title: 'Tenants', text: "Judge one tenant's stack as a whole." },
  { family: 'fleet', title: 'Fleet', text: 'Judge all tenants together, across clusters.' },
  {
    family: 'isolation',
    title: 'Isolation',
    text: 'Judge what tenants could do to each other and to what they share: the proof.',
  },
  {
    family: 'transition',
    title: 'Steps',
    text: 'Judge what a change does to one tenant: against the `dist` of this working tree in `npm start` and `fleet validate`, against a revision with `--base`.',
  },
  { family: 'change', title: 'Changes', text: 'Judge a change as a whole, between two revisions (`--base`).' },
];

export function policyReference({ policies, specChecks, manifestChecks, runChecks }: PolicyLists): string {
  const entries: Entry[] = [
    ...policies,
    ...specChecks.map((rule) => entry(rule, 'spec')),
    ...manifestChecks.map((rule) => entry(rule, 'manifest')),
    ...runChecks.map((rule) => entry(rule, 'run')),
  ].sort((a, b) => compareText(a.id, b.id));
  const groups = families
    .map(({ family, title, text }) => ({ title, text, entries: entries.filter((one) => one.family === family) }))
    .filter((group) => group.entries.length > 0);
  return [
    generated,
    '',
    '# Policies and checks',
    '',
    'What every change must pass. The name is the same everywhere: in a finding, in the file and test of the policy, here, and in code',
    'scanning. An *error* fails the run; a *warning* is shown. What could not be examined fails too.',
    '',
    ...groups.map(({ title, entries: own }) => `- [${title}](#${title.toLowerCase()}): ${own.length}`),
    '',
    'Which requirement of a standard is served by which policy: [controls](controls.md). How that compares with what other tools check:',
    '[coverage](coverage.md).',
    ...groups.flatMap(chapter),
    '',
  ].join('\n');
}

function chapter({ title, text, entries }: { title: string; text: string; entries: readonly Entry[] }): string[] {
  return ['', `## ${title}`, '', text, ...overview(entries), ...entries.flatMap(section)];
}

function entry({ id, severity, title, why, fix }: Rule, family: Family): Entry {
  return { id, severity, title, why, fix, family };
}

function overview(entries: readonly Entry[]): string[] {
  return [
    '',
    ...table(
      ['policy', 'severity', 'what must hold'],
      entries.map(({ id, severity, title }) => [link(id), severity, prose(title)]),
    ),
  ];
}

function section({ id, severity, title, why, fix, controls = {} }: Entry): string[] {
  const covered = frameworks.flatMap(({ key, short }) => (controls[key] ?? []).map((item) => `${short} ${item}`));
  return [
    '',
    `### ${id}`,
    '',
    `**${prose(title)}** (${severity})`,
    '',
    prose(why),
    '',
    `*Fix:* ${prose(fix)}`,
    ...(covered.length > 0 ? ['', `*[Controls](controls.md):* ${prose(covered.join(', '))}`] : []),
  ];
}

function link(id: string): string {
  return `[${code(id)}](#${id})`;
}
