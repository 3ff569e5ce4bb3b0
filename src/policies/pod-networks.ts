/** Refuses pods that ask a network plugin for more than the cluster gives everyone. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { Inventory, InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue, podsIn } from './pod-template.ts';

export const podNetworks: StackPolicy = {
  id: 'pod-networks',
  family: 'tenant',
  severity: 'error',
  title: "No pod asks for other networks, addresses or exceptions than the cluster's own",
  why: "Network policies hold for the first interface of a pod. By an annotation a pod gets a second one in another network, an address of its choice, or the right to send under another pod's address, and walks around every policy.",
  fix: 'Remove the annotation. What the tenant must reach is an integration of the spec.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const { object, annotations, pointer } of annotatedPods(inventory)) {
      for (const [key, value] of Object.entries(isObject(annotations) ? annotations : {})) {
        if (!plugins.has(key.split('/')[0]!)) continue;
        yield {
          object,
          pointer: `${pointer}/${escapeKey(key)}`,
          message: `${key} is ${describeValue(value)}, must be left out`,
        };
      }
    }
  },
};

/** Domains of the annotations that network plugins read from pods: Multus, Calico, OVN-Kubernetes, Kube-OVN, Cilium, Antrea. */
const plugins: ReadonlySet<string> = new Set([
  'cni.projectcalico.org',
  'ipam.antrea.io',
  'ipam.cilium.io',
  'k8s.ovn.org',
  'k8s.v1.cni.cncf.io',
  'ovn.kubernetes.io',
  'policy.cilium.io',
  'v1.multus-cni.io',
]);

interface Annotated {
  readonly object: InventoryObject;
  readonly annotations: Json | undefined;
  readonly pointer: string;
}

function* annotatedPods(inventory: Inventory): Generator<Annotated> {
  for (const { object, metadata, pointer } of podsIn(inventory)) {
    yield { object, annotations: metadata['annotations'], pointer: `${pointer}/metadata/annotations` };
  }
  for (const object of objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1')) {
    const { spec } = object.manifest;
    const inherited = isObject(spec) ? spec['inheritedMetadata'] : undefined;
    const annotations = isObject(inherited) ? inherited['annotations'] : undefined;
    yield { object, annotations, pointer: '/spec/inheritedMetadata/annotations' };
  }
}
