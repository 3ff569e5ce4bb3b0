/** Faults of objects that belong to the whole cluster, or to no tenant. */
import { added, clusterWide, label } from './edits.ts';
import type { Mutant } from './plant.ts';

const rbac = 'rbac.authorization.k8s.io';

export const cluster: readonly Mutant[] = [
  {
    kind: 'bind an account in the whole cluster',
    plant: clusterWide(`${rbac}/v1`, 'ClusterRoleBinding', ({ namespace }) => ({
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'odoo', namespace }],
    })),
    finds: ['identity-between-tenants', 'cluster-scoped-objects'],
  },
  {
    kind: 'define a kind',
    plant: clusterWide('apiextensions.k8s.io/v1', 'CustomResourceDefinition', () => ({ spec: {} })),
    finds: ['isolation-understood', 'cluster-scoped-objects'],
  },
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy'].map(
    (kind): Mutant => ({
      kind: `add a ${kind}`,
      plant: clusterWide('admissionregistration.k8s.io/v1', kind, () => ({ webhooks: [] })),
      finds: ['cluster-scoped-objects', ...(kind.endsWith('Policy') ? [] : ['isolation-understood'])],
    }),
  ),
  {
    kind: 'serve an API of the cluster',
    plant: clusterWide('apiregistration.k8s.io/v1', 'APIService', () => ({ spec: {} })),
    finds: ['isolation-understood', 'cluster-scoped-objects'],
  },
  {
    kind: 'add a class of priority',
    plant: clusterWide('scheduling.k8s.io/v1', 'PriorityClass', () => ({ value: 1_000_000_000, globalDefault: true })),
    finds: ['cluster-scoped-objects'],
  },
  {
    kind: 'add a role of the cluster',
    plant: clusterWide(`${rbac}/v1`, 'ClusterRole', () => ({
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    })),
    finds: ['cluster-scoped-objects'],
  },
  {
    kind: 'make an object in the namespace of another',
    plant: ({ one, otherNamespace }) => {
      const object = one('ConfigMap');
      return object ? [{ object, at: '/metadata/namespace', value: otherNamespace }] : [];
    },
    finds: ['tenant-objects-placed', 'foreign-namespace'],
  },
  {
    kind: 'make an object in no namespace',
    plant: ({ one }) => {
      const object = one('ConfigMap');
      return object ? [{ object, at: '/metadata/namespace' }] : [];
    },
    finds: ['tenant-objects-placed'],
  },

  {
    kind: 'add an object of a kind that nobody knows',
    plant: added('example.com/v1', 'Tunnel', () => ({ spec: { to: 'anywhere' } })),
    finds: ['isolation-understood'],
  },
  {
    kind: 'add an object of a known kind in another version',
    plant: added('networking.k8s.io/v1beta1', 'Ingress', () => ({ spec: { rules: [{}] } })),
    finds: ['isolation-understood', 'declared-hosts'],
  },
  {
    kind: 'add an object without a kind',
    plant: ({ namespace, id }) => [
      { add: { apiVersion: 'v1', metadata: { name: 'more', namespace, labels: { [label]: id } } } },
    ],
    finds: ['isolation-understood'],
  },
];
