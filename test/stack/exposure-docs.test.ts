import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { envoy, nameOf, rendered, sharedEnvoy, traefik } from './rendered.ts';

const clusters: Readonly<Record<string, (documents: FleetDocuments) => void>> = { envoy, sharedEnvoy, traefik };
const proxy = { namespace: 'egress-system', podLabels: { app: 'squid' }, host: 'egress.egress-system.svc' };
const mechanisms = ['cilium-fqdn', 'egress-gateway'] as const;

/** Every object that some tenant gets, with the names of the spec as placeholders. */
const made = new Set(
  Object.entries(clusters).flatMap(([name, cluster]) =>
    mechanisms.flatMap((mechanism) =>
      (['active', 'suspended'] as const).flatMap((lifecycle) => {
        const ask = (spec: TenantSpec) =>
          Object.assign(spec, {
            lifecycle,
            exposure: { gateway: name === 'sharedEnvoy' ? 'cluster' : 'tenant', allowedCidrs: ['203.0.113.0/24'] },
            webhooks: [{ name: 'stripe', purpose: 'Payments.', path: '/payment/stripe', cidrs: ['198.51.100.0/24'] }],
            integrations: [
              { name: 'mail', purpose: 'Outgoing mail.', cidrs: ['203.0.113.0/28'], ports: [587] },
              { name: 'api', purpose: 'Some service.', host: 'api.example.com', ports: [443] },
            ],
          });
        const { objects } = rendered(ask, (documents) => {
          cluster(documents);
          const [first] = documents.clusters;
          first!.egress = mechanism === 'egress-gateway' ? { mechanism, proxy } : { mechanism };
          (first!.gateway ?? first!.ingress!).challenge = 'http-01';
        });
        return objects.map((manifest) => placeholders(nameOf(manifest)));
      }),
    ),
  ),
);

function placeholders(name: string): string {
  return name
    .replace('acme.example.com', '<domain>')
    .replace(/(webhook-|size\.|callers\.)stripe/, '$1<webhook>')
    .replace(/integration-(mail|api)$/, 'integration-<integration>');
}

/** The first column of the table of objects. */
function listed(page: string): readonly string[] {
  const text = readFileSync(new URL(`../../docs/stack/${page}.md`, import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('\n## Objects\n')).split(/\n## (?!Objects)/)[0]!;
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map((row) => row[1]!);
}

const pages = { exposure: listed('exposure'), integrations: listed('integrations') };

/** The kinds, and the network policies, that the two pages are about. */
const theirs = new RegExp(
  [
    '^(Gateway|ListenerSet|HTTPRoute|ClientTrafficPolicy|HTTPRouteFilter|BackendTrafficPolicy|SecurityPolicy) ',
    '^(Ingress|Middleware|Certificate|CiliumNetworkPolicy) ',
    ' suspended-page$',
    '^NetworkPolicy (integration-|egress-proxy|(web|page|acme-solver)-from-gateway)',
  ].join('|'),
);

describe('the pages about exposure and integrations', () => {
  it.each(Object.entries(pages))('list only what the stack makes: %s', (_, names) => {
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !made.has(name))).toEqual([]);
  });

  it('list all of it, each object once', () => {
    const names = Object.values(pages).flat();
    expect(names.toSorted()).toEqual([...made].filter((name) => theirs.test(name)).toSorted());
  });
});
