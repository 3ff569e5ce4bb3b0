import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import type { TenantSpec } from '../../src/model/specs.ts';
import type { TenantRecord } from '../../src/synth/record.ts';
import { tenantFiles } from '../../src/synth/paths.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';

const fleet = minimalFleet();
const image = (name: string, digit: string): string => `${name}@sha256:${digit.repeat(64)}`;

function recordOf(tweak?: (spec: TenantSpec) => void): TenantRecord {
  const text = renderTenant(minimalTenant(tweak), fleet).files.get('dist/tenants/eu-1/acme/tenant.json') ?? '';
  expect(text.endsWith('}\n')).toBe(true);
  return JSON.parse(text) as TenantRecord;
}

describe('renderTenant', () => {
  it('makes all files of the tenant, of objects whose places it knows', () => {
    const { files, objects } = renderTenant(minimalTenant(), fleet);
    expect([...files.keys()]).toEqual(tenantFiles({ cluster: 'eu-1', tenant: 'acme' }));
    for (const [file, text] of files) {
      const documents = objects.filter((object) => object.file === file).map(({ document }) => document);
      const separators = file.endsWith('.json') ? 0 : text.split('\n').filter((line) => line === '---').length;
      expect(documents).toEqual(Array.from({ length: separators }, (_, index) => index));
    }
  });

  it('makes the same bytes for the same tenant', () => {
    expect([...renderTenant(minimalTenant(), minimalFleet()).files]).toEqual([
      ...renderTenant(minimalTenant(), fleet).files,
    ]);
  });
});

const ofBackups = [
  image('docker.io/restic/restic:0.19.0', 'e'),
  image('ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.14.0', 'd'),
];

describe('the record of a tenant', () => {
  it('tells what its manifests were made from', () => {
    const { files } = renderTenant(minimalTenant(), fleet);
    const hash = createHash('sha256');
    for (const [path, text] of [...files].filter(([file]) => file.endsWith('.yaml'))) {
      hash.update(`${path.length} ${path}\n${text.length}\n${text}`);
    }
    expect(recordOf()).toEqual({
      version: 1,
      tenant: 'acme',
      cluster: 'eu-1',
      lifecycle: 'active',
      data: {
        engine: 'cloudnative-pg',
        generation: 1,
        databaseGiB: 20,
        walGiB: 5,
        filestoreGiB: 10,
        databaseClass: 'block',
        filestoreClass: 'shared',
      },
      requests: { cores: 1.75, memoryGiB: 3.35546875, storageGiB: 35 },
      ring: 'stable',
      release: '19.0-1',
      images: [
        image('docker.io/library/odoo:19.0', 'a'),
        ...ofBackups,
        image('ghcr.io/cloudnative-pg/postgresql:18', 'b'),
      ],
      specDigest: minimalTenant().specDigest,
      contentDigest: `sha256:${hash.digest('hex')}`,
      generator: `aos-fleet ${packageJson.version}`,
    });
  });

  it('has other digests for another spec', () => {
    const [one, other] = [recordOf(), recordOf((spec) => (spec.odoo.modules = ['crm', 'sale']))];
    expect(other.specDigest).not.toBe(one.specDigest);
    expect(other.contentDigest).not.toBe(one.contentDigest);
  });

  it('names the other image of PostgreSQL for the other engine', () => {
    const { images } = recordOf((spec) => (spec.database = { engine: 'statefulset' }));
    expect(images).toEqual([
      image('docker.io/library/odoo:19.0', 'a'),
      image('docker.io/library/postgres:18', 'c'),
      ...ofBackups,
    ]);
  });
});
