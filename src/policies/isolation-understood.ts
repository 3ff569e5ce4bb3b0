/** Refuses what the proof of isolation does not understand, since it may open anything. */
import { isKnownKind, typeOf } from '../isolation/trim.ts';
import { tenantNetworks } from '../isolation/tenant-network.ts';
import type { IsolationPolicy, IsolationViolation } from '../model/isolation.ts';
import type { InventoryObject } from '../model/policy.ts';

/** Labels that pods have in a cluster and in no manifest. */
const madeLabels =
  /^(pod-template-hash|controller-revision-hash|pod-template-generation|job-name|controller-uid|batch\.kubernetes\.io\/.*|statefulset\.kubernetes\.io\/.*|apps\.kubernetes\.io\/.*)$/;

export const isolationUnderstood: IsolationPolicy = {
  id: 'isolation-understood',
  family: 'isolation',
  severity: 'error',
  title: 'Everything through which tenants could meet is understood',
  why: 'A proof that passes over what it does not know proves nothing. An object of an unknown kind, or a policy that is read differently by others, may open a way.',
  fix: 'Write the object in a form that is understood, or teach the proof about its kind.',
  controls: { hipaa: ['164.308(a)(1)'], nsa: ['Network policies'] },
  *check(inventory): Iterable<IsolationViolation> {
    const { tenants, shared, fleet } = inventory;
    for (const { tenant, objects } of tenants) yield* unknownKinds(objects, tenant);
    for (const { objects } of shared) yield* unknownKinds(objects);
    for (const { tenant, cluster, objects } of tenants) {
      if (fleet.clusters.has(cluster) || !objects[0]) continue;
      const message = `cluster is ${JSON.stringify(cluster)}, must be one of fleet/clusters.ts`;
      yield { tenant, object: objects[0], pointer: '', message };
    }
    const owners = new Map(
      tenants.flatMap(({ tenant, objects }) => objects.map((object) => [object, tenant] as const)),
    );
    for (const { inventory: network } of tenantNetworks(inventory)) {
      for (const { object, podSelector, rules } of network.policies) {
        const tenant = owners.get(object);
        const peers = [...(rules.ingress ?? []), ...(rules.egress ?? [])].flatMap((rule) => rule.peers ?? []);
        const selectors = [podSelector, ...peers.flatMap((peer) => (peer.kind === 'pods' ? [peer.pods] : []))];
        const key = selectors.flatMap(({ requirements }) => requirements).find((one) => madeLabels.test(one.key))?.key;
        if (key === undefined) continue;
        const message = `a selector asks for ${key}, which controllers give pods later, must ask for labels that manifests have`;
        yield { ...(tenant !== undefined && { tenant }), object, pointer: '/spec', message };
      }
      for (const { object, pointer, message } of network.inconclusive) {
        const tenant = owners.get(object);
        yield { ...(tenant !== undefined && { tenant }), object, pointer, message };
      }
    }
  },
};

function* unknownKinds(objects: readonly InventoryObject[], tenant?: string): Iterable<IsolationViolation> {
  for (const object of objects) {
    if (isKnownKind(object.manifest)) continue;
    const message = `kind is ${typeOf(object.manifest)}, must be one of which it is known what it opens`;
    yield { ...(tenant !== undefined && { tenant }), object, pointer: '/kind', message };
  }
}
