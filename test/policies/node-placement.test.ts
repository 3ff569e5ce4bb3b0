import type { JsonObject } from '../../src/model/manifest.ts';
import { nodePlacement } from '../../src/policies/node-placement.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const required = (...matchExpressions: readonly JsonObject[]) => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
});
const database = (affinity: JsonObject) =>
  object('Cluster of postgresql.cnpg.io/v1', 'database', { spec: { affinity } });
const controlPlane = 'node-role.kubernetes.io/control-plane';
const terms = 'nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0';

describePolicy(nodePlacement, [
  { name: 'no tenant', objects: [deployment('web', { nodeName: 'a' })], expected: [] },
  {
    name: 'the choice of the scheduler, by labels of no one, and away from others',
    tenant,
    objects: [
      deployment('web', {
        nodeName: '',
        nodeSelector: { 'kubernetes.io/arch': 'amd64', 'fleet.aos/tenant': 'acme' },
        tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }, 'broken'],
        affinity: required(
          { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
          { key: 'fleet.aos/tenant', operator: 'DoesNotExist' },
          { key: controlPlane, operator: 'DoesNotExist' },
        ),
      }),
      database({ ...required({ key: 'fleet.aos/tenant', operator: 'In', values: ['acme'] }) }),
      object('Cluster of postgresql.cnpg.io/v1', 'broken', { spec: { affinity: 'x' } }),
    ],
    expected: [],
  },
  {
    name: 'nodes by name, on every node, and another runtime',
    tenant,
    objects: [
      object('DaemonSet of apps/v1', 'agent', { spec: { template: { spec: {} } } }),
      deployment('web', { nodeName: 'node-1', runtimeClassName: 'privileged' }),
      deployment('web', { nodeSelector: { 'kubernetes.io/hostname': 'node-1' } }),
      deployment('web', {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }],
            },
          },
        },
      }),
    ],
    expected: [
      ['/kind', 'the kind is DaemonSet, must be one whose pods do not stand on every node'],
      ['/spec/template/spec/nodeName', 'nodeName is "node-1", must be unset'],
      [
        '/spec/template/spec/runtimeClassName',
        'runtimeClassName is "privileged", must be unset, since the cluster declares no other runtime',
      ],
      [
        '/spec/template/spec/nodeSelector/kubernetes.io~1hostname',
        'the node selector has kubernetes.io/hostname, must leave it out',
      ],
      [
        `/spec/template/spec/affinity/${terms}/matchFields`,
        'nodes are chosen by matchFields, which knows only their names, must be by labels',
      ],
    ],
  },
  {
    name: 'the control plane',
    tenant,
    objects: [
      deployment('web', {
        nodeSelector: { [controlPlane]: '' },
        tolerations: [{ key: 'node-role.kubernetes.io/master', operator: 'Exists' }],
      }),
      database({ tolerations: [{ key: controlPlane }], ...required({ key: controlPlane, operator: 'Exists' }) }),
    ],
    expected: [
      [
        '/spec/template/spec/nodeSelector/node-role.kubernetes.io~1control-plane',
        `the node selector has ${controlPlane}, must leave it out`,
      ],
      [
        '/spec/template/spec/tolerations/0',
        'the pod tolerates node-role.kubernetes.io/master, must not run beside the control plane',
      ],
      ['/spec/affinity/tolerations/0', `the pod tolerates ${controlPlane}, must not run beside the control plane`],
      [`/spec/affinity/${terms}/matchExpressions/0`, `nodes are chosen by ${controlPlane}, must be by another label`],
    ],
  },
  {
    name: 'nodes of other tenants',
    tenant,
    objects: [
      deployment('web', { nodeSelector: { 'fleet.aos/tenant': 'globex' } }),
      deployment('web', {
        affinity: required(
          { key: 'fleet.aos/tenant', operator: 'Exists' },
          { key: 'fleet.aos/tenant', operator: 'In', values: ['acme', 'globex'] },
        ),
      }),
      database({
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            'broken',
            { preference: { matchExpressions: [{ key: 'fleet.aos/tenant', operator: 'In', values: ['globex'] }] } },
          ],
        },
      }),
    ],
    expected: [
      [
        '/spec/template/spec/nodeSelector/fleet.aos~1tenant',
        'the node selector\'s fleet.aos/tenant is "globex", must be "acme"',
      ],
      [
        `/spec/template/spec/affinity/${terms}/matchExpressions/0`,
        'nodes are chosen by fleet.aos/tenant unset, must be by "acme" alone',
      ],
      [
        `/spec/template/spec/affinity/${terms}/matchExpressions/1`,
        'nodes are chosen by fleet.aos/tenant ["acme","globex"], must be by "acme" alone',
      ],
      [
        '/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/1/preference/matchExpressions/0',
        'nodes are chosen by fleet.aos/tenant ["globex"], must be by "acme" alone',
      ],
    ],
  },
  {
    name: 'tier node, whose selector dedicated-nodes judges',
    tenant: minimalTenant((spec) => void (spec.isolation = 'node')),
    objects: [deployment('web', { nodeSelector: { 'fleet.aos/tenant': 'globex' } })],
    expected: [],
  },
]);
