import type { JsonObject } from '../../src/model/manifest.ts';
import { monitorsOwnTenant } from '../../src/policies/monitors-own-tenant.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const monitor = (kind: 'PodMonitor' | 'ServiceMonitor', endpoint: JsonObject, more: JsonObject = {}) =>
  object(`${kind} of monitoring.coreos.com/v1`, 'odoo', {
    spec: {
      selector: {},
      [kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints']: [{ port: 'metrics', ...endpoint }],
      ...more,
    },
  });
const probe = (targets: JsonObject) =>
  object('Probe of monitoring.coreos.com/v1', 'domains', { spec: { prober: { url: 'blackbox:9115' }, targets } });
const targets = (...list: readonly string[]) => ({ staticConfig: { static: list } });
const wrongTarget = (target: string) => `target is "${target}", must be https:// and a domain of the tenant`;

const fromNamespace = {
  sourceLabels: ['__meta_kubernetes_namespace'],
  regex: 'tenant-(.+)',
  targetLabel: 'tenant',
};

describePolicy(monitorsOwnTenant, [
  {
    name: "the tenant's own pods and domains",
    tenant,
    objects: [
      monitor('PodMonitor', { honorLabels: false, relabelings: [fromNamespace] }),
      monitor('ServiceMonitor', {}, { namespaceSelector: { any: false, matchNames: ['tenant-acme'] } }),
      probe({
        staticConfig: {
          static: ['https://acme.example.com/web/health', 'https://acme.example.com'],
          labels: { namespace: 'tenant-acme' },
        },
      }),
      object('ConfigMap of v1', 'odoo'),
    ],
    expected: [],
  },
  { name: 'manifests of no tenant', objects: [probe(targets('https://other.example.com'))], expected: [] },
  {
    name: 'pods of other namespaces',
    tenant,
    objects: [
      monitor('PodMonitor', {}, { namespaceSelector: { any: true } }),
      monitor('ServiceMonitor', {}, { namespaceSelector: { matchNames: ['tenant-acme', 'tenant-globex'] } }),
    ],
    expected: [
      ['/spec/namespaceSelector/any', 'any is true, must be unset or false'],
      ['/spec/namespaceSelector/matchNames/1', 'namespace is "tenant-globex", must be "tenant-acme"'],
    ],
  },
  {
    name: 'other addresses, and labels that are not named',
    tenant,
    objects: [
      monitor('PodMonitor', {
        proxyUrl: 'http://10.0.0.1',
        relabelings: [{ targetLabel: '__address__', replacement: '10.0.0.1:9188' }, { targetLabel: '${1}' }],
        metricRelabelings: [
          { action: 'labelmap', regex: 'exported_(namespace)' },
          { action: 'keep', regex: 'up' },
        ],
      }),
    ],
    expected: [
      ['/spec/podMetricsEndpoints/0/proxyUrl', 'proxyUrl is "http://10.0.0.1", must be unset'],
      [
        '/spec/podMetricsEndpoints/0/relabelings/0/targetLabel',
        'targetLabel is "__address__", must be a label of what was read',
      ],
      [
        '/spec/podMetricsEndpoints/0/relabelings/1/targetLabel',
        'targetLabel is "${1}", must be a label of what was read',
      ],
      [
        '/spec/podMetricsEndpoints/0/metricRelabelings/0/action',
        'action is "labelmap", must name the label that it sets',
      ],
    ],
  },
  {
    name: 'pods that say who they are, and relabelings that say it for them',
    tenant,
    objects: [
      monitor('PodMonitor', { honorLabels: true }),
      monitor('ServiceMonitor', {
        honorLabels: true,
        relabelings: [
          { ...fromNamespace, replacement: 'globex' },
          { targetLabel: 'namespace', replacement: 'x' },
        ],
        metricRelabelings: [{ targetLabel: 'namespace', replacement: 'x' }],
      }),
    ],
    expected: [
      ['/spec/podMetricsEndpoints/0/honorLabels', 'honorLabels is true, must be unset or false'],
      ['/spec/endpoints/0/honorLabels', 'honorLabels is true, must be unset or false'],
      [
        '/spec/endpoints/0/relabelings/0',
        'the label tenant is set otherwise than from the namespace, must be what the namespace says',
      ],
      ['/spec/endpoints/0/relabelings/1/targetLabel', 'targetLabel is "namespace", must be another label'],
      ['/spec/endpoints/0/metricRelabelings/0/targetLabel', 'targetLabel is "namespace", must be another label'],
    ],
  },
  {
    name: 'probes of what is not the domain',
    tenant,
    objects: [
      probe(
        targets(
          'https://globex.example.com/web/health',
          'http://acme.example.com/',
          'acme.example.com',
          'https://acme.example.com@globex.example.com/',
          'https://acme.example.com.globex.example.com/',
          'https://acme.example.com/?to=https://globex.example.com',
        ),
      ),
    ],
    expected: [
      'https://globex.example.com/web/health',
      'http://acme.example.com/',
      'acme.example.com',
      'https://acme.example.com@globex.example.com/',
      'https://acme.example.com.globex.example.com/',
      'https://acme.example.com/?to=https://globex.example.com',
    ].map((target, index) => [`/spec/targets/staticConfig/static/${index}`, wrongTarget(target)] as const),
  },
  {
    name: 'probes that find their targets themselves, or speak for another',
    tenant,
    objects: [
      probe({ ingress: { selector: {} } }),
      probe({ staticConfig: { static: [], labels: { namespace: 'tenant-globex' } } }),
    ],
    expected: [
      ['/spec/targets/ingress', 'targets come from ingresses, must be static so that they can be examined'],
      ['/spec/targets/staticConfig/labels/namespace', 'namespace is "tenant-globex", must be "tenant-acme"'],
    ],
  },
]);
