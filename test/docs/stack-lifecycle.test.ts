/** The page about the life of a tenant says what the stack makes of each state. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lifeStateOf, type LifeState } from '../../src/model/life.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { at, closing, rendered, type RenderedStack, statefulSet } from '../stack/rendered.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/stack/lifecycle.md'), 'utf8');

/** Cells of the table below a heading, by the first one. */
function rows(heading: string): Readonly<Record<string, readonly string[]>> {
  const section = page.split(/^#+ /m).find((text) => text.startsWith(heading)) ?? '';
  return Object.fromEntries(
    [...section.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, state = '', cells = '']) => [state, cells.split(' | ')]),
  );
}

const states: Readonly<Record<LifeState, (spec: TenantSpec) => void>> = {
  active: () => {},
  suspended: (spec) => void (spec.lifecycle = 'suspended'),
  closing,
  kept: (spec) => {
    closing(spec);
    spec.offboarding!.backupConfirmed = '2026-03-02';
  },
  deletable: (spec) => {
    closing(spec);
    Object.assign(spec.offboarding!, { backupConfirmed: '2026-03-02', deleteData: 'acme' });
  },
};

const runs = (is: boolean, word: 'runs' | 'run' = 'runs') => (is ? word : '-');
const has = (stack: RenderedStack, name: string) => stack.names.some((each) => each.startsWith(name));

function running(stack: RenderedStack): readonly string[] {
  const scheduled = (names: RegExp) => {
    const found = stack.objects.filter((manifest) =>
      names.test(`${String(manifest['kind'])} ${String(at(manifest, 'metadata.name'))}`),
    );
    expect(found.length).toBeGreaterThan(0);
    return found.every((manifest) => at(manifest, 'spec.suspend') === false);
  };
  const isPlain = has(stack, 'StatefulSet ');
  const replicas = (name: string) => Number(at(stack.find(name), 'spec.replicas')) > 0;
  const hibernates = JSON.stringify(stack.parts.data).includes('"cnpg.io/hibernation":"on"');
  expect(replicas('Deployment odoo-cron')).toBe(replicas('Deployment odoo-web'));
  return [
    runs(replicas('Deployment odoo-web')),
    runs(has(stack, 'Job odoo-migrate')),
    runs(isPlain ? replicas('StatefulSet database') : !hibernates),
    runs(has(stack, 'Deployment suspended-page')),
    runs(scheduled(/^(ScheduledBackup|CronJob) database/), 'run'),
    runs(scheduled(/^CronJob (filestore-backup|archive-backup|restore-drill)$/), 'run'),
    runs(has(stack, 'Job final-backup')),
  ];
}

describe.each(Object.entries(states))('a tenant that is %s', (state, tweak) => {
  it.each([
    ['cloudnative-pg', () => {}],
    ['statefulset', statefulSet],
  ] as const)('is what the page says, with engine %s', (_, engine) => {
    const stack = rendered((spec) => {
      engine(spec);
      spec.contract = { retentionYears: 6 };
      tweak(spec);
    });
    expect(lifeStateOf(stack.tenant)).toBe(state);
    expect(rows('What runs')[state]).toEqual(running(stack));
    const [walls, volumes, , goes, may] = rows('What is kept')[state]!;
    expect([walls, volumes]).toEqual(['yes', 'yes']);
    expect(has(stack, 'Namespace ') && has(stack, 'NetworkPolicy default-deny')).toBe(true);
    expect(has(stack, 'PersistentVolumeClaim odoo-filestore')).toBe(true);
    const data = stack.find('Kustomization tenant-acme-data');
    expect(goes).toBe(at(data, 'spec.deletionPolicy') === 'Delete' ? 'yes' : 'no');
    expect(may).toBe(JSON.stringify(stack.find('Role data-reconciler')).includes('"delete"') ? 'yes' : 'no');
  });
});

it('the page has each state once, in the same order', () => {
  const names = Object.keys(states);
  for (const heading of ['Life of a tenant', 'What runs', 'What is kept'])
    expect(Object.keys(rows(heading))).toEqual(names);
});
