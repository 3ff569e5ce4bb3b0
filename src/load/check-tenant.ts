/** Checks one tenant against the clusters, rings and releases of its fleet. */
import type { SourceDocument } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import { checkExposure } from './check-exposure.ts';
import { checkExtensions } from './check-extensions.ts';
import { checkIntegrations } from './check-integrations.ts';
import { checkOffboarding } from './check-offboarding.ts';
import { checkPatchAge } from './check-patch-age.ts';
import { checkReferences } from './check-references.ts';
import { checkBackup, checkRestore } from './check-backup.ts';
import { checkCopy } from './check-copy.ts';
import { checkCutOff, checkStaging } from './check-staging.ts';
import { mismatch, type Mismatch, unknownReference } from './mismatch.ts';
import { hostNetworks } from './networks.ts';
import { type FleetParts, releaseIdOf } from './fleet-parts.ts';
import type { Cluster } from '../model/fleet.ts';
import type { Problem } from './problem.ts';

export interface TenantContext {
  readonly spec: ResolvedTenantSpec;
  readonly document: SourceDocument;
  /** The file's name without its ending. */
  readonly id: string;
  readonly parts: FleetParts;
  /** The tenant that `stagingOf` names, when this one is to be a copy of it and its spec can be read. */
  readonly production?: ResolvedTenantSpec;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export function checkTenant(context: TenantContext): readonly Problem[] {
  const { document, spec } = context;
  const { id, ring, placement } = spec;
  const { parts } = context;
  const release = releaseIdOf(spec, parts.rings);
  const found = [
    ...checkOffboarding({ spec, cluster: parts.clusters?.get(placement.cluster), today: context.today }),
    ...checkStaging(context),
    ...checkCutOff(spec),
    ...checkCopy(context),
    ...checkContract(context),
    ...checkPlacement(context),
    ...checkRestore(context.spec, context.today),
    ...checkPin(context),
    ...checkExtensions({
      spec,
      cluster: parts.clusters?.get(placement.cluster),
      release,
    }),
    ...checkPatchAge({
      spec,
      document,
      release: release === undefined ? undefined : parts.releases.get(release),
      today: context.today,
    }),
  ];
  return [
    ...checkReferences({ id, ring, cluster: placement.cluster }, context),
    ...found.map((each) => ('place' in each ? each : mismatch(document, each))),
  ];
}

type Found = Iterable<Mismatch | Problem>;

function* checkContract({ spec, parts }: TenantContext): Found {
  if (spec.class === 'external' && parts.spec?.phase === 'internal') {
    yield {
      policy: 'tenant-class',
      pointer: '/class',
      found: 'external',
      wanted: 'internal or demo while the fleet is in phase internal',
      fix: 'Set phase to commercial in fleet/fleet.ts first, with what it requires.',
    };
  }
  if (spec.class === 'external' && spec.dataClassification === 'phi' && spec.contract.baa === undefined) {
    yield {
      policy: 'tenant-baa',
      pointer: '/contract/baa',
      found: 'missing',
      wanted: 'given for an external tenant with phi',
      fix: 'Add contract.baa with the reference of the signed Business Associate Agreement, or lower dataClassification.',
    };
  }
  if (spec.class === 'demo' && (spec.dataClassification === 'pii' || spec.dataClassification === 'phi')) {
    yield {
      policy: 'tenant-demo-data',
      pointer: '/dataClassification',
      found: spec.dataClassification,
      wanted: 'public or internal for a demo tenant',
      fix: "Write dataClassification: 'public' or 'internal'; without it the data counts as phi.",
    };
  }
}

function* checkPlacement({ spec, parts }: TenantContext): Found {
  const name = spec.placement.cluster;
  const cluster = parts.clusters?.get(name);
  if (cluster === undefined) {
    yield* checkIntegrations(spec, { forbidden: hostNetworks });
    return;
  }
  if (cluster.dedicatedTo !== undefined && cluster.dedicatedTo !== spec.id) {
    yield {
      policy: 'tenant-dedicated',
      pointer: '/placement/cluster',
      found: name,
      wanted: `another cluster, since it is dedicated to ${cluster.dedicatedTo}`,
      fix: 'Place the tenant on a cluster that is not dedicated.',
    };
  }
  if (spec.isolation === 'cluster' && cluster.dedicatedTo === undefined) {
    yield {
      policy: 'tenant-dedicated',
      pointer: '/isolation',
      found: 'cluster',
      wanted: `namespace or node, since ${name} is not dedicated to ${spec.id}`,
      fix: `Write dedicatedTo: '${spec.id}' in a cluster of fleet/clusters.ts and place the tenant there.`,
    };
  }
  const { residency } = spec.contract;
  if (residency !== undefined && residency !== cluster.region) {
    yield {
      policy: 'tenant-residency',
      pointer: '/placement/cluster',
      found: `${name} in region ${cluster.region}`,
      wanted: `a cluster in region ${residency}, as contract.residency says`,
      fix: `Place the tenant on a cluster whose region is ${residency}.`,
    };
  }
  yield* checkDatabase(spec, cluster);
  yield* checkExposure(spec, cluster);
  const forbidden = [...hostNetworks, ...(parts.networks.get(name) ?? [])];
  yield* checkIntegrations(spec, { forbidden, cluster, clusters: parts.clusters });
  yield* checkBackup(spec, cluster);
}

function* checkDatabase({ database }: ResolvedTenantSpec, cluster: Cluster): Found {
  if (database.engine === 'cloudnative-pg' && cluster.cloudnativePg === undefined) {
    yield {
      policy: 'tenant-database',
      pointer: '/database/engine',
      found: 'cloudnative-pg',
      wanted: `statefulset, since ${cluster.name} has no CloudNativePG operator`,
      fix: "Write database: { engine: 'statefulset' }, or choose a cluster with the operator.",
    };
  }
  if (database.engine === 'statefulset' && (database.instances ?? 1) > 1) {
    yield {
      policy: 'tenant-database',
      pointer: '/database/instances',
      found: String(database.instances),
      wanted: '1 with engine statefulset',
      fix: 'Remove instances, or choose engine cloudnative-pg.',
    };
  }
}

function* checkPin({ spec, parts: { releaseIds }, document, today }: TenantContext): Found {
  const { pin } = spec;
  if (pin === undefined) return;
  if (!releaseIds.has(pin.release)) {
    const wanted = 'a release of fleet/releases/';
    yield unknownReference(document, {
      policy: 'tenant-release',
      pointer: '/pin/release',
      name: pin.release,
      known: releaseIds,
      wanted,
    });
  }
  if (pin.until < today) {
    const wanted = `today (${today}) or later`;
    yield {
      policy: 'pin-expired',
      pointer: '/pin/until',
      found: pin.until,
      wanted,
      fix: 'Remove the pin, or renew it with a later day and its reason.',
    };
  }
}
