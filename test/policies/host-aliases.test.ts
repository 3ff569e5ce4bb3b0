import { hostAliases } from '../../src/policies/host-aliases.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const pod = '/spec/template/spec';
const aliases = [{ ip: '198.51.100.7', hostnames: ['database-rw'] }];

describePolicy(hostAliases, [
  {
    name: "the cluster's DNS, said and unsaid, with options",
    tenant,
    objects: [
      deployment('web', {}),
      deployment('web', { dnsPolicy: 'ClusterFirst', dnsConfig: { options: [{ name: 'ndots', value: '2' }] } }),
      deployment('web', { hostAliases: [], dnsConfig: { nameservers: [], searches: null } }),
      deployment('web', { hostAliases: null, dnsPolicy: null, dnsConfig: null }),
      object('ConfigMap of v1', 'any', { spec: { hostAliases: aliases } }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [deployment('web', { hostAliases: aliases })], expected: [] },
  {
    name: 'aliases, resolvers and search domains',
    tenant,
    objects: [
      deployment('web', { hostAliases: aliases }),
      deployment('web', { dnsPolicy: 'Default' }),
      deployment('web', {
        dnsPolicy: 'None',
        dnsConfig: { nameservers: ['198.51.100.7'], searches: ['evil.example'] },
      }),
      object('CronJob of batch/v1', 'backup', {
        spec: { jobTemplate: { spec: { template: { spec: { hostAliases: aliases } } } } },
      }),
    ],
    expected: [
      [`${pod}/hostAliases`, 'hostAliases is a list, must be left out'],
      [`${pod}/dnsPolicy`, 'dnsPolicy is "Default", must be "ClusterFirst"'],
      [`${pod}/dnsPolicy`, 'dnsPolicy is "None", must be "ClusterFirst"'],
      [`${pod}/dnsConfig/nameservers`, 'nameservers is ["198.51.100.7"], must be left out'],
      [`${pod}/dnsConfig/searches`, 'searches is ["evil.example"], must be left out'],
      ['/spec/jobTemplate/spec/template/spec/hostAliases', 'hostAliases is a list, must be left out'],
    ],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [deployment('web', { hostAliases: {}, dnsPolicy: 7, dnsConfig: 'none' })],
    expected: [
      [`${pod}/hostAliases`, 'hostAliases is an object, must be left out'],
      [`${pod}/dnsPolicy`, 'dnsPolicy is 7, must be "ClusterFirst"'],
      [`${pod}/dnsConfig`, 'dnsConfig is "none", must be left out'],
    ],
  },
]);
