import type { JsonObject } from '../../src/model/manifest.ts';
import { stagingCutOff } from '../../src/policies/staging-cut-off.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';
import { renderedStack } from './rendered-stack.ts';

const fleet = minimalFleet();
const staging = minimalTenant((spec) => {
  Object.assign(spec, { environment: 'staging', stagingOf: 'globex' });
  spec.database = { restoreFrom: { tenant: 'production', generation: 1 } };
}, fleet);
const elsewhere = {
  ...staging,
  copyOf: { id: 'globex', store: { ...staging.copyOf!.store, cidrs: ['192.0.2.0/28'] } },
};

const selecting = (podSelector: JsonObject, ...egress: JsonObject[]) =>
  object('NetworkPolicy of networking.k8s.io/v1', 'edge', { spec: { podSelector, policyTypes: ['Egress'], egress } });
const policy = (matchLabels: JsonObject, ...egress: JsonObject[]) => selecting({ matchLabels }, ...egress);
const to = (...peers: JsonObject[]) => ({ to: peers });
const network = (cidr: string) => ({ ipBlock: { cidr } });
const web = { 'app.kubernetes.io/name': 'odoo', 'app.kubernetes.io/component': 'web' };
const backup = { 'app.kubernetes.io/name': 'backup' };
const database = { 'cnpg.io/cluster': 'database' };
const pods = (namespace: string, labels: JsonObject) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: labels },
});
const cilium = object('CiliumNetworkPolicy of cilium.io/v2', 'integration-mail', {
  spec: { endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: 'mail.example.com' }] }] },
});

describePolicy(stagingCutOff, [
  {
    name: 'the stack of a copy whose production tenant is on another cluster',
    objects: renderedStack(elsewhere, fleet).objects.map(({ manifest }) => manifest),
    tenant: elsewhere,
    expected: [],
  },
  {
    name: 'production, which may call out',
    objects: [policy(web, to(network('203.0.113.0/24'))), cilium],
    tenant: minimalTenant(),
    expected: [],
  },
  { name: 'manifests that are not ours', objects: [policy(web, {}), cilium], expected: [] },
  {
    name: 'own pods, DNS, object stores and the API server',
    objects: [
      policy({}, to(pods('kube-system', { 'k8s-app': 'kube-dns' }))),
      policy(web, to({ podSelector: { matchLabels: database } })),
      policy(backup, to(network('198.51.100.0/28'), network('192.0.2.0/28'))),
      policy(database, to(network('198.51.100.0/28')), to(network('192.168.0.10/32'))),
      object('NetworkPolicy of networking.k8s.io/v1', 'default-deny', { spec: { podSelector: {} } }),
    ],
    tenant: elsewhere,
    expected: [],
  },
  {
    name: 'a restored database beside the one before it',
    objects: [
      selecting(
        { matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'In', values: ['database', 'database-2'] }] },
        to(network('198.51.100.0/28'), network('192.168.0.10/32')),
      ),
    ],
    tenant: staging,
    expected: [],
  },
  {
    name: 'the pods of everything but a database',
    objects: [
      selecting(
        { matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'NotIn', values: ['database'] }] },
        to(network('198.51.100.0/28')),
      ),
    ],
    tenant: staging,
    expected: [['/spec/egress/0/to/0', 'the rule permits "198.51.100.0/28", must be the tenant\'s own pods']],
  },
  {
    name: 'Odoo that reaches networks, even that of the object store',
    objects: [
      policy(web, to(network('0.0.0.0/0')), to(network('198.51.100.0/28'))),
      policy({}, to(network('198.51.100.0/28'))),
    ],
    tenant: staging,
    expected: [
      ['/spec/egress/0/to/0', 'the rule permits "0.0.0.0/0", must be the tenant\'s own pods'],
      ['/spec/egress/1/to/0', 'the rule permits "198.51.100.0/28", must be the tenant\'s own pods'],
      ['/spec/egress/0/to/0', 'the rule permits "198.51.100.0/28", must be the tenant\'s own pods'],
    ],
  },
  {
    name: 'backups that reach more than the stores',
    objects: [policy(backup, to(network('192.168.0.10/32'), network('0.0.0.0/0')))],
    tenant: elsewhere,
    expected: [
      ['/spec/egress/0/to/0', 'the rule permits "192.168.0.10/32", must be one of 198.51.100.0/28, 192.0.2.0/28'],
      ['/spec/egress/0/to/1', 'the rule permits "0.0.0.0/0", must be one of 198.51.100.0/28, 192.0.2.0/28'],
    ],
  },
  {
    name: 'everything, pods of others, and names',
    objects: [
      policy(web, {}, to()),
      policy(
        web,
        to(
          pods('egress-system', { app: 'squid' }),
          pods('kube-system', {}),
          { namespaceSelector: {} },
          { namespaceSelector: {}, podSelector: {} },
          {},
        ),
      ),
      cilium,
    ],
    tenant: staging,
    expected: [
      ['/spec/egress/0', 'the rule permits every destination, must name pods of the tenant'],
      ['/spec/egress/1', 'the rule permits every destination, must name pods of the tenant'],
      ...[0, 1, 2, 3, 4].map(
        (position) =>
          [
            `/spec/egress/0/to/${position}`,
            'the rule permits pods of other namespaces than for DNS, must be those of the tenant',
          ] as const,
      ),
      ['/spec/egress/0', 'a name outside is permitted, must be none'],
    ],
  },
]);
