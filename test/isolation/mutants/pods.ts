/** Faults of pods. */
import { podTemplateOf } from '../../../src/policies/pod-template.ts';
import { added } from './edits.ts';
import { pod } from './pod-edits.ts';
import { type Mutant, nameOf, oneOf } from './plant.ts';

export const podFaults: readonly Mutant[] = [
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((field): Mutant => ({
    kind: `set ${field}`,
    plant: pod(field, () => true),
    finds: ['pod-security-host-namespaces', ...(field === 'hostNetwork' ? ['shared-part-edges'] : [])],
  })),
  {
    kind: 'take a port of the node',
    plant: (site) => {
      const object = site.one('Deployment', (manifest) => {
        const [container] = podTemplateOf(manifest)?.containers ?? [];
        return Array.isArray(container?.container['ports']);
      });
      return object ? [{ object, at: '/spec/template/spec/containers/0/ports/0/hostPort', value: 8069 }] : [];
    },
    finds: ['pod-security-host-ports'],
  },
  {
    kind: 'mount a folder of the node',
    plant: pod('volumes/-', () => ({ name: 'node', hostPath: { path: '/var/lib/kubelet/pods' } })),
    finds: ['pod-security-host-path-volumes'],
  },
  {
    kind: 'mount a file system by its address',
    plant: pod('volumes/-', () => ({ name: 'shared', nfs: { server: 'files.example.com', path: '/' } })),
    finds: ['pod-security-restricted-volumes'],
  },
  {
    kind: 'run privileged',
    plant: pod('containers/0/securityContext/privileged', () => true),
    finds: ['pod-security-privileged'],
  },
  {
    kind: 'mount the token of the account',
    plant: pod('automountServiceAccountToken', () => true),
    finds: ['service-account-token'],
  },
  {
    kind: 'project a token for the API server',
    plant: pod('volumes/-', () => ({
      name: 'token',
      projected: { sources: [{ serviceAccountToken: { path: 'token' } }] },
    })),
    finds: ['service-account-token'],
  },
  ...(['system-cluster-critical', 'system-node-critical'] as const).map((name): Mutant => ({
    kind: `take priority ${name}`,
    plant: pod('priorityClassName', () => name),
    finds: ['priority-class'],
  })),
  {
    kind: 'read a secret in pods that do not need it',
    plant: (site) => {
      const object = site.one('Deployment', (manifest) => nameOf(manifest) === 'odoo-metrics');
      const secret = { name: 'KEY', valueFrom: { secretKeyRef: { name: 'database-superuser', key: 'password' } } };
      return object ? [{ object, at: '/spec/template/spec/containers/0/env/-', value: secret }] : [];
    },
    finds: ['secrets-where-needed'],
  },
  {
    kind: 'add a pod beside the stack',
    plant: added('v1', 'Pod', () => ({ spec: { hostNetwork: true, containers: [{ name: 'main', image: 'x' }] } })),
    finds: ['pod-security-host-namespaces', 'shared-part-edges'],
  },
  {
    kind: 'call pods of one component another',
    plant: (site) => {
      const object = site.one('Deployment', (manifest) => nameOf(manifest) === 'odoo-cron');
      const at = '/spec/template/metadata/labels/app.kubernetes.io~1component';
      return object ? [{ object, at, value: 'database' }] : [];
    },
    finds: ['secrets-where-needed'],
  },
  {
    kind: 'call pods what the gateway sends to',
    plant: (site) => {
      const object = oneOf(site.own, site.random, 'CronJob');
      const labels = { 'app.kubernetes.io/name': 'odoo', 'app.kubernetes.io/component': 'web' };
      return object ? [{ object, at: '/spec/jobTemplate/spec/template/metadata/labels', value: labels }] : [];
    },
    finds: ['secrets-where-needed'],
  },
];
