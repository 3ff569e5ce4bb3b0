import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TenantSpec } from '../../src/model/specs.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { check, placed, state, synth, temporaryFolder } from './fleet-folder.ts';

function tenant(change: object): string {
  return specText('defineTenant', { ...tenantSpec(), ...change } as TenantSpec);
}

const other = (change: object = {}): string => tenant({ id: 'other', domains: ['other.example.com'], ...change });

describe('a fleet with errors in its specs', () => {
  it.each<{ name: string; files: Record<string, string | null>; findings: readonly string[] }>([
    {
      name: 'in one tenant while another changed',
      files: { 'tenants/acme.ts': tenant({ plan: 'huge' }), 'tenants/other.ts': other({ plan: 'medium' }) },
      findings: ['tenants/acme.ts:15 spec-wrong-value acme'],
    },
    {
      name: 'in several tenants and several files of fleet/',
      files: {
        'fleet/rings.ts': 'export default {',
        'fleet/exceptions.ts': specText('defineExceptions', [{ policy: 'images-by-digest' }]),
        'tenants/acme.ts': tenant({ plan: 'huge', ring: 7 }),
        'tenants/other.ts': 'import fs from "node:fs";\nexport default fs;\n',
      },
      findings: [
        'fleet/exceptions.ts:4 spec-missing-field',
        'fleet/exceptions.ts:4 spec-missing-field',
        'fleet/exceptions.ts:4 spec-missing-field',
        'fleet/exceptions.ts:4 spec-missing-field',
        'fleet/rings.ts:1 spec-syntax',
        'tenants/acme.ts:11 spec-wrong-type acme',
        'tenants/acme.ts:15 spec-wrong-value acme',
        'tenants/other.ts:1 spec-import other',
      ],
    },
    {
      name: 'no folder fleet/, and a wrong tenant',
      files: { fleet: null, 'tenants/acme.ts': tenant({ plan: 'huge' }), 'tenants/other.ts': other() },
      findings: [
        'fleet/clusters.ts:1 spec-file',
        'fleet/fleet.ts:1 spec-file',
        'fleet/releases:1 spec-file',
        'fleet/rings.ts:1 spec-file',
        'tenants/acme.ts:15 spec-wrong-value acme',
      ],
    },
    {
      name: 'a cluster that does not exist, and a release that cannot be read',
      files: {
        'tenants/acme.ts': tenant({ placement: { cluster: 'eu-9' } }),
        'fleet/releases/19.0-2.yaml': '\tnot: yaml\n',
      },
      findings: ['fleet/releases/19.0-2.yaml:1 yaml-syntax', 'tenants/acme.ts:9 tenant-cluster acme'],
    },
    {
      name: 'a domain that belongs to another tenant, which both render',
      files: { 'tenants/other.ts': other({ domains: ['acme.example.com'] }) },
      findings: ['tenants/other.ts:13 tenant-domain-duplicate other'],
    },
  ])('reports all of them at once, and leaves dist: $name', async ({ files, findings }) => {
    const root = temporaryFolder();
    writeFleet(root, { 'tenants/other.ts': other() });
    await synth(root);
    writeFleet(root, { 'tenants/other.ts': other(), ...files });
    const before = state(join(root, 'dist'));
    const written = await synth(root);
    expect(placed(written.report.findings)).toEqual(findings);
    expect(written).toMatchObject({ written: false, report: { verdict: 'findings' } });
    expect(state(join(root, 'dist'))).toEqual(before);
    // Of a fleet that cannot be rendered as a whole, a check says nothing about dist.
    const checked = await check(root);
    const specs = checked.report.findings.filter(({ policy }) => !policy.startsWith('dist-'));
    expect(placed(specs)).toEqual(findings);
  });

  it('are none where tenants/ is missing: a fleet may be empty', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    for (const folder of ['secrets', 'tenants']) rmSync(join(root, folder), { recursive: true });
    const { report, differences } = await synth(root);
    expect(report).toMatchObject({ verdict: 'clean', findings: [], counts: { tenants: 0 } });
    expect(differences.map(({ path }) => path)).toEqual(['dist/clusters/eu-1/platform/manifests.yaml']);
  });
});
