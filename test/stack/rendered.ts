/** The stack of a tenant, for tests to look into. */
import type { Tenant } from '../../src/model/fleet.ts';
import { isObject, type Json, type JsonObject, refOf } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { type StackPart, stackManifests } from '../../src/stack/index.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';

export interface RenderedStack {
  readonly tenant: Tenant;
  readonly parts: Readonly<Record<StackPart, readonly JsonObject[]>>;
  readonly objects: readonly JsonObject[];
  /** `<kind> <name>` of each object. */
  readonly names: readonly string[];
  /** The object named `<kind> <beginning of the name>`; throws unless there is exactly one. */
  find(object: string): JsonObject;
}

/** Renders the minimal tenant after changes to its spec and its fleet. */
export function rendered(
  tweak: (spec: TenantSpec) => void = () => {},
  tweakFleet: (documents: FleetDocuments) => void = () => {},
): RenderedStack {
  const fleet = minimalFleet(tweakFleet);
  const tenant = minimalTenant(tweak, fleet);
  const parts = stackManifests(tenant, fleet);
  const objects = Object.values(parts).flat();
  return {
    tenant,
    parts,
    objects,
    names: objects.map(nameOf),
    find(object) {
      const exact = objects.filter((manifest) => nameOf(manifest) === object);
      const found = exact.length > 0 ? exact : objects.filter((manifest) => nameOf(manifest).startsWith(object));
      if (found.length !== 1) throw new Error(`${object} is ${found.length} objects, must be 1`);
      return found[0]!;
    },
  };
}

/** A cluster without shared files, operator and source-watcher. */
export function plainCluster({ clusters }: FleetDocuments): void {
  const [cluster] = clusters;
  cluster!.storage.filestore = { className: 'block', encrypted: true, accessMode: 'ReadWriteOnce' };
  cluster!.flux = { version: '2.8', delivery: 'repository' };
  delete cluster!.cloudnativePg;
}

/** A cluster with Envoy Gateway and a shared Gateway. */
export function sharedEnvoy({ clusters }: FleetDocuments): void {
  Object.assign(clusters[0]!.gateway!, {
    implementation: 'envoy-gateway',
    shared: { name: 'tenants', namespace: 'gateway-system' },
  });
}

/** A cluster with Envoy Gateway. */
export function envoy({ clusters }: FleetDocuments): void {
  clusters[0]!.gateway!.implementation = 'envoy-gateway';
}

/** A cluster without the Gateway API. */
export function traefik({ clusters }: FleetDocuments): void {
  const [cluster] = clusters;
  delete cluster!.gateway;
  cluster!.ingress = {
    controller: 'traefik',
    className: 'traefik',
    namespace: 'traefik',
    podLabels: { 'app.kubernetes.io/name': 'traefik' },
    clusterIssuer: 'letsencrypt',
  };
}

/** A tenant that leaves, whose final backup nobody has confirmed. */
export function closing(spec: TenantSpec): void {
  spec.lifecycle = 'offboarding';
  spec.offboarding = { reason: 'The contract ended.', retainUntil: '2026-06-30' };
}

export function statefulSet(spec: TenantSpec): void {
  spec.database = { engine: 'statefulset' };
}

export function nameOf(manifest: JsonObject): string {
  const { kind, name } = refOf(manifest);
  return `${kind} ${name}`;
}

/** The value at a path such as `spec.template.spec.containers.0`; undefined where there is none. */
export function at(value: Json, path: string): Json | undefined {
  let inner: Json | undefined = value;
  for (const key of path.split('.')) {
    if (Array.isArray(inner)) inner = inner[Number(key)] as Json | undefined;
    else inner = isObject(inner) ? inner[key] : undefined;
  }
  return inner;
}

/** The pod templates of a stack, by the name of their object; those of CronJobs too. */
export function podsOf({ objects }: Pick<RenderedStack, 'objects'>): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    objects.flatMap((manifest) => {
      const template = at(manifest, 'spec.template') ?? at(manifest, 'spec.jobTemplate.spec.template');
      return isObject(template) && 'spec' in template ? [[nameOf(manifest), template]] : [];
    }),
  );
}
