/** Generates whole valid fleet repositories of any size, the same bytes for the same seed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recoveryRecipient } from './secrets/fake-files.ts';
import { secretFiles } from './generate-fleet/secrets.ts';
import { sharedClusters } from './generate-fleet/clusters.ts';
import { randomFrom } from './generate-fleet/random.ts';
import { constantsModule, specModule } from './generate-fleet/source.ts';
import { drawTenants, integrations, moduleSets, type TenantDraft } from './generate-fleet/tenants.ts';

export interface FleetSize {
  readonly tenants: number;
  readonly seed: number;
}

/** Writes a generated fleet into a folder, which may exist. */
export function generateFleet(folder: string, size: FleetSize): void {
  const made = new Set<string>();
  for (const [path, text] of fleetFiles(size)) {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
  }
}

/** The files of a generated fleet: POSIX path relative to the root -> text. */
export function fleetFiles({ tenants, seed }: FleetSize): Map<string, string> {
  const shared = sharedClusters(tenants);
  const drawn = drawTenants(tenants, randomFrom(seed), shared);
  const files = new Map<string, string>([
    [
      'fleet/fleet.ts',
      specModule('defineFleet', {
        name: 'generated',
        phase: 'commercial',
        secrets: { recoveryRecipients: [recoveryRecipient] },
      }),
    ],
    ['fleet/clusters.ts', specModule('defineClusters', [...shared, ...drawn.dedicated])],
    ['fleet/rings.ts', specModule('defineRings', rings)],
    ['fleet/exceptions.ts', specModule('defineExceptions', [])],
    ['fleet/prices.ts', specModule('definePrices', { currency: 'USD', cpu: 24.5, memoryGiB: 3.2, storageGiB: 0.12 })],
    ['tenants/shared/modules.ts', constantsModule(moduleSets)],
    ['tenants/shared/integrations.ts', constantsModule(integrations)],
  ]);
  for (const release of releases) files.set(`fleet/releases/${release.id}.yaml`, releaseText(release));
  const clusters = new Map([...shared, ...drawn.dedicated].map((cluster) => [cluster.name, cluster]));
  for (const tenant of drawn.tenants) {
    files.set(`tenants/${tenant.id}.ts`, tenantModule(tenant));
    for (const [path, text] of secretFiles(tenant, clusters.get(tenant.placement.cluster)!)) files.set(path, text);
  }
  return files;
}

const rings = [
  { name: 'preview', release: '19.0-20261015', description: 'Our own tenants and demos.' },
  { name: 'early', release: '19.0-20261015' },
  { name: 'stable', release: '18.0-20260926' },
];

interface GeneratedRelease {
  readonly id: string;
  readonly series: string;
  readonly postgresql: number;
  readonly released: string;
  /** Digit that the images' digests consist of. */
  readonly digest: string;
}

const releases: readonly GeneratedRelease[] = [
  { id: '18.0-20260926', series: '18.0', postgresql: 17, released: '2026-09-26', digest: 'a' },
  { id: '19.0-20261015', series: '19.0', postgresql: 18, released: '2026-10-15', digest: 'b' },
];

function releaseText({ series, postgresql, released, digest }: GeneratedRelease): string {
  return `odoo:
  series: '${series}'
  image: docker.io/library/odoo:${series}@sha256:${digest.repeat(64)}
postgresql:
  major: ${postgresql}
  cloudnativePgImage: ghcr.io/cloudnative-pg/postgresql:${postgresql}@sha256:${digest.repeat(64)}
  statefulSetImage: docker.io/library/postgres:${postgresql}@sha256:${digest.repeat(64)}
backup:
  barmanImage: ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.14.0@sha256:${digest.repeat(64)}
  resticImage: docker.io/restic/restic:0.19.0@sha256:${digest.repeat(64)}
released: '${released}'
reversibility: restorable
`;
}

function tenantModule(tenant: TenantDraft): string {
  const set = /[a-z]+/.exec(tenant.odoo.modules.code)![0];
  const shared = tenant.integrations.map(({ code }) => code).join(', ');
  return specModule('defineTenant', tenant, [
    ...(shared === '' ? [] : [`import { ${shared} } from './shared/integrations.ts';`]),
    `import { ${set} } from './shared/modules.ts';`,
  ]);
}
