/** The cases of `network-default-deny`: what the policy, and its twin at admission, must say. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { namespace, object, type PolicyCase } from './policy-cases.ts';

const acme = namespace('tenant-acme');
const policy = (name: string, spec: JsonObject, metadata: JsonObject = {}) =>
  object('NetworkPolicy of networking.k8s.io/v1', name, { metadata, spec });
const denyAll = policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

const open = (name: string, directions: string) =>
  [
    '/metadata/name',
    `namespace "${name}" has no policy that denies all ${directions}, must have one that selects every pod and has no rules`,
  ] as const;

/** Policies that look like a default of deny, and the directions that stay open. */
const insufficient: readonly (readonly [name: string, objects: readonly JsonObject[], directions: string])[] = [
  ['no policy', [], 'Ingress and Egress'],
  ['one for ingress only', [policy('in', { podSelector: {}, policyTypes: ['Ingress'] })], 'Egress'],
  ['one for egress only', [policy('out', { podSelector: {}, policyTypes: ['Egress'] })], 'Ingress'],
  ['no policyTypes, which means ingress', [policy('in', { podSelector: {} })], 'Egress'],
  ['empty policyTypes, which mean the same', [policy('in', { podSelector: {}, policyTypes: [] })], 'Egress'],
  [
    'one that selects some pods by label',
    [policy('web', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress', 'Egress'] })],
    'Ingress and Egress',
  ],
  [
    'one that selects some pods by expression',
    [
      policy('web', {
        podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
        policyTypes: ['Ingress', 'Egress'],
      }),
    ],
    'Ingress and Egress',
  ],
  [
    'one with a rule that allows everything',
    [policy('all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}] })],
    'Ingress',
  ],
  [
    'one with egress rules and no policyTypes',
    [policy('dns', { podSelector: {}, egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] })],
    'Egress',
  ],
  [
    'one in another namespace',
    [policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, { namespace: 'tenant-globex' })],
    'Ingress and Egress',
  ],
  [
    'a policy of another API',
    [object('NetworkPolicy of crd.projectcalico.org/v1', 'default-deny', { spec: { podSelector: {} } })],
    'Ingress and Egress',
  ],
  ['a malformed one', [policy('broken', { podSelector: 'all', policyTypes: ['Ingress'] })], 'Ingress and Egress'],
];

export const cases: readonly PolicyCase[] = [
  { name: 'one policy for both directions', objects: [acme, denyAll], expected: [] },
  { name: 'the policy before the namespace', objects: [denyAll, acme], expected: [] },
  { name: 'no namespace', objects: [policy('web', { podSelector: { matchLabels: { app: 'web' } } })], expected: [] },
  {
    name: 'one policy for each direction, one without selector',
    objects: [
      acme,
      policy('in', { podSelector: { matchLabels: {}, matchExpressions: [] } }),
      policy('out', { policyTypes: ['Egress'], egress: [] }),
    ],
    expected: [],
  },
  {
    name: 'further policies that open edges',
    objects: [
      acme,
      denyAll,
      policy('dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }] }] }),
    ],
    expected: [],
  },
  ...insufficient.map(([name, objects, directions]) => ({
    name,
    objects: [acme, ...objects],
    expected: [open('tenant-acme', directions)],
  })),
  {
    name: 'each namespace for itself',
    objects: [acme, denyAll, namespace('tenant-globex'), namespace('tenant-hooli')],
    expected: [open('tenant-globex', 'Ingress and Egress'), open('tenant-hooli', 'Ingress and Egress')],
  },
];
