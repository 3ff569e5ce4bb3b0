import type { JsonObject } from '../../src/model/manifest.ts';
import { nodePools } from '../../src/policies/node-pools.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy } from './policy-cases.ts';

const nodeClass = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' };
const withKarpenter = minimalFleet(({ clusters }) => void (clusters[0]!.karpenter = { nodeClass }));
const tenant = minimalTenant((spec) => void (spec.isolation = 'node'), withKarpenter);
const key = 'fleet.aos/tenant';
const taint = { key, value: 'acme', effect: 'NoSchedule' };
const pool = (spec: JsonObject, labels: JsonObject = { [key]: 'acme' }, name = 'tenant-acme') => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  metadata: { name },
  spec: { template: { metadata: { labels }, spec: { nodeClassRef: nodeClass, taints: [taint], ...spec } } },
});

describePolicy(nodePools, [
  { name: 'no tenant', objects: [pool({}, {}, 'x')], expected: [] },
  {
    name: 'own nodes',
    tenant,
    objects: [
      pool({
        taints: [taint, { key: 'example.com/other', effect: 'NoSchedule' }],
        requirements: [
          { key, operator: 'In', values: ['acme'] },
          { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
        ],
      }),
    ],
    expected: [],
  },
  {
    name: 'a tenant without nodes of its own, and a cluster without Karpenter',
    tenant: minimalTenant(undefined, withKarpenter),
    objects: [pool({})],
    expected: [['', 'a NodePool is given, must be left out, since the tier is namespace']],
  },
  {
    name: 'a cluster without Karpenter',
    tenant: minimalTenant((spec) => void (spec.isolation = 'node')),
    objects: [pool({})],
    expected: [['', 'a NodePool is given, must be left out, since the cluster has no Karpenter']],
  },
  {
    name: 'nodes of another tenant',
    tenant,
    objects: [
      pool(
        {
          taints: [{ ...taint, value: 'globex' }],
          requirements: [
            { key, operator: 'In', values: ['globex'] },
            { key, operator: 'Exists' },
          ],
        },
        { [key]: 'globex' },
        'tenant-globex',
      ),
    ],
    expected: [
      ['/metadata/name', 'the name is "tenant-globex", must be "tenant-acme"'],
      ['/spec/template/metadata/labels', `the label ${key} is "globex", must be "acme"`],
      ['/spec/template/spec/taints', `the taint ${key} is globex:NoSchedule, must be acme:NoSchedule`],
      ['/spec/template/spec/requirements/0', `the requirement ${key} is ["globex"], must be "acme"`],
      ['/spec/template/spec/requirements/1', `the requirement ${key} is unset, must be "acme"`],
    ],
  },
  {
    name: 'nodes that are open, and of another class',
    tenant,
    objects: [
      pool({ taints: [{ ...taint, effect: 'PreferNoSchedule' }], nodeClassRef: { ...nodeClass, name: 'open' } }),
      pool({ taints: null, nodeClassRef: 'default' }),
    ],
    expected: [
      ['/spec/template/spec/taints', `the taint ${key} is acme:PreferNoSchedule, must be acme:NoSchedule`],
      ['/spec/template/spec/nodeClassRef/name', 'the node class\'s name is "open", must be "default"'],
      ['/spec/template/spec/taints', `the taint ${key} is unset, must be acme:NoSchedule`],
      ['/spec/template/spec/nodeClassRef/group', 'the node class\'s group is unset, must be "karpenter.k8s.aws"'],
      ['/spec/template/spec/nodeClassRef/kind', 'the node class\'s kind is unset, must be "EC2NodeClass"'],
      ['/spec/template/spec/nodeClassRef/name', 'the node class\'s name is unset, must be "default"'],
    ],
  },
]);
