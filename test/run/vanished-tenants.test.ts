import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClusterSpecs, TenantSpec } from '../../src/model/specs.ts';
import { fleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { writeSecrets } from '../secrets/fake-files.ts';
import { check, contents, placed, state, synth, temporaryFolder, today } from './fleet-folder.ts';

const [eu1] = fleetDocuments().clusters;
const clusters: ClusterSpecs = [eu1!, { ...eu1!, name: 'eu-2' }];

function tenant(change: Partial<TenantSpec> = {}): string {
  return specText('defineTenant', { ...tenantSpec(), ...change });
}

const other = tenant({ id: 'other', name: 'Other', domains: ['other.example.com'] });

/** A fleet with tenant `acme` on `eu-1`, as `acme` says, beside another. */
async function synthesised(acme: string): Promise<string> {
  const root = temporaryFolder();
  writeFleet(root, {
    'fleet/clusters.ts': specText('defineClusters', clusters),
    'tenants/acme.ts': acme,
    'tenants/other.ts': other,
  });
  await synth(root);
  return root;
}

const record = 'dist/tenants/eu-1/acme/tenant.json';

function vanished(lifecycle: string) {
  return {
    policy: 'tenant-vanished',
    tenant: 'acme',
    place: { file: record, line: 1, column: 1 },
    message: `tenant "acme" is no longer placed on cluster "eu-1", but its lifecycle there was ${JSON.stringify(lifecycle)}, must have been "offboarding"`,
    fix: "Restore the spec, set `lifecycle: 'offboarding'`, and remove it in a later change. To move a tenant, offboard it where it is first. If it was never merged, delete `dist/tenants/eu-1/acme` and `dist/clusters/eu-1/tenants/acme.yaml`.",
  };
}

function unrecorded(id: string, file: string) {
  return {
    policy: 'tenant-vanished',
    tenant: id,
    place: { file, line: 1, column: 1 },
    message: `tenant "${id}" is placed on cluster "eu-1" by no spec and has no record (tenant.json) there, must have one with lifecycle "offboarding"`,
    fix: `Delete \`dist/tenants/eu-1/${id}\` and \`dist/clusters/eu-1/tenants/${id}.yaml\` if no tenant ran from them, or else restore the record.`,
  };
}

/** Removes the tenant with its secrets. */
function remove(root: string): void {
  rmSync(join(root, 'tenants/acme.ts'));
  rmSync(join(root, 'tenants/secrets/acme'), { recursive: true });
}

describe('a tenant that leaves in steps', () => {
  const leaving = (deleteData: { deleteData?: string; backupConfirmed?: string }): string =>
    tenant({ lifecycle: 'offboarding', offboarding: { reason: 'It left.', retainUntil: '2026-03-01', ...deleteData } });

  it('stays until its data may go', async () => {
    const root = await synthesised(leaving({}));
    remove(root);
    const { report } = await synth(root);
    expect(report.findings).toMatchObject([
      {
        policy: 'tenant-vanished',
        message:
          'tenant "acme" is no longer placed on cluster "eu-1", but its data there is kept until 2026-03-01, must be deleted first',
        fix: 'Restore the spec. After that day add `deleteData` to its `offboarding`, and remove the spec in a later change.',
      },
    ]);
  });

  it('goes when its deletion was asked for in a change before', async () => {
    const root = await synthesised(leaving({}));
    writeFileSync(join(root, 'tenants/acme.ts'), leaving({ deleteData: 'acme', backupConfirmed: '2026-03-02' }));
    expect((await synth(root)).report.verdict).toBe('clean');
    remove(root);
    expect((await synth(root)).report.verdict).toBe('clean');
    expect(Object.keys(contents(join(root, 'dist'))).filter((path) => path.includes('acme'))).toEqual([]);
  });
});

describe('a tenant that leaves its cluster', () => {
  it.each<{ name: string; acme: string; leave: (root: string) => void; lifecycle: string }>([
    {
      name: 'removed while active',
      acme: tenant(),
      leave: remove,
      lifecycle: 'active',
    },
    {
      name: 'removed while suspended',
      acme: tenant({ lifecycle: 'suspended' }),
      leave: remove,
      lifecycle: 'suspended',
    },
    {
      name: 'moved to another cluster',
      acme: tenant(),
      leave: (root) => writeFileSync(join(root, 'tenants/acme.ts'), tenant({ placement: { cluster: 'eu-2' } })),
      lifecycle: 'active',
    },
    {
      name: 'moved and set to offboarding in one change',
      acme: tenant(),
      leave: (root) =>
        writeFileSync(
          join(root, 'tenants/acme.ts'),
          tenant({ placement: { cluster: 'eu-2' }, lifecycle: 'offboarding' }),
        ),
      lifecycle: 'active',
    },
    {
      name: 'removed, with a record that cannot be read',
      acme: tenant({ lifecycle: 'offboarding' }),
      leave: (root) => {
        remove(root);
        writeFileSync(join(root, record), '{"lifecycle": "offboarding"');
      },
      lifecycle: 'unknown',
    },
  ])('is reported, and its files stay: $name', async ({ acme, leave, lifecycle }) => {
    const root = await synthesised(acme);
    leave(root);
    const before = state(join(root, 'dist'));
    const { report, written } = await synth(root);
    expect(report).toMatchObject({ verdict: 'findings', findings: [vanished(lifecycle)] });
    expect(written).toBe(false);
    expect(state(join(root, 'dist'))).toEqual(before);
    // A check says the same, and not that the next run removes its files.
    const checked = placed((await check(root)).report.findings);
    expect(checked.filter((line) => /vanished|unexpected/.test(line))).toEqual([`${record}:1 tenant-vanished acme`]);
  });

  it.each<{ name: string; path: string; more: readonly string[] }>([
    { name: 'a layer', path: 'dist/tenants/eu-1/evil/app/manifests.yaml', more: ['dist/tenants/eu-1/evil/notes.md'] },
    {
      name: 'its Flux objects',
      path: 'dist/clusters/eu-1/tenants/evil.yaml',
      more: ['dist/tenants/eu-1/evil/app/manifests.yaml', 'dist/tenants/eu-1/evil/data/manifests.yaml'],
    },
  ])('has no record, or never was a tenant: one finding at a file that exists: $name', async ({ path, more }) => {
    const root = await synthesised(tenant());
    for (const file of [path, ...more]) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), 'kind: Secret\n');
    }
    const before = state(join(root, 'dist'));
    const written = await synth(root);
    const checked = await check(root);
    for (const { report } of [written, checked]) {
      expect(report.findings).toMatchObject([unrecorded('evil', path)]);
      expect(report.findings).toHaveLength(1);
    }
    expect(state(join(root, 'dist'))).toEqual(before);

    // What the fix says.
    rmSync(join(root, 'dist/tenants/eu-1/evil'), { recursive: true, force: true });
    rmSync(join(root, 'dist/clusters/eu-1/tenants/evil.yaml'), { force: true });
    expect((await check(root)).report).toMatchObject({ verdict: 'clean', findings: [] });
  });

  it('was removed with its record', async () => {
    const root = await synthesised(tenant({ lifecycle: 'offboarding' }));
    remove(root);
    rmSync(join(root, record));
    const { report, written } = await synth(root);
    expect(report.findings).toMatchObject([unrecorded('acme', 'dist/clusters/eu-1/tenants/acme.yaml')]);
    expect(written).toBe(false);
  });

  it('and was never merged may go as the fix says', async () => {
    const root = await synthesised(tenant());
    remove(root);
    rmSync(join(root, 'dist/tenants/eu-1/acme'), { recursive: true });
    rmSync(join(root, 'dist/clusters/eu-1/tenants/acme.yaml'));
    expect((await synth(root)).report).toMatchObject({ verdict: 'clean', findings: [] });
  });

  it('may go after it was offboarded; its files go, and nothing else changes', async () => {
    const root = await synthesised(tenant({ lifecycle: 'offboarding' }));
    const before = state(join(root, 'dist'));
    remove(root);
    const validated = await check(root);
    expect(validated.report.findings.map(({ policy }) => policy)).toEqual(Array(5).fill('dist-unexpected'));
    const { report, differences } = await synth(root);
    expect(report.findings).toEqual([]);
    const removed = [
      'clusters/eu-1/tenants/acme.yaml',
      'tenants/eu-1/acme/app/manifests.yaml',
      'tenants/eu-1/acme/boundary/manifests.yaml',
      'tenants/eu-1/acme/data/manifests.yaml',
      'tenants/eu-1/acme/tenant.json',
    ];
    expect(differences).toEqual(removed.map((path) => ({ path: `dist/${path}`, kind: 'unexpected', line: 1 })));
    const kept = Object.entries(before).filter(([path]) => !removed.includes(path));
    expect(state(join(root, 'dist'))).toEqual(Object.fromEntries(kept));
  });

  it('may come back to a cluster that it left', async () => {
    const root = await synthesised(tenant());
    const bytes = contents(join(root, 'dist'));
    writeFileSync(join(root, 'tenants/acme.ts'), tenant({ lifecycle: 'offboarding' }));
    await synth(root);
    expect(JSON.parse(readFileSync(join(root, record), 'utf8'))).toMatchObject({ lifecycle: 'offboarding' });
    remove(root);
    await synth(root);
    writeFileSync(join(root, 'tenants/acme.ts'), tenant());
    writeSecrets(root, today);
    await synth(root);
    expect(contents(join(root, 'dist'))).toEqual(bytes);
  });
});
