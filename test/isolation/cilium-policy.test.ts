import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { inventoryOf, lines, pod, policy } from './cluster.ts';

const cilium = (spec: JsonObject): JsonObject => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'c', namespace: 'x' },
  spec: { endpointSelector: { matchLabels: { pod: 'a' } }, ...spec },
});
const https = [{ ports: [{ port: '443', protocol: 'TCP' }] }];
const names = { toFQDNs: [{ matchName: 'api.example.com' }], toPorts: https };
const deny = policy('x/deny', { policyTypes: ['Egress'] });
const open = policy('y/open', { ingress: [{}] });
const pods = [pod('x/a'), pod('y/b')];

describe('policies of Cilium that are understood', () => {
  it('open names outside, and no pod, whatever its address', () => {
    expect(
      lines([...pods, deny, open, cilium({ egress: [names] })], { mode: 'sound' }).filter((line) =>
        line.startsWith('x/a'),
      ),
    ).toEqual([
      'x/a[Pod] => 0.0.0.0-255.255.255.255 : TCP 443',
      'x/a[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff : TCP 443',
    ]);
  });

  it('isolate the pods that they select, and open pods by namespace and labels', () => {
    const endpoint = { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'y', 'k8s:pod': 'b' } };
    const rule = { toEndpoints: [endpoint], toPorts: https };
    const found = lines([...pods, pod('z/c'), open, cilium({ egress: [rule] })], { mode: 'sound' });
    expect(found.filter((line) => line.startsWith('x/a'))).toEqual(['x/a[Pod] => y/b[Pod] : TCP 443']);
  });

  it.each<[string, JsonObject, string]>([
    ['no ports', { toFQDNs: [{ matchName: 'a.example' }] }, 'toPorts names no port, must name each'],
    [
      'a label of Cilium',
      { toEndpoints: [{ matchLabels: { 'io.cilium.x': 'y' } }], toPorts: https },
      'label is "io.cilium.x", must begin with k8s: and be one of pods',
    ],
    ['no endpoint', { toEndpoints: [], toPorts: https }, 'toEndpoints is empty, must name endpoints'],
    ['both kinds', { ...names, toEndpoints: [] }, 'rule has both or none of toFQDNs and toEndpoints, must have one'],
    [
      'a port that is no number',
      { ...names, toPorts: [{ ports: [{ port: 'https' }] }] },
      'port is "https", must be a number as text',
    ],
  ])('are not understood with %s', (_, rule, message) => {
    const { inconclusive } = networkInventory(inventoryOf([...pods, cilium({ egress: [rule] })]));
    expect(inconclusive.map((one) => one.message)).toEqual([`CiliumNetworkPolicy x/c: ${message}`]);
  });
});
