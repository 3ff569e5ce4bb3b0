import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { quotaFitsWorkloads } from '../../src/policies/quota-fits-workloads.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { closing } from '../stack/rendered.ts';
import { deployment, describePolicy, namespace, object } from './policy-cases.ts';
import { changed, renderedStack } from './rendered-stack.ts';

const acme = namespace('tenant-acme');
const quota = (hard: JsonObject, of = 'tenant-acme') =>
  object('ResourceQuota of v1', 'tenant', { metadata: { namespace: of }, spec: { hard } });
const resources = { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } };
/** Two pods, three while they roll. */
const web = deployment('web', { containers: [{ name: 'odoo', resources }] }, { replicas: 2 });
const files = object('PersistentVolumeClaim of v1', 'files', {
  spec: { resources: { requests: { storage: '10Gi' } } },
});

const enough = {
  pods: 3,
  'requests.cpu': '750m',
  'requests.memory': '1536Mi',
  'limits.cpu': '1.5',
  'limits.memory': '3Gi',
  'requests.storage': '10Gi',
  persistentvolumeclaims: '1',
};
const least = (resource: string, found: string, wanted: string) =>
  ['/spec/hard', `${resource} is ${found}, must be at least ${wanted} for the workloads at their most`] as const;

describePolicy(quotaFitsWorkloads, [
  { name: 'no namespace', objects: [web], expected: [] },
  { name: 'a quota with nothing to spare', objects: [acme, quota(enough), web, files], expected: [] },
  { name: 'a quota of other resources', objects: [acme, quota({ services: '10' }), web, files], expected: [] },
  { name: 'no workloads', objects: [acme, quota({ pods: '0' })], expected: [] },
  {
    name: 'workloads of another namespace',
    objects: [acme, quota({ pods: '0' }), { ...web, metadata: { name: 'web', namespace: 'tenant-globex' } }],
    expected: [],
  },
  {
    name: 'a little too little of everything',
    objects: [
      acme,
      quota({
        pods: 2,
        'requests.cpu': '749m',
        'requests.memory': '1535Mi',
        'limits.cpu': '1.499',
        'limits.memory': '2.9Gi',
        'requests.storage': '9Gi',
        persistentvolumeclaims: '0',
      }),
      web,
      files,
    ],
    expected: [
      least('pods', '2', '3'),
      least('requests.cpu', '749m', '750m'),
      least('limits.cpu', '1.499', '1500m'),
      least('requests.memory', '1535Mi', '1536Mi'),
      least('limits.memory', '2.9Gi', '3072Mi'),
      least('requests.storage', '9Gi', '10240Mi'),
      least('persistentvolumeclaims', '0', '1'),
    ],
  },
  {
    name: 'no quota',
    objects: [acme, web],
    expected: [['/metadata/name', 'namespace "tenant-acme" has no ResourceQuota, must have one']],
  },
  {
    name: 'a quota of another namespace',
    objects: [acme, quota(enough, 'tenant-globex'), web],
    expected: [['/metadata/name', 'namespace "tenant-acme" has no ResourceQuota, must have one']],
  },
  {
    name: 'an amount that is none',
    objects: [acme, quota({ pods: 'many' }), web],
    expected: [['/spec/hard', 'pods is "many", must be a quantity']],
  },
  {
    name: 'every quota of the namespace',
    objects: [acme, quota({ pods: '3' }), quota({ pods: '1' }), web],
    expected: [least('pods', '1', '3')],
  },
  {
    name: 'workloads that cannot be counted',
    objects: [
      acme,
      quota({ pods: '3' }),
      object('DaemonSet of apps/v1', 'agent', { spec: { template: { spec: {} } } }),
    ],
    expected: [
      ['/spec/hard', 'cannot be compared with its workloads: DaemonSet "agent" has no readable number of pods'],
    ],
  },
]);

describe('quota-fits-workloads in whole stacks', () => {
  const stack = renderedStack();

  it.each([
    ['Deployment odoo-web', '/spec/replicas', 2],
    ['Cluster database', '/spec/instances', 2],
    ['Deployment odoo-cron', '/spec/template/spec/containers/0/resources/requests/memory', '700Mi'],
    ['PersistentVolumeClaim odoo-filestore', '/spec/resources/requests/storage', '11Gi'],
  ])('notices that %s grows at %s', (grown, at, value) => {
    const violations = [...quotaFitsWorkloads.check(changed(stack, { object: grown, at, value }))];
    expect(violations.map(({ object: { manifest } }) => manifest['kind'])).toContain('ResourceQuota');
  });

  it.each(['active', 'suspended', 'offboarding'] as const)('accepts what is generated: %s', (lifecycle) => {
    const fleet = minimalFleet();
    for (const plan of ['small', 'medium', 'large'] as const) {
      for (const engine of ['cloudnative-pg', 'statefulset'] as const) {
        const tenant = minimalTenant((spec) => Object.assign(spec, { lifecycle, plan, database: { engine } }), fleet);
        expect([...quotaFitsWorkloads.check(renderedStack(tenant, fleet))]).toEqual([]);
      }
    }
  });

  it('counts the database that runs until a final backup is confirmed, and the pods that take it', () => {
    const leaving = renderedStack(minimalTenant(closing));
    expect([...quotaFitsWorkloads.check(leaving)]).toEqual([]);
    const grown = changed(leaving, { object: 'Cluster database', at: '/spec/instances', value: 9 });
    const violations = [...quotaFitsWorkloads.check(grown)].map(({ message }) => message);
    expect(violations).toContainEqual(expect.stringMatching(/^pods is /));
  });
});
