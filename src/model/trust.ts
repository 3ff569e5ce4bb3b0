/** The parts that all tenants of a cluster share, and the connections that each needs: what isolation rests on. */
import type { ResolvedTrustedSpecs } from './specs.ts';

export type TrustedPart = ResolvedTrustedSpecs[number];
/** Where its pods are, `fleet/clusters.ts` says. */
export type SharedPart = TrustedPart['part'];
export type TrustedEdge = TrustedPart['edges'][number];

/** What the generated stacks need; `fleet/trusted.ts` replaces it as a whole. */
export const standardTrust: readonly TrustedPart[] = [
  {
    part: 'dns',
    why: 'Resolves the names of services and of declared destinations.',
    edges: [{ direction: 'out', component: '*', ports: ['UDP cluster', 'TCP cluster'] }],
  },
  {
    part: 'gateway',
    why: 'Ends TLS for the domains of tenants and passes requests on to Odoo.',
    edges: [
      { direction: 'in', component: 'web', ports: ['TCP 8069', 'TCP 8072'] },
      { direction: 'in', component: 'page', ports: ['TCP 8080'] },
      { direction: 'in', component: 'acme-solver', ports: ['TCP 8089'] },
    ],
  },
  {
    part: 'prometheus',
    why: 'Reads figures, not data, from the exporter and from the database.',
    edges: [
      { direction: 'in', component: 'metrics', ports: ['TCP 9188'] },
      { direction: 'in', component: 'database', ports: ['TCP 9187'] },
    ],
  },
  {
    part: 'database-operator',
    why: 'Starts, updates and fails over the databases.',
    edges: [{ direction: 'in', component: 'database', ports: ['TCP 5432', 'TCP 8000'] }],
  },
  {
    part: 'egress-proxy',
    why: 'Lets each tenant call the hosts that its integrations name.',
    edges: [
      { direction: 'out', component: 'web', ports: ['TCP cluster'] },
      { direction: 'out', component: 'cron', ports: ['TCP cluster'] },
    ],
  },
];

export function trustOf({ trusted }: { readonly trusted?: readonly TrustedPart[] }): readonly TrustedPart[] {
  return trusted ?? standardTrust;
}
