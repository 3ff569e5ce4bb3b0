import { describe, expect, it } from 'vitest';
import { readRecord } from '../../src/run/read-record.ts';
import { releaseStep } from '../../src/run/release-step.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import type { Fleet, Release, Tenant } from '../../src/model/fleet.ts';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const fleet = minimalFleet();
const base = minimalTenant(undefined, fleet);

function step(from: Partial<Release> & { id: string }, to: Partial<Release> & { id: string }): readonly string[] {
  const releases = new Map(
    [from, to].map((release) => [release.id, { ...base.release, upgradeableFrom: [], ...release }]),
  );
  const changed: Fleet = { ...fleet, releases };
  const tenant: Tenant = { ...base, release: releases.get(to.id)! };
  const root = mkdtempSync(join(tmpdir(), 'fleet-step-'));
  const folder = join(root, 'dist/tenants', tenant.cluster.name, tenant.spec.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tenant.json'), JSON.stringify({ version: 1, release: from.id }));
  const record = readRecord(root, { cluster: tenant.cluster.name, tenant: tenant.spec.id });
  return releaseStep(record, tenant, changed).map(({ message }) => message);
}

const refused = (from: string, to: string): string[] => [
  `release is "${to}", must be one that can be reached from "${from}", which the tenant runs`,
];

describe('the step to another release', () => {
  it.each([
    ['the same release', step({ id: 'a' }, { id: 'a' }), []],
    ['a release that knows the way', step({ id: 'a' }, { id: 'b', upgradeableFrom: ['a'] }), []],
    ['a release that does not', step({ id: 'a' }, { id: 'b' }), refused('a', 'b')],
    [
      'back over a reversible step',
      step({ id: 'b', upgradeableFrom: ['a'], reversibility: 'reversible' }, { id: 'a' }),
      [],
    ],
    [
      'back over a restorable step',
      step({ id: 'b', upgradeableFrom: ['a'], reversibility: 'restorable' }, { id: 'a' }),
      refused('b', 'a'),
    ],
    [
      'back over a one-way step',
      step({ id: 'b', upgradeableFrom: ['a'], reversibility: 'one-way' }, { id: 'a' }),
      refused('b', 'a'),
    ],
    [
      'back to a release that was never left',
      step({ id: 'b', reversibility: 'reversible' }, { id: 'a' }),
      refused('b', 'a'),
    ],
  ])('is judged: %s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('is free for a tenant without a record', () => {
    const record = readRecord(tmpdir(), { cluster: base.cluster.name, tenant: base.spec.id });
    expect(releaseStep(record, base, fleet)).toEqual([]);
  });
});
