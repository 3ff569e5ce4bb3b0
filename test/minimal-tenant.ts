/** The smallest valid fleet and tenant, as values and as files, for tests to change. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evaluateModule } from '../src/load/evaluate.ts';
import { sourceText } from '../src/load/source-text.ts';
import { documentOf } from '../src/load/source-value.ts';
import { specDigest } from '../src/load/spec-digest.ts';
import { compareText } from '../src/model/finding.ts';
import type { Fleet, Tenant } from '../src/model/fleet.ts';
import type { Json } from '../src/model/manifest.ts';
import type {
  ClusterSpecs,
  ExceptionSpecs,
  FleetSpec,
  PriceSpec,
  ReleaseSpec,
  RingSpecs,
  TenantSpec,
  TrustedSpecs,
} from '../src/model/specs.ts';
import { checkDocument, type DocumentName, type Documents } from '../src/schema/documents.ts';
import { clusterRecipient, fakeSecrets, recoveryRecipient, writeSecrets } from './secrets/fake-files.ts';

/** The day on which the tests' fleets are read. */
export const today = '2026-03-02';

/** The documents of `fleet/` as people write them, before their defaults. */
export interface FleetDocuments {
  fleet: FleetSpec;
  clusters: ClusterSpecs;
  rings: RingSpecs;
  /** By id. */
  releases: Record<string, ReleaseSpec>;
  exceptions: ExceptionSpecs;
  prices?: PriceSpec;
  trusted?: TrustedSpecs;
}

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

export function fleetDocuments(): FleetDocuments {
  return {
    fleet: { name: 'aos', phase: 'internal', secrets: { recoveryRecipients: [recoveryRecipient] } },
    clusters: [
      {
        name: 'eu-1',
        kubernetes: '1.35',
        region: 'eu-central',
        podCidrs: ['10.244.0.0/16'],
        serviceCidrs: ['10.96.0.0/12'],
        nodeCidrs: ['192.168.0.0/24'],
        apiServer: { cidrs: ['192.168.0.10/32'] },
        gateway: {
          className: 'envoy',
          namespace: 'envoy-gateway-system',
          podLabels: { 'app.kubernetes.io/name': 'envoy' },
          clusterIssuer: 'letsencrypt',
        },
        storage: {
          database: { className: 'block', encrypted: true },
          filestore: { className: 'shared', encrypted: true, accessMode: 'ReadWriteMany' },
        },
        flux: { version: '2.9' },
        cloudnativePg: { namespace: 'cnpg-system', podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
        objectStore: {
          bucket: 'backups',
          endpoint: 'https://s3.example.com',
          region: 'eu-central-1',
          cidrs: ['198.51.100.0/28'],
        },
        dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
        capacity: { cpu: 64, memoryGiB: 256 },
        secrets: { recipients: [clusterRecipient] },
      },
    ],
    rings: [{ name: 'stable', release: '19.0-1' }],
    releases: {
      '19.0-1': {
        odoo: { series: '19.0', image: `docker.io/library/odoo:19.0@${digest('a')}` },
        postgresql: {
          major: 18,
          cloudnativePgImage: `ghcr.io/cloudnative-pg/postgresql:18@${digest('b')}`,
          statefulSetImage: `docker.io/library/postgres:18@${digest('c')}`,
        },
        backup: {
          barmanImage: `ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.14.0@${digest('d')}`,
          resticImage: `docker.io/restic/restic:0.19.0@${digest('e')}`,
        },
        released: '2026-02-01',
        reversibility: 'reversible',
      },
    },
    exceptions: [],
  };
}

export function tenantSpec(): TenantSpec {
  return {
    id: 'acme',
    name: 'Acme',
    class: 'internal',
    contract: {},
    placement: { cluster: 'eu-1' },
    ring: 'stable',
    domains: ['acme.example.com'],
    plan: 'small',
    odoo: { modules: ['crm'] },
    owners: [{ name: 'Operations', email: 'operations@example.com' }],
  };
}

/** A checked fleet; `tweak` changes its documents first. Throws when they become invalid. */
export function minimalFleet(tweak: (documents: FleetDocuments) => void = () => {}): Fleet {
  const documents = fleetDocuments();
  tweak(documents);
  const clusters = resolved('clusters', documents.clusters);
  const releases = Object.entries(documents.releases).toSorted(([a], [b]) => compareText(a, b));
  return {
    spec: resolved('fleet', documents.fleet),
    clusters: new Map(
      clusters.toSorted((a, b) => compareText(a.name, b.name)).map((cluster) => [cluster.name, cluster]),
    ),
    rings: resolved('rings', documents.rings),
    releases: new Map(releases.map(([id, release]) => [id, { ...resolved('release', release), id }])),
    exceptions: resolved('exceptions', documents.exceptions),
    ...(documents.prices !== undefined && { prices: resolved('prices', documents.prices) }),
    ...(documents.trusted !== undefined && { trusted: resolved('trusted', documents.trusted) }),
  };
}

/** A checked tenant of the fleet; `tweak` changes its spec first. Throws when it becomes invalid. */
export function minimalTenant(tweak: (spec: TenantSpec) => void = () => {}, fleet: Fleet = minimalFleet()): Tenant {
  const written = tenantSpec();
  tweak(written);
  const spec = resolved('tenant', written);
  const cluster = fleet.clusters.get(spec.placement.cluster);
  const releaseId = spec.pin?.release ?? fleet.rings.find(({ name }) => name === spec.ring)?.release;
  const release = releaseId === undefined ? undefined : fleet.releases.get(releaseId);
  if (cluster === undefined || release === undefined)
    throw new Error('the tenant names no cluster or ring of the fleet');
  const file = `tenants/${spec.id}.ts`;
  const { exports } = evaluateModule(sourceText(file, specText('defineTenant', written)), () => undefined);
  const document = documentOf(file, exports.get('default')!);
  const copyOf = copySourceOf(spec, fleet);
  const tenant = {
    spec,
    cluster,
    release,
    document,
    secrets: [],
    specDigest: specDigest(spec as unknown as Json),
    ...(copyOf !== undefined && { copyOf }),
  };
  return { ...tenant, secrets: fakeSecrets(tenant, fleet) };
}

/** The production tenant of a staging copy is where the tenant itself is, unless the fleet has a cluster for it. */
function copySourceOf({ stagingOf, placement, database }: Tenant['spec'], fleet: Fleet): Tenant['copyOf'] {
  if (stagingOf === undefined || database.restoreFrom?.tenant === undefined) return undefined;
  const store = (fleet.clusters.get('production') ?? fleet.clusters.get(placement.cluster))?.objectStore;
  if (store === undefined) throw new Error('the production tenant has no backups');
  return { id: stagingOf, store };
}

function resolved<Name extends DocumentName>(name: Name, document: unknown): Documents[Name] {
  const { value, errors } = checkDocument(name, document as Json);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return value as unknown as Documents[Name];
}

/** Text of a spec file: the value as a TypeScript literal, passed to its define function. */
export function specText(define: string, value: unknown): string {
  return `import { ${define} } from 'aos-fleet';\n\nexport default ${define}(${JSON.stringify(value, null, 2)});\n`;
}

/** The files of a valid fleet with one tenant, by path. */
export function fleetFiles(documents: FleetDocuments = fleetDocuments()): Record<string, string> {
  const { fleet, clusters, rings, releases, exceptions, prices, trusted } = documents;
  return {
    'fleet/fleet.ts': specText('defineFleet', fleet),
    'fleet/clusters.ts': specText('defineClusters', clusters),
    'fleet/rings.ts': specText('defineRings', rings),
    'fleet/exceptions.ts': specText('defineExceptions', exceptions),
    ...(prices !== undefined && { 'fleet/prices.ts': specText('definePrices', prices) }),
    ...(trusted !== undefined && { 'fleet/trusted.ts': specText('defineTrusted', trusted) }),
    ...Object.fromEntries(
      // JSON is YAML.
      Object.entries(releases).map(([id, release]) => [`fleet/releases/${id}.yaml`, JSON.stringify(release, null, 2)]),
    ),
    'tenants/acme.ts': specText('defineTenant', tenantSpec()),
  };
}

/** Writes a valid fleet into a folder, with its secrets; `files` are written over it, or removed from it with `null`. */
export function writeFleet(folder: string, files: Readonly<Record<string, string | Uint8Array | null>> = {}): void {
  const all = Object.entries({ ...fleetFiles(), ...files });
  const isSecret = (file: string) => file.startsWith('tenants/secrets/');
  writeFiles(
    folder,
    all.filter(([file]) => !isSecret(file)),
  );
  writeSecrets(folder, today);
  writeFiles(
    folder,
    all.filter(([file]) => isSecret(file)),
  );
}

function writeFiles(folder: string, files: readonly (readonly [string, string | Uint8Array | null])[]): void {
  for (const [file, content] of files) {
    const path = join(folder, file);
    if (content === null) {
      rmSync(path, { force: true, recursive: true });
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}
