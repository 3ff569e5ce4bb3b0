/** Pods of the parts that tenants share, which no manifest of the fleet has: made from what `fleet/clusters.ts` says of them. */
import type { Cluster } from '../model/fleet.ts';
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import type { TenantObjects } from '../model/isolation.ts';
import type { InventoryObject } from '../model/policy.ts';
import type { SharedPart } from '../model/trust.ts';

/** Pods of a part, or pods that a part runs for one tenant. */
export interface MadePods {
  readonly object: InventoryObject;
  /** What `workloadsOf` calls them. */
  readonly id: string;
  readonly part?: SharedPart;
  /** The tenant that they serve alone. */
  readonly tenant?: string;
}

type Labels = Readonly<Record<string, string>>;

interface Group {
  readonly part?: SharedPart;
  readonly tenant?: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** One for each part of the cluster, and for each proxy and solver that a part runs for a tenant. */
export function madePods(cluster: Cluster, tenants: readonly TenantObjects[]): readonly MadePods[] {
  return [...partsOf(cluster), ...tenants.flatMap((tenant) => [...servantsOf(cluster, tenant)])].map(asPods);
}

function partsOf(cluster: Cluster): readonly Group[] {
  const { gateway, ingress, dns, monitoring, cloudnativePg, egress } = cluster;
  const group = (part: SharedPart, of: { namespace: string; podLabels: Labels } | undefined): Group[] =>
    of === undefined ? [] : [{ part, name: part, namespace: of.namespace, labels: of.podLabels }];
  // Envoy Gateway runs the proxies of each Gateway apart.
  const shared = gateway?.shared;
  const proxies =
    gateway?.implementation === 'envoy-gateway'
      ? shared && { namespace: gateway.namespace, podLabels: { ...gateway.podLabels, ...ownedBy(shared) } }
      : gateway;
  return [
    ...group('dns', dns),
    ...group('gateway', proxies),
    ...group('gateway', ingress),
    ...group('prometheus', monitoring),
    ...group('database-operator', cloudnativePg),
    ...group('egress-proxy', egress.proxy),
  ];
}

function* servantsOf({ gateway, ingress }: Cluster, { tenant, objects }: TenantObjects): Iterable<Group> {
  if (gateway?.implementation === 'envoy-gateway') {
    for (const { manifest } of objects) {
      if (manifest['kind'] !== 'Gateway') continue;
      const { name, namespace = 'default' } = refOf(manifest);
      const labels = { ...gateway.podLabels, ...ownedBy({ name, namespace }) };
      yield { part: 'gateway', tenant, name: `gateway-of-${namespace}-${name}`, namespace: gateway.namespace, labels };
    }
  }
  if ((gateway ?? ingress)?.challenge !== 'http-01') return;
  const labels = { 'acme.cert-manager.io/http01-solver': 'true', 'app.kubernetes.io/component': 'acme-solver' };
  yield { tenant, name: 'acme-solver', namespace: `tenant-${tenant}`, labels };
}

/** As Envoy Gateway labels its proxies. */
function ownedBy({ name, namespace }: { readonly name: string; readonly namespace: string }): Labels {
  return {
    'gateway.envoyproxy.io/owning-gateway-name': name,
    'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
  };
}

function asPods({ part, tenant, name, namespace, labels }: Group, index: number): MadePods {
  const manifest: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels,
      ownerReferences: [{ kind: 'SharedPart', name, controller: true }],
    },
    spec: { containers: [] },
  };
  return {
    object: { manifest, file: 'fleet/clusters.ts', document: index, base: '' },
    id: `${namespace}/${name}[SharedPart]`,
    ...(part !== undefined && { part }),
    ...(tenant !== undefined && { tenant }),
  };
}

/** What the pods of a tenant are, for edges: `web`, `database`; the name of the workload where nothing says so. */
export function componentOf(labels: Labels, id: string): string {
  const component = labels['app.kubernetes.io/component'];
  if (component !== undefined) return component;
  return labels['cnpg.io/cluster'] === undefined ? id : 'database';
}

/** Namespaces that a tenant's objects declare. */
export function namespacesOf({ objects }: { readonly objects: readonly InventoryObject[] }): readonly string[] {
  return objects.flatMap(({ manifest: { apiVersion, kind, metadata } }) =>
    apiVersion === 'v1' && kind === 'Namespace' && isObject(metadata) && typeof metadata['name'] === 'string'
      ? [metadata['name']]
      : [],
  );
}
