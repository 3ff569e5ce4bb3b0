import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { at, podsOf, rendered } from './rendered.ts';

const integrations: NonNullable<TenantSpec['integrations']> = [
  { name: 'mail', purpose: 'Outgoing mail.', cidrs: ['203.0.113.0/28'], ports: [587] },
  { name: 'payments', purpose: 'Card payments.', host: 'api.stripe.com', ports: [443] },
  { name: 'records', purpose: 'Clinical records.', host: 'fhir.example.org', ports: [8443, 443] },
];
const callers = {
  matchExpressions: [
    { key: 'app.kubernetes.io/name', operator: 'In', values: ['odoo'] },
    { key: 'app.kubernetes.io/component', operator: 'In', values: ['web', 'cron'] },
  ],
};

const stackWith = (tweak: (documents: FleetDocuments) => void, of = integrations) =>
  rendered((spec) => void (spec.integrations = of), tweak);

describe('host names on a cluster with Cilium', () => {
  const stack = stackWith(({ clusters }) => void (clusters[0]!.egress = { mechanism: 'cilium-fqdn' }));
  const spec = (name: string) => stack.find(`CiliumNetworkPolicy ${name}`)['spec'] as JsonObject;

  it('are policies of their own, exact and with ports, beside the networks of others', () => {
    expect(stack.names.filter((name) => name.includes(' integration'))).toEqual([
      'NetworkPolicy integration-mail',
      'CiliumNetworkPolicy integration-names',
      'CiliumNetworkPolicy integration-payments',
      'CiliumNetworkPolicy integration-records',
    ]);
    expect(spec('integration-records')).toEqual({
      endpointSelector: callers,
      egress: [
        {
          toFQDNs: [{ matchName: 'fhir.example.org' }],
          toPorts: [
            {
              ports: [
                { port: '8443', protocol: 'TCP' },
                { port: '443', protocol: 'TCP' },
              ],
            },
          ],
        },
      ],
    });
    expect(at(stack.find('CiliumNetworkPolicy integration-payments'), 'metadata.annotations')).toEqual({
      'fleet.aos/purpose': 'Card payments.',
    });
  });

  it('are resolved through the proxy of Cilium, by the DNS of the cluster', () => {
    expect(at(spec('integration-names'), 'egress.0')).toEqual({
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
      toPorts: [
        {
          ports: [
            { port: '53', protocol: 'UDP' },
            { port: '53', protocol: 'TCP' },
          ],
          rules: { dns: [{ matchPattern: '*' }] },
        },
      ],
    });
  });

  it('lead to no network of the cluster and to no metadata service, whatever they resolve to', () => {
    const denied = at(spec('integration-names'), 'egressDeny.0.toCIDR');
    for (const cidr of ['10.244.0.0/16', '10.96.0.0/12', '192.168.0.0/24', '169.254.0.0/16', 'fd00:ec2::/32'])
      expect(denied).toContain(cidr);
  });

  it('need nothing when no destination is a name', () => {
    const plain = stackWith(
      ({ clusters }) => void (clusters[0]!.egress = { mechanism: 'cilium-fqdn' }),
      integrations.slice(0, 1),
    );
    expect(plain.names.filter((name) => name.startsWith('Cilium'))).toEqual([]);
  });
});

describe('host names on a cluster with an egress proxy', () => {
  const proxy = {
    namespace: 'egress-system',
    podLabels: { app: 'squid' },
    host: 'egress.egress-system.svc',
    port: 3128,
  };
  const withProxy = ({ clusters }: FleetDocuments) => {
    clusters[0]!.egress = { mechanism: 'egress-gateway', proxy };
  };
  const stack = stackWith(withProxy);
  const environment = (of: typeof stack, name: string) => {
    const found = Object.entries(podsOf(of)).find(([key]) => key.startsWith(name));
    return (at(found![1], 'spec.containers.0.env') as readonly JsonObject[]).filter((each) =>
      String(each['name']).endsWith('PROXY'),
    );
  };

  it('are told to the proxy on the namespace, which no reconciler of the tenant may change', () => {
    const annotations = at(stack.find('Namespace tenant-acme'), 'metadata.annotations') as JsonObject;
    expect(annotations['fleet.aos/egress-hosts']).toBe('api.stripe.com:443 fhir.example.org:443 fhir.example.org:8443');
    for (const layer of ['app', 'data']) {
      const rules = at(stack.find(`Role ${layer}-reconciler`), 'rules') as readonly JsonObject[];
      expect(rules.flatMap(({ resources }) => resources as string[])).not.toContain('namespaces');
    }
  });

  it('are reached by web and cron through it, for https only, and the stack itself is not', () => {
    const expected = [
      { name: 'HTTPS_PROXY', value: 'http://egress.egress-system.svc:3128' },
      { name: 'NO_PROXY', value: 'localhost,127.0.0.1,odoo-web,database-rw,.svc' },
    ];
    expect(environment(stack, 'Deployment odoo-web')).toEqual(expected);
    expect(environment(stack, 'Deployment odoo-cron')).toEqual(expected);
    expect(environment(stack, 'Job odoo-migrate')).toEqual([]);
  });

  it('need nothing when no destination is a name', () => {
    const plain = stackWith(withProxy, integrations.slice(0, 1));
    expect(environment(plain, 'Deployment odoo-web')).toEqual([]);
    expect(plain.names).not.toContain('NetworkPolicy egress-proxy');
    expect(at(plain.find('Namespace tenant-acme'), 'metadata.annotations')).not.toHaveProperty([
      'fleet.aos/egress-hosts',
    ]);
  });
});
