import { clusterScopedObjects } from '../../src/policies/cluster-scoped-objects.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, namespace, object } from './policy-cases.ts';
import { clusterRoleBinding } from './rbac-objects.ts';

const tenant = minimalTenant();
const node = minimalTenant((spec) => void (spec.isolation = 'node'));
const shared = (type: string, name: string) => {
  const [kind = '', apiVersion = ''] = type.split(' of ');
  return { apiVersion, kind, metadata: { name } };
};
const must = 'belongs to the whole cluster, must be the Namespace "tenant-acme"';

describePolicy(clusterScopedObjects, [
  { name: 'no tenant', objects: [clusterRoleBinding([])], expected: [] },
  {
    name: 'its namespace, and what stands in it',
    tenant,
    objects: [namespace('tenant-acme'), object('Secret of v1', 'x')],
    expected: [],
  },
  {
    name: 'its nodes',
    tenant: node,
    objects: [namespace('tenant-acme'), shared('NodePool of karpenter.sh/v1', 'tenant-acme')],
    expected: [],
  },
  {
    name: 'a kind that is not known, in a namespace, and a known one that names none: others report them',
    tenant,
    objects: [object('Widget of example.com/v1', 'x'), shared('ConfigMap of v1', 'x')],
    expected: [],
  },
  {
    name: 'of all kinds',
    tenant,
    objects: [
      clusterRoleBinding([]),
      shared('CustomResourceDefinition of apiextensions.k8s.io/v1', 'widgets.example.com'),
      shared('PriorityClass of scheduling.k8s.io/v1', 'first'),
      shared('PersistentVolume of v1', 'disk'),
      shared('ValidatingAdmissionPolicy of admissionregistration.k8s.io/v1', 'none'),
      shared('Widget of example.com/v1', 'x'),
    ],
    expected: [
      ['', `ClusterRoleBinding "reader" ${must}`],
      ['', `CustomResourceDefinition "widgets.example.com" ${must}`],
      ['', `PriorityClass "first" ${must}`],
      ['', `PersistentVolume "disk" ${must}`],
      ['', `ValidatingAdmissionPolicy "none" ${must}`],
      ['', `Widget "x" ${must}`],
    ],
  },
  {
    name: 'a namespace in which it pretends to stand',
    tenant,
    objects: [object('ClusterRole of rbac.authorization.k8s.io/v1', 'reader')],
    expected: [['', `ClusterRole "reader" ${must}`]],
  },
  {
    name: 'another namespace, and nodes of another name',
    tenant: node,
    objects: [namespace('kube-system'), shared('NodePool of karpenter.sh/v1', 'all')],
    expected: [
      ['', 'Namespace "kube-system" belongs to the whole cluster, must be the Namespace or NodePool "tenant-acme"'],
      ['', 'NodePool "all" belongs to the whole cluster, must be the Namespace or NodePool "tenant-acme"'],
    ],
  },
  {
    name: 'nodes that were not sold',
    tenant,
    objects: [shared('NodePool of karpenter.sh/v1', 'tenant-acme')],
    expected: [['', `NodePool "tenant-acme" ${must}`]],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [{}, { apiVersion: 'v1', kind: ['Secret'], metadata: { namespace: 7 } }],
    expected: [
      ['', `an object of no kind "" ${must}`],
      ['', `an object of no kind "" ${must}`],
    ],
  },
]);
