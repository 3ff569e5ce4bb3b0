/** Faults of what stands before pods, and around them. */
import { isObject, type JsonObject } from '../../../src/model/manifest.ts';
import { added, labelPointer } from './edits.ts';
import { type Mutant, nameOf, type Site } from './plant.ts';

function service(spec: (site: Site) => JsonObject, prefix = 'database'): Mutant['plant'] {
  return (site) => {
    const object = site.one('Service', (manifest) => nameOf(manifest).startsWith(prefix));
    return object && isObject(object.manifest['spec'])
      ? [{ object, at: '/spec', value: { ...object.manifest['spec'], ...spec(site) } }]
      : [];
  };
}

export const services: readonly Mutant[] = [
  ...(['NodePort', 'LoadBalancer'] as const).map((type): Mutant => ({
    kind: `make a service a ${type}`,
    plant: service(() => ({ type })),
    finds: ['service-exposure'],
  })),
  {
    kind: "open the web pods' service by ports of nodes",
    plant: service(() => ({ type: 'NodePort' }), 'odoo-web'),
    finds: ['database-manager-unreachable'],
  },
  {
    kind: 'give a service an address outside',
    plant: service(() => ({ externalIPs: ['192.0.2.7'] })),
    finds: ['service-exposure'],
  },
  {
    kind: "make a service a name of another's",
    plant: service(({ otherNamespace }) => ({
      type: 'ExternalName',
      externalName: `odoo-web.${otherNamespace}.svc.cluster.local`,
    })),
    finds: ['foreign-namespace'],
  },
  {
    kind: 'make a service a name of the cluster',
    plant: service(() => ({ type: 'ExternalName', externalName: 'kubernetes.default.svc.cluster.local' })),
    finds: ['service-leads-elsewhere'],
  },
  {
    kind: 'send those who call a service to the address of a pod',
    plant: added('discovery.k8s.io/v1', 'EndpointSlice', ({ own }) => ({
      addressType: 'IPv4',
      endpoints: [{ addresses: [own.tenant.cluster.podCidrs[0]!.split('/')[0]!.replace(/0$/, '77')] }],
      ports: [{ port: 8069 }],
    })),
    finds: ['service-leads-elsewhere'],
  },
  {
    kind: 'send those who call a service to an address by Endpoints',
    plant: added('v1', 'Endpoints', () => ({
      subsets: [{ addresses: [{ ip: '169.254.169.254' }], ports: [{ port: 80 }] }],
    })),
    finds: ['service-leads-elsewhere'],
  },
  {
    kind: 'add a service of the knative kind',
    plant: added('serving.knative.dev/v1', 'Service', () => ({ spec: {} })),
    finds: ['isolation-understood'],
  },
  {
    kind: "change the label of the namespace to another's",
    plant: ({ one, otherId }) => {
      const object = one('Namespace');
      return object ? [{ object, at: `/metadata/labels/${labelPointer}`, value: otherId }] : [];
    },
    finds: ['tenant-objects-placed'],
  },
  {
    kind: 'let the namespace take every pod',
    plant: ({ one }) => {
      const object = one('Namespace');
      return object
        ? [{ object, at: '/metadata/labels/pod-security.kubernetes.io~1enforce', value: 'privileged' }]
        : [];
    },
    finds: ['namespace-pod-security'],
  },
];
