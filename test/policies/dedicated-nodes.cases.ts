/** The cases of `dedicated-nodes`: what the policy, and its twin at admission, must say. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { deployment, object, type PolicyCase } from './policy-cases.ts';

const shared = minimalTenant();
const node = minimalTenant((spec) => void (spec.isolation = 'node'));
const own = { key: 'fleet.aos/tenant', operator: 'Equal', value: 'acme', effect: 'NoSchedule' };
const nodeSelector = { 'fleet.aos/tenant': 'acme' };
const database = (affinity?: JsonObject) =>
  object('Cluster of postgresql.cnpg.io/v1', 'database', {
    spec: { instances: 1, ...(affinity !== undefined && { affinity }) },
  });
const only = 'must tolerate the taint of no other tenant than "acme"';

export const cases: readonly PolicyCase[] = [
  { name: 'no tenant', objects: [deployment('web', { tolerations: [{ operator: 'Exists' }] })], expected: [] },
  { name: 'shared nodes', tenant: shared, objects: [deployment('web', {}), database()], expected: [] },
  {
    name: 'own nodes',
    tenant: node,
    objects: [deployment('web', { nodeSelector, tolerations: [own] }), database({ nodeSelector, tolerations: [own] })],
    expected: [],
  },
  {
    name: 'taints that are no tenant’s',
    tenant: shared,
    objects: [deployment('web', { tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }] })],
    expected: [],
  },
  {
    name: 'another label prefix',
    tenant: node,
    fleet: minimalFleet(({ fleet }) => void (fleet.labelPrefix = 'aos.example')),
    objects: [deployment('web', { nodeSelector: { 'aos.example/tenant': 'acme' }, tolerations: [own] })],
    expected: [],
  },
  {
    name: 'tier node without, and with another tenant’s nodes',
    tenant: node,
    objects: [
      deployment('web', { tolerations: [own] }),
      database({ nodeSelector: { 'fleet.aos/tenant': 'globex' } }),
      database(),
    ],
    expected: [
      [
        '/spec/template/spec/nodeSelector',
        'the node selector\'s fleet.aos/tenant is unset, must be "acme" for tier node',
      ],
      [
        '/spec/affinity/nodeSelector',
        'the node selector\'s fleet.aos/tenant is "globex", must be "acme" for tier node',
      ],
      ['/spec/affinity/nodeSelector', 'the node selector\'s fleet.aos/tenant is unset, must be "acme" for tier node'],
    ],
  },
  {
    name: 'tolerations of others',
    tenant: shared,
    objects: [
      deployment('any', { tolerations: [{ operator: 'Exists' }] }),
      deployment('all-tenants', { tolerations: [own, { key: 'fleet.aos/tenant', operator: 'Exists' }] }),
      database({ tolerations: [{ ...own, value: 'globex' }] }),
    ],
    expected: [
      ['/spec/template/spec/tolerations/0', `the pod tolerates every taint, ${only}`],
      ['/spec/template/spec/tolerations/1', `the pod tolerates fleet.aos/tenant unset, ${only}`],
      ['/spec/affinity/tolerations/0', `the pod tolerates fleet.aos/tenant "globex", ${only}`],
    ],
  },
];
