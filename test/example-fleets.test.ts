/** The fleets that tests, benchmarks and the repository itself start from load without a finding. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import type { Tenant } from '../src/model/fleet.ts';
import { joinTenants } from '../src/load/join-tenants.ts';
import { openFleet } from '../src/load/open-fleet.ts';
import { fleetFiles, generateFleet } from './generate-fleet.ts';

const root = join(import.meta.dirname, '..');
const today = '2026-11-24';

interface Loaded {
  readonly findings: readonly Finding[];
  readonly tenants: readonly Tenant[];
}

function load(folder: string): Loaded {
  const source = openFleet(folder, today);
  const results = source.tenantFiles.map((file) => source.load(file));
  const joined = joinTenants(
    source,
    results.map(({ summary }) => summary),
  );
  return {
    findings: [...source.findings, ...results.flatMap((result) => result.findings), ...joined],
    tenants: results.flatMap(({ tenant }) => tenant ?? []),
  };
}

describe('the fleet of this repository', () => {
  it('loads without a finding and has the company as its tenant', () => {
    const { findings, tenants } = load(root);
    expect(findings).toEqual([]);
    expect(tenants.map(({ spec }) => spec.id)).toContain('inclusion-factor');
  });
});

describe('the commercial fleet', () => {
  const { findings, tenants } = load(join(root, 'test/fleets/commercial'));
  const values = (pick: (tenant: Tenant) => string): string[] => [...new Set(tenants.map(pick))].toSorted();

  it('loads without a finding', () => {
    expect(findings).toEqual([]);
    expect(tenants).toHaveLength(14);
  });

  it('has tenants of every kind', () => {
    expect(values(({ spec }) => spec.class)).toEqual(['demo', 'external', 'internal']);
    expect(values(({ spec }) => spec.environment)).toEqual(['production', 'staging']);
    expect(values(({ spec }) => spec.dataClassification)).toEqual(['internal', 'phi', 'pii', 'public']);
    expect(values(({ spec }) => spec.isolation)).toEqual(['cluster', 'namespace', 'node']);
    expect(values(({ spec }) => spec.plan)).toEqual(['large', 'medium', 'small']);
    expect(values(({ spec }) => spec.database.engine)).toEqual(['cloudnative-pg', 'statefulset']);
    expect(values(({ spec }) => spec.lifecycle)).toEqual(['active', 'offboarding', 'suspended']);
    expect(values(({ spec }) => spec.ring)).toEqual(['early', 'preview', 'stable']);
    expect(values(({ release }) => release.id)).toEqual(['18.0-20260926', '19.0-20261015']);
    expect(values(({ cluster }) => cluster.flux.delivery)).toEqual(['artifact-per-tenant', 'repository']);
    expect(values(({ cluster }) => cluster.storage.filestore.accessMode)).toEqual(['ReadWriteMany', 'ReadWriteOnce']);
    expect(tenants.some(({ spec }) => spec.pin !== undefined)).toBe(true);
  });
});

describe('generated fleets', () => {
  it.each([
    { tenants: 1, seed: 0 },
    { tenants: 40, seed: 1 },
    { tenants: 300, seed: -2 },
    { tenants: 1200, seed: 2_147_483_647 },
  ])('load without a finding: $tenants tenants, seed $seed', (size) => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-generated-'));
    generateFleet(folder, size);
    const { findings, tenants } = load(folder);
    rmSync(folder, { recursive: true });
    expect(findings).toEqual([]);
    expect(tenants).toHaveLength(size.tenants);
  });

  it('are written as they are generated', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-generated-'));
    const size = { tenants: 20, seed: 7 };
    generateFleet(folder, size);
    const files = openFleet(folder, today).tenantFiles;
    rmSync(folder, { recursive: true });
    expect(files).toEqual([...fleetFiles(size).keys()].filter((path) => /^tenants\/[^/]+$/.test(path)).toSorted());
  });
});
