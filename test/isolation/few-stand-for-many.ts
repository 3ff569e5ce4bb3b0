/** Fleets in which the one tenant at fault is like two others that stand before it. */
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantFacts } from '../../src/model/isolation.ts';
import { networkPolicy, podsOf, smallTenant } from '../policies/small-tenant.ts';

export interface Standing {
  readonly name: string;
  readonly tenants: Readonly<Record<string, readonly JsonObject[]>>;
  readonly tiers?: Readonly<Record<string, TenantFacts['tier']>>;
  /** Policies that report. */
  readonly expected: readonly string[];
}

type Maker = (id: string, position: number) => readonly JsonObject[];

function tenants(ids: readonly string[], make: Maker, more: Standing['tenants'] = {}): Standing['tenants'] {
  return { ...Object.fromEntries(ids.map((id, position) => [id, make(id, position)])), ...more };
}

/** Sends to the namespaces, or the pods of any namespace, that a selector means. */
function sending(id: string, to: JsonObject): JsonObject {
  return networkPolicy(id, 'out', { podSelector: podsOf('web'), policyTypes: ['Egress'], egress: [{ to: [to] }] });
}

function labelled(id: string, labels: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'more', namespace: `tenant-${id}`, labels },
    spec: { containers: [] },
  };
}

function named(name: string): JsonObject {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

function anyPod(labels: JsonObject): JsonObject {
  return { namespaceSelector: {}, podSelector: labels };
}

const tenantLabel = 'fleet.aos/tenant';

function pool(id: string, of: string): JsonObject {
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: `tenant-${id}` },
    spec: { template: { metadata: { labels: { [tenantLabel]: of } } } },
  };
}

function outside(id: string, block: JsonObject): JsonObject {
  return sending(id, { ipBlock: block });
}

/** What an unreadable policy is reported by: it may open anything. */
const refused = ['isolation-understood', 'network-both-walls', 'shared-part-edges'];

const far = { cidr: '203.0.113.0/24' };

export const fewStandForMany: readonly Standing[] = [
  {
    name: 'a namespace whose name begins with its own',
    tenants: tenants(['a', 'b', 'z'], (id) => smallTenant(id, sending(id, named(`tenant-${id}-staging`))), {
      'z-staging': smallTenant('z-staging'),
    }),
    expected: ['network-both-walls'],
  },
  {
    name: 'a namespace whose name begins with its own, and goes on',
    tenants: tenants(
      ['a', 'b', 'z'],
      (id) => smallTenant(id, sending(id, anyPod({ matchLabels: { of: `tenant-${id}-copy-of-all` } }))),
      { 'z-copy': smallTenant('z-copy', labelled('z-copy', { of: 'tenant-z-copy-of-all' })) },
    ),
    expected: ['network-both-walls'],
  },
  {
    name: 'an id that is the namespace of another',
    tenants: tenants(['a', 'b', 'c', 'tenant-c'], (id) =>
      smallTenant(id, labelled(id, { of: `tenant-${id}` }), sending(id, anyPod({ matchLabels: { of: id } }))),
    ),
    // Each means its own id, and that of the last is the label of the one before.
    expected: ['network-both-walls'],
  },
  {
    name: 'an own id that others have as a label',
    tenants: tenants(
      ['a', 'b', 'c'],
      (id, position) => smallTenant(id, labelled(id, { color: position === 2 ? 'red' : 'green' })),
      { red: smallTenant('red', sending('red', anyPod({ matchLabels: { color: 'red' } }))) },
    ),
    expected: ['network-both-walls'],
  },
  {
    name: 'an own id that is the key of a label',
    tenants: tenants(
      ['a', 'b', 'c'],
      (id, position) => smallTenant(id, labelled(id, { color: position === 2 ? 'red' : 'green' })),
      {
        color: smallTenant(
          'color',
          sending('color', anyPod({ matchExpressions: [{ key: 'color', operator: 'In', values: ['red'] }] })),
        ),
      },
    ),
    expected: ['network-both-walls'],
  },
  {
    name: 'an own id that is a field of a selector',
    tenants: tenants(
      ['a', 'b', 'c'],
      (id, position) => smallTenant(id, labelled(id, { color: position === 2 ? 'red' : 'green' })),
      {
        values: smallTenant(
          'values',
          sending('values', anyPod({ matchExpressions: [{ key: 'color', operator: 'In', values: ['red'] }] })),
        ),
      },
    ),
    expected: ['network-both-walls'],
  },
  {
    name: 'nodes that carry the label of another',
    tenants: tenants(
      ['a', 'b', 'c'],
      (id, position) => [...smallTenant(id), pool(id, position === 2 ? 'd' : `nobody-${position}`)],
      { d: smallTenant('d') },
    ),
    tiers: { d: 'node' },
    expected: ['nodes-between-tenants'],
  },
  {
    name: 'addresses outside with an exception that is not among them',
    tenants: tenants(['a', 'b', 'c'], (id, position) =>
      smallTenant(id, outside(id, position === 2 ? { ...far, except: ['198.51.100.7/32'] } : far)),
    ),
    expected: refused,
  },
  {
    name: 'addresses outside with a field that nobody knows',
    tenants: tenants(['a', 'b', 'c'], (id, position) =>
      smallTenant(id, outside(id, position === 2 ? { ...far, excepts: [] } : far)),
    ),
    expected: refused,
  },
  {
    name: 'a policy whose name is no text',
    tenants: tenants(['a', 'b', 'c'], (id, position) =>
      smallTenant(id, {
        ...outside(id, far),
        metadata: { name: position === 2 ? 7 : 'out', namespace: `tenant-${id}` },
      }),
    ),
    expected: refused,
  },
  {
    name: 'a policy that is written twice',
    tenants: tenants(['a', 'b', 'c'], (id, position) => [
      ...smallTenant(id, outside(id, far)),
      networkPolicy(id, position === 2 ? 'out' : 'more', {
        podSelector: podsOf('web'),
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }],
      }),
    ]),
    expected: refused,
  },
];
