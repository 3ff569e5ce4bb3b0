/** Faults of the nodes that pods run on. */
import type { JsonObject } from '../../../src/model/manifest.ts';
import { label, labelPointer } from './edits.ts';
import { pod, pods } from './pod-edits.ts';
import type { Mutant, Site } from './plant.ts';

function toleration(make: (site: Site) => JsonObject): Mutant['plant'] {
  return (site) =>
    site.own.tenant.spec.isolation === 'namespace' && site.other.tenant.spec.isolation === 'node'
      ? pod('tolerations', () => [make(site)])(site)
      : [];
}

export const nodes: readonly Mutant[] = [
  {
    kind: "tolerate another's taint",
    plant: toleration((site) => ({ key: label, operator: 'Equal', value: site.otherId, effect: 'NoSchedule' })),
    finds: ['dedicated-nodes', 'nodes-between-tenants'],
  },
  {
    kind: "tolerate every tenant's taint",
    plant: toleration(() => ({ key: label, operator: 'Exists' })),
    finds: ['dedicated-nodes', 'nodes-between-tenants'],
  },
  {
    kind: 'tolerate every taint',
    plant: toleration(() => ({ operator: 'Exists' })),
    finds: ['dedicated-nodes', 'nodes-between-tenants'],
  },
  {
    kind: 'name a node, past the scheduler and every taint',
    plant: pod('nodeName', () => 'node-of-another'),
    finds: ['node-placement'],
  },
  {
    kind: 'choose another scheduler',
    plant: pod('schedulerName', () => 'of-another'),
    finds: ['node-placement'],
  },
  {
    kind: "leave the tenant's own nodes",
    plant: (site) => {
      const found = site.own.tenant.spec.isolation === 'node' ? pods(site) : undefined;
      return found ? [{ object: found.object, at: `${found.at}/nodeSelector` }] : [];
    },
    finds: ['dedicated-nodes'],
  },
  {
    kind: "leave the tenant's own nodes with the database",
    plant: ({ own, one }) => {
      const object = own.tenant.spec.isolation === 'node' ? one('Cluster') : undefined;
      return object ? [{ object, at: '/spec/affinity/nodeSelector' }] : [];
    },
    finds: ['dedicated-nodes'],
  },
  {
    kind: "label nodes as another's",
    plant: ({ one, otherId, other }) => {
      const object = other.tenant.spec.isolation === 'node' ? one('NodePool') : undefined;
      return object ? [{ object, at: `/spec/template/metadata/labels/${labelPointer}`, value: otherId }] : [];
    },
    finds: ['nodes-between-tenants'],
  },
  {
    kind: 'leave the nodes of a tenant without a taint',
    plant: ({ one }) => {
      const object = one('NodePool');
      return object ? [{ object, at: '/spec/template/spec/taints' }] : [];
    },
    finds: ['node-pools'],
  },
  {
    kind: 'taint the nodes of a tenant for another',
    plant: ({ one, otherId }) => {
      const object = one('NodePool');
      return object ? [{ object, at: '/spec/template/spec/taints/0/value', value: otherId }] : [];
    },
    finds: ['node-pools'],
  },
];
