/** Checks the documents of `fleet/` against each other. */
import { dayAfter } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { Cluster } from '../model/fleet.ts';
import { checkEntry } from './check-entry.ts';
import { type FleetParts, subjectOfFile } from './fleet-parts.ts';
import { checkClusterSecrets, checkRecovery } from './check-secrets.ts';
import { mismatch, type Mismatch, unknownReference } from './mismatch.ts';
import { hostNetworks, type Network, overlapping, tooWide } from './networks.ts';
import { findingOf, type Problem } from './problem.ts';

/** `today` as `YYYY-MM-DD`. */
export function checkFleet(parts: FleetParts, today: string): readonly Finding[] {
  return [
    ...findingsOf(parts, 'fleet/fleet.ts', checkRecovery(parts)),
    ...findingsOf(parts, 'fleet/clusters.ts', checkClusters(parts)),
    ...findingsOf(parts, 'fleet/rings.ts', checkRings(parts)),
    ...findingsOf(parts, 'fleet/exceptions.ts', checkExceptions(parts, today)),
  ];
}

type Found = Iterable<Mismatch | Problem>;

function findingsOf(parts: FleetParts, file: string, found: Found): Finding[] {
  const document = parts.documents.get(file);
  if (document === undefined) return [];
  const subject = subjectOfFile(file);
  return [...found].map((each) => findingOf('place' in each ? each : mismatch(document, each), subject));
}

function* checkClusters({ clusters, documents, networks, spec }: FleetParts): Found {
  // The document has all clusters, the map only the first of each name.
  const all = clusters === undefined ? [] : (documents.get('fleet/clusters.ts')?.value as unknown as Cluster[]);
  const names = new Set<string>();
  for (const [index, { name }] of all.entries()) {
    const pointer = `/${index}`;
    if (names.has(name)) {
      const wanted = 'a name of its own, since another cluster has it';
      yield {
        policy: 'cluster-name-duplicate',
        pointer: `${pointer}/name`,
        found: name,
        wanted,
        fix: 'Rename one of the two clusters.',
      };
      continue;
    }
    names.add(name);
    const cluster = clusters?.get(name);
    if (cluster !== undefined) {
      yield* checkCluster(cluster, pointer);
      yield* checkClusterSecrets(cluster, pointer);
      yield* checkObjectStore(cluster, { pointer, networks: networks.get(name) ?? [] });
    }
    if (cluster !== undefined && spec?.phase === 'commercial') yield* checkStorage(cluster, pointer);
  }
}

function* checkCluster(cluster: Cluster, pointer: string): Found {
  const { gateway, ingress, egress, dns, certManager, cloudnativePg, monitoring, flux } = cluster;
  yield* checkEntry(cluster, pointer);
  for (const [service, namespace] of Object.entries({
    gateway: gateway?.namespace,
    'gateway/shared': gateway?.shared?.namespace,
    ingress: ingress?.namespace,
    'egress/proxy': egress.proxy?.namespace,
    dns: dns.namespace,
    certManager: certManager.namespace,
    cloudnativePg: cloudnativePg?.namespace,
    monitoring: monitoring?.namespace,
  })) {
    if (namespace?.startsWith('tenant-') !== true) continue;
    yield {
      policy: 'cluster-namespace-reserved',
      pointer: `${pointer}/${service}/namespace`,
      found: namespace,
      wanted: 'a namespace that does not begin with tenant-',
      fix: 'Move the service to another namespace.',
    };
  }
  if (flux.delivery === 'artifact-per-tenant' && Number(flux.version.split('.')[1]) < 9) {
    yield {
      policy: 'flux-delivery',
      pointer: `${pointer}/flux/version`,
      found: flux.version,
      wanted: '2.9 or newer for delivery artifact-per-tenant',
      fix: "Upgrade Flux, or write delivery: 'repository'.",
    };
  }
}

/** Every tenant's backup pods reach these networks: an opening into the cluster's own would lead to other tenants. */
function* checkObjectStore(
  { objectStore }: Cluster,
  { pointer, networks }: { pointer: string; networks: readonly Network[] },
): Found {
  for (const [index, cidr] of (objectStore?.cidrs ?? []).entries()) {
    const met = overlapping(cidr, [...hostNetworks, ...networks]);
    const shortest = tooWide(cidr);
    if (met === undefined && shortest === undefined) continue;
    yield {
      policy: 'cluster-object-store',
      pointer: `${pointer}/objectStore/cidrs/${index}`,
      found: cidr,
      wanted:
        met === undefined ? `a network of at least /${shortest}` : `a network apart from ${met.cidr} (${met.name})`,
      fix: 'Give only the networks of the object store, which stands outside of the cluster.',
    };
  }
}

function* checkStorage({ storage }: Cluster, pointer: string): Found {
  for (const name of ['database', 'filestore'] as const) {
    if (storage[name].encrypted) continue;
    yield {
      policy: 'cluster-storage-encrypted',
      pointer: `${pointer}/storage/${name}/encrypted`,
      found: 'false',
      wanted: 'true in phase commercial',
      fix: 'Use a storage class that encrypts its volumes.',
    };
  }
}

function* checkRings({ rings, releaseIds, documents }: FleetParts): Found {
  const document = documents.get('fleet/rings.ts');
  if (document === undefined) return;
  const names = new Set<string>();
  for (const [index, { name, release }] of (rings ?? []).entries()) {
    const pointer = `/${index}`;
    if (names.has(name)) {
      const wanted = 'a name of its own, since another ring has it';
      yield {
        policy: 'ring-name-duplicate',
        pointer: `${pointer}/name`,
        found: name,
        wanted,
        fix: 'Rename one of the two rings.',
      };
    }
    names.add(name);
    if (!releaseIds.has(release)) {
      const wanted = 'a release of fleet/releases/';
      yield unknownReference(document, {
        policy: 'tenant-release',
        pointer: `${pointer}/release`,
        name: release,
        known: releaseIds,
        wanted,
      });
    }
  }
}

function* checkExceptions({ exceptions }: FleetParts, today: string): Found {
  const latest = dayAfter(today, 90);
  for (const [index, { expires }] of (exceptions ?? []).entries()) {
    const pointer = `/${index}/expires`;
    if (expires < today) {
      const fix = 'Repair the violation and remove the exception, or renew it.';
      yield { policy: 'exception-expired', pointer, found: expires, wanted: `today (${today}) or later`, fix };
    }
    if (expires > latest) {
      const wanted = `${latest} or earlier, 90 days from today`;
      yield {
        policy: 'exception-too-long',
        pointer,
        found: expires,
        wanted,
        fix: `Write ${latest} or an earlier day.`,
      };
    }
  }
}
