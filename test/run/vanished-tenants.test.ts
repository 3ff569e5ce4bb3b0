import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClusterSpecs, TenantSpec } from '../../src/model/specs.ts';
import { fleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { writeSecrets } from '../secrets/fake-files.ts';
import { check, contents, state, synth, temporaryFolder, today } from './fleet-folder.ts';

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

function vanished(lifecycle: string) {
  return {
    policy: 'tenant-vanished',
    tenant: 'acme',
    place: { file: 'dist/tenants/eu-1/acme/tenant.json', line: 1, column: 1 },
    message: `tenant "acme" is no longer placed on cluster "eu-1", but its lifecycle there was ${JSON.stringify(lifecycle)}, must have been "offboarding"`,
  };
}

/** Removes the tenant with its secrets. */
function remove(root: string): void {
  rmSync(join(root, 'tenants/acme.ts'));
  rmSync(join(root, 'secrets/acme'), { recursive: true });
}

const record = 'dist/tenants/eu-1/acme/tenant.json';

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
      name: 'removed with its record',
      acme: tenant({ lifecycle: 'offboarding' }),
      leave: (root) => {
        remove(root);
        rmSync(join(root, record));
      },
      lifecycle: 'unknown',
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
