/** Faults of monitoring, and of what is shared fairly. */
import { added, change } from './edits.ts';
import { type Mutant, nameOf, type Site } from './plant.ts';

const monitoring = 'monitoring.coreos.com/v1';

/** A rule of alerts whose expression reads what it is told. */
function alert(expression: (site: Site) => string): Mutant['plant'] {
  return change('PrometheusRule', '/spec/groups/0/rules/0/expr', expression);
}

export const figures: readonly Mutant[] = [
  {
    kind: 'monitor every namespace',
    plant: change('PodMonitor', '/spec/namespaceSelector', () => ({ any: true })),
    finds: ['monitors-own-tenant'],
  },
  {
    kind: "monitor another's namespace",
    plant: change('PodMonitor', '/spec/namespaceSelector', ({ otherNamespace }) => ({ matchNames: [otherNamespace] })),
    finds: ['monitors-own-tenant', 'foreign-namespace'],
  },
  {
    kind: 'let pods say whose figures they give',
    plant: change('PodMonitor', '/spec/podMetricsEndpoints/0/honorLabels', () => true),
    finds: ['monitors-own-tenant'],
  },
  {
    kind: "probe another's host",
    plant: change(
      'Probe',
      '/spec/targets/staticConfig/static/-',
      ({ other }) => `https://${other.tenant.spec.domains[0]!}`,
    ),
    finds: ['monitors-own-tenant'],
  },
  {
    kind: "read another's figures",
    plant: alert(({ otherNamespace }) => `max(odoo_up{namespace="${otherNamespace}"}) == 0`),
    finds: ['promql-own-tenant', 'foreign-namespace'],
  },
  { kind: "read everybody's figures", plant: alert(() => 'max(odoo_up) == 0'), finds: ['promql-own-tenant'] },
  {
    kind: "read everybody's figures by a pattern",
    plant: alert(() => 'max(odoo_up{namespace=~"tenant-.*"}) == 0'),
    finds: ['promql-own-tenant'],
  },
  { kind: 'read figures that cannot be read', plant: alert(() => 'max(odoo_up{'), finds: ['promql-readable'] },
  {
    kind: "give figures another's name",
    plant: change('PodMonitor', '/spec/podMetricsEndpoints/0/relabelings/-', ({ otherId }) => ({
      targetLabel: 'tenant',
      replacement: otherId,
    })),
    finds: ['monitors-own-tenant'],
  },
  {
    kind: "send alerts in another's name",
    plant: change('PrometheusRule', '/spec/groups/0/rules/0/labels', ({ otherNamespace, otherId }) => ({
      namespace: otherNamespace,
      tenant: otherId,
    })),
    finds: ['foreign-namespace'],
  },
  {
    kind: "show another's figures on a dashboard",
    plant: (site) => {
      const object = site.one('ConfigMap', (manifest) => nameOf(manifest) === 'dashboard');
      const [[key, text] = ['', '']] = Object.entries(
        (object?.manifest['data'] as Record<string, string> | undefined) ?? {},
      );
      return object
        ? [{ object, at: `/data/${key}`, value: text.replace('odoo_up{namespace=', 'odoo_up{instance!=') }]
        : [];
    },
    finds: ['promql-own-tenant'],
  },
  {
    kind: 'scrape by a configuration of its own',
    plant: added(monitoring.replace('v1', 'v1alpha1'), 'ScrapeConfig', () => ({ spec: {} })),
    finds: ['isolation-understood'],
  },
  {
    kind: 'take what the cluster has not',
    plant: change('ResourceQuota', '/spec/hard/requests.cpu', () => '4000'),
    finds: ['cluster-capacity'],
  },
  {
    kind: 'run without a limit of memory',
    plant: (site) => {
      const object = site.one('Deployment');
      return object ? [{ object, at: '/spec/template/spec/containers/0/resources/limits' }] : [];
    },
    finds: ['requests-and-limits'],
  },
  {
    kind: 'run without a quota',
    plant: ({ one }) => {
      const object = one('ResourceQuota');
      return object ? [{ object, at: '' }] : [];
    },
    finds: ['quota-fits-workloads'],
  },
];
