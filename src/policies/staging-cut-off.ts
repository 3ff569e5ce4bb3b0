/** Demands that nothing of a staging tenant reaches out, but for its backups and its database's operator. */
import type { Tenant } from '../model/fleet.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsIn } from './web-services.ts';

export const stagingCutOff: StackPolicy = {
  id: 'staging-cut-off',
  family: 'tenant',
  severity: 'error',
  title: 'Nothing of a staging tenant leads out of the cluster, except backups and what runs the database',
  why: 'A staging tenant may hold a copy of real data. Neutralisation switches off what modules say is to be switched off; a module that says nothing would still send invoices to payers and messages to patients. What has no way out cannot.',
  fix: "Let pods of Odoo reach the tenant's own pods and DNS alone. Object stores and the API server are for pods of backups and of the database.",
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(e)(1)', '164.308(a)(4)'],
    cis: ['5.3.2'],
    nsa: ['Network policies'],
  },
  *check({ objects, tenant }): Iterable<Violation> {
    if (tenant?.spec.environment !== 'staging') return;
    for (const object of objects) {
      const { apiVersion, kind, spec } = object.manifest;
      if (!isObject(spec)) continue;
      if (apiVersion === 'networking.k8s.io/v1' && kind === 'NetworkPolicy') yield* faultsOf(object, spec, tenant);
      if (apiVersion === 'cilium.io/v2' && kind === 'CiliumNetworkPolicy') yield* namesIn(object, spec);
    }
  },
};

function* faultsOf(object: InventoryObject, spec: JsonObject, tenant: Tenant): Iterable<Violation> {
  const networks = networksFor(spec['podSelector'], tenant);
  for (const [index, rule] of objectsIn(spec, 'egress').entries()) {
    const pointer = `/spec/egress/${index}`;
    const peers = objectsIn(rule, 'to');
    if (peers.length === 0) {
      yield { object, pointer, message: 'the rule permits every destination, must name pods of the tenant' };
    }
    for (const [position, peer] of peers.entries()) {
      const fault = faultOf(peer, networks, tenant);
      if (fault !== undefined) yield { object, pointer: `${pointer}/to/${position}`, message: fault };
    }
  }
}

/** Those that the selected pods may reach: none, unless they are of backups or of the database. */
function networksFor(selector: unknown, { cluster, copyOf }: Tenant): readonly string[] {
  const labels = isObject(selector) && isObject(selector['matchLabels']) ? selector['matchLabels'] : {};
  const isDatabase = labels['app.kubernetes.io/component'] === 'database' || isOfCloudNativePg(selector);
  if (!isDatabase && labels['app.kubernetes.io/name'] !== 'backup') return [];
  return [
    ...(cluster.objectStore?.cidrs ?? []),
    ...(copyOf?.store.cidrs ?? []),
    // By which CloudNativePG's instances tell how they are.
    ...(isDatabase ? cluster.apiServer.cidrs : []),
  ];
}

/** Every pod that the selector can select has the label that the operator sets. */
function isOfCloudNativePg(selector: unknown): boolean {
  if (!isObject(selector)) return false;
  const { matchLabels, matchExpressions } = selector;
  if (isObject(matchLabels) && matchLabels['cnpg.io/cluster'] !== undefined) return true;
  return (
    Array.isArray(matchExpressions) &&
    matchExpressions.some((each) => isObject(each) && each['key'] === 'cnpg.io/cluster' && each['operator'] === 'In')
  );
}

function faultOf(peer: JsonObject, networks: readonly string[], { cluster }: Tenant): string | undefined {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (isObject(ipBlock)) {
    const { cidr } = ipBlock;
    if (networks.some((network) => network === cidr)) return undefined;
    const wanted = networks.length === 0 ? "the tenant's own pods" : `one of ${networks.join(', ')}`;
    return `the rule permits ${JSON.stringify(cidr)}, must be ${wanted}`;
  }
  // Without a namespace, pods of the policy's own.
  if (namespaceSelector === undefined && isObject(podSelector)) return undefined;
  const { dns } = cluster;
  const { 'kubernetes.io/metadata.name': namespace, ...others } = labelsIn(namespaceSelector);
  const pods = labelsIn(podSelector);
  const isDns =
    namespace === dns.namespace &&
    Object.keys(others).length === 0 &&
    Object.entries(dns.podLabels).every(([key, value]) => pods[key] === value);
  return isDns ? undefined : 'the rule permits pods of other namespaces than for DNS, must be those of the tenant';
}

function labelsIn(selector: unknown): JsonObject {
  return isObject(selector) && isObject(selector['matchLabels']) ? selector['matchLabels'] : {};
}

/** Cilium's policies are for names outside, and there is none that staging may call. */
function* namesIn(object: InventoryObject, spec: JsonObject): Iterable<Violation> {
  for (const index of objectsIn(spec, 'egress').keys()) {
    yield { object, pointer: `/spec/egress/${index}`, message: 'a name outside is permitted, must be none' };
  }
}
