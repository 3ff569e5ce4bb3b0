import { describe, expect, it } from 'vitest';
import { affectedOwners } from '../../src/oversight/affected-owners.ts';
import { fileOwner } from '../../src/oversight/file-owner.ts';

describe('the owner of a file', () => {
  it.each([
    ['tenants/acme.ts', 'source acme'],
    ['tenants/secrets/acme/age-key.yaml', 'source acme'],
    ['dist/tenants/eu-1/acme/tenant.json', 'generated acme'],
    ['dist/tenants/eu-1/acme/app/manifests.yaml', 'generated acme'],
    ['dist/clusters/eu-1/tenants/acme.yaml', 'generated acme'],
    ['dist/clusters/eu-1/platform/manifests.yaml', 'generated platform'],
    ['dist/clusters/eu-1/flux-system/gotk-sync.yaml', 'source platform'],
    // Constants for several tenants are nobody's in particular.
    ['tenants/shared/modules.ts', 'source platform'],
    ['tenants/secrets/acme', 'source platform'],
    ['tenants/.acme.ts', 'source platform'],
    ['tenants/secrets/../acme.ts', 'source platform'],
    ['fleet/rings.ts', 'source platform'],
    ['src/index.ts', 'source platform'],
    ['distant/file', 'source platform'],
  ])('%s: %s', (file, wanted) => {
    const { tenant = 'platform', origin } = fileOwner(file);
    expect(`${origin} ${tenant}`).toBe(wanted);
  });
});

describe('affected owners', () => {
  const ada = { name: 'Ada', email: 'ada@example.com', github: 'ada' };
  const ownersOf = (tenant: string) => (tenant === 'acme' ? [ada] : undefined);

  it('are those of each tenant, and the platform team for the rest', () => {
    const files = [
      'fleet/rings.ts',
      'dist/tenants/eu-1/birch/tenant.json',
      'tenants/acme.ts',
      'dist/tenants/eu-1/acme/tenant.json',
      'dist/clusters/eu-1/platform/manifests.yaml',
      'bin/fleet.mjs',
      'fleet/rings.ts',
    ];
    expect(affectedOwners(files, ownersOf)).toEqual({
      tenants: [
        { tenant: 'acme', isSource: true, owners: [ada] },
        { tenant: 'birch', isSource: false, owners: undefined },
      ],
      platform: ['bin/fleet.mjs', 'fleet/rings.ts'],
    });
  });
});
