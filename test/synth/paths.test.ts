import { describe, expect, it } from 'vitest';
import { belongsToFlux, ownerOf, partFile, platformFile, recordFile, tenantFiles } from '../../src/synth/paths.ts';

const acme = { cluster: 'eu-1', tenant: 'acme' };

describe('paths in dist', () => {
  it('hold the files of a tenant apart from those of all others', () => {
    expect(tenantFiles(acme)).toEqual([
      'dist/tenants/eu-1/acme/boundary/manifests.yaml',
      'dist/tenants/eu-1/acme/data/manifests.yaml',
      'dist/tenants/eu-1/acme/app/manifests.yaml',
      'dist/clusters/eu-1/tenants/acme.yaml',
      'dist/tenants/eu-1/acme/tenant.json',
    ]);
    expect(tenantFiles(acme)).toEqual([
      ...(['boundary', 'data', 'app', 'flux'] as const).map((part) => partFile(part, acme)),
      recordFile(acme),
    ]);
    for (const path of tenantFiles(acme)) expect(ownerOf(path)).toEqual(acme);
  });

  it.each([
    platformFile('eu-1'),
    'dist',
    'dist/README.md',
    'dist/clusters/eu-1/extra.yaml',
    'dist/clusters/eu-1/tenants',
    'dist/clusters/eu-1/tenants/notes.txt',
    'dist/clusters/eu-1/flux-system/gotk-sync.yaml',
    'dist/tenants/eu-1/file.txt',
    'dist/tenants/eu-1/.git/app/manifests.yaml',
    'dist/clusters/eu-1/tenants/.yaml',
    'dist/clusters/eu-1/tenants/...yaml',
  ])('belong to no tenant: %s', (path) => {
    expect(ownerOf(path)).toBeUndefined();
  });

  it.each<[path: string, belongs: boolean]>([
    ['dist/clusters/eu-1/flux-system', true],
    ['dist/clusters/eu-1/flux-system/gotk-sync.yaml', true],
    ['dist/clusters/eu-1/flux-system-2', false],
    ['dist/clusters/eu-1/platform/flux-system', false],
    ['dist/clusters/flux-system', false],
    ['dist/clusters/flux-system/platform/manifests.yaml', false],
    ['dist/flux-system', false],
    ['dist/tenants/eu-1/flux-system', false],
    ['other/clusters/eu-1/flux-system', false],
  ])('belong to Flux or not: %s', (path, belongs) => {
    expect(belongsToFlux(path)).toBe(belongs);
  });
});
