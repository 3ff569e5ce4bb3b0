import type { Json } from '../../src/model/manifest.ts';
import { databaseIngress } from '../../src/policies/database-ingress.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { monitoring } from '../stack/monitoring/monitored.ts';
import { component, database, ingress, networkPolicy, podsOf, port, server } from './network-objects.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const operator = podsOf('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' });
const prometheus = podsOf('monitoring', { 'app.kubernetes.io/name': 'prometheus' });
const status = { port: 8000 };
const metrics = { port: 9187 };
const odoo = { podSelector: component('web', 'cron', 'migration') };
const peer = '/spec/ingress/0/from/0';
const open = (number: number, who: string, wanted: string) =>
  `port ${number} of the database is open to ${who}, must be open to ${wanted}`;
const few = 'Odoo, backups, metrics, the database, its operator';
const forAll = (podSelector: Json) =>
  networkPolicy({ podSelector, ingress: [{ from: [odoo], ports: [{ port: 8069 }] }] });

describePolicy(databaseIngress, [
  {
    name: 'Odoo, backups, metrics, the database itself and its operator',
    tenant,
    objects: [
      database,
      ingress([
        odoo,
        { podSelector: component('metrics') },
        { podSelector: component('archive-backup', 'final-backup') },
      ]),
      ingress([{ podSelector: server }, operator], [port, status]),
      ingress([{ ...odoo, namespaceSelector: podsOf('tenant-acme', {})['namespaceSelector']! }]),
    ],
    expected: [],
  },
  {
    name: 'Prometheus, for the metrics of instances',
    tenant: minimalTenant(undefined, minimalFleet(monitoring)),
    objects: [database, ingress([prometheus], [metrics])],
    expected: [],
  },
  {
    name: 'policies for other pods, and those without a way in',
    tenant,
    objects: [
      database,
      networkPolicy({ podSelector: component('web'), ingress: [{}] }),
      networkPolicy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
      networkPolicy({ podSelector: server, egress: [{}] }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [database, ingress([{ podSelector: {} }])], expected: [] },
  {
    name: 'other components, any pod, and the gateway',
    tenant,
    objects: [
      database,
      ingress([{ podSelector: component('web', 'restore-drill') }]),
      ingress([{ podSelector: {} }]),
      ingress([{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'odoo' } } }]),
      ingress([podsOf('envoy-gateway-system', { 'app.kubernetes.io/name': 'envoy' })]),
      ingress([podsOf('cnpg-system', {})]),
      ingress([{ namespaceSelector: {}, ...odoo }]),
      ingress([{ ipBlock: { cidr: '198.51.100.0/28' } }]),
      ingress(null),
    ],
    expected: [
      ...Array.from({ length: 7 }, () => [peer, open(5432, 'others', few)] as const),
      ['/spec/ingress/0', open(5432, 'everyone', few)],
    ],
  },
  {
    name: 'ports that are for others, for nobody, or all',
    tenant: minimalTenant(undefined, minimalFleet(monitoring)),
    objects: [
      database,
      ingress([odoo], [port, status]),
      ingress([operator], [metrics]),
      ingress([prometheus], [port]),
      ingress([odoo], [{ port: 22 }]),
      ingress([odoo], []),
      ingress([odoo], [{ port: 'postgresql' }]),
      ingress([odoo], [{ port: 5432, endPort: 9000 }]),
    ],
    expected: [
      [peer, open(8000, 'Odoo, backups, metrics', 'the database, its operator')],
      [peer, open(9187, 'its operator', 'Prometheus')],
      [peer, open(5432, 'Prometheus', few)],
      [peer, open(22, 'Odoo, backups, metrics', 'nobody')],
      ...Array.from(
        { length: 3 },
        () => [peer, 'every port of the database is open to Odoo, backups, metrics, must be open to nobody'] as const,
      ),
    ],
  },
  {
    name: 'policies that are for the database among others, or may be',
    tenant,
    objects: [
      object('StatefulSet of apps/v1', 'database', {
        spec: { template: { metadata: { labels: { 'app.kubernetes.io/component': 'database' } }, spec: {} } },
      }),
      forAll({}),
      forAll(component('web', 'database')),
      forAll({ matchLabels: { 'cnpg.io/cluster': 'database-1' } }),
      forAll('database'),
    ],
    expected: Array.from({ length: 4 }, () => [peer, open(8069, 'Odoo, backups, metrics', 'nobody')] as const),
  },
]);
