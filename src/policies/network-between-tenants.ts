/** Refuses every connection between pods of two tenants, whatever opens it. */
import { openEnd } from '../isolation/hops.ts';
import { describePorts, type PortSet } from '../isolation/port-set.ts';
import { type Peer, tenantNetworks, type TenantNetwork } from '../isolation/tenant-network.ts';
import type { IsolationPolicy, IsolationViolation, TenantObjects } from '../model/isolation.ts';
import { alsoBetween } from './tenant-pairs.ts';

export const networkBetweenTenants: IsolationPolicy = {
  id: 'network-between-tenants',
  family: 'isolation',
  severity: 'error',
  title: 'No pod of a tenant reaches a pod of another',
  why: 'Odoo and PostgreSQL trust whoever reaches them more than they should. A connection between two agencies is one stolen password away from all records of the other.',
  fix: 'Close either end: name in every rule exactly the pods and the namespace that are meant, and keep the default of deny in both directions.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(e)(1)', '164.308(a)(4)'],
    cis: ['5.3.2', '5.6.1'],
    nsa: ['Network policies'],
  },
  *check(inventory): Iterable<IsolationViolation> {
    for (const network of tenantNetworks(inventory)) {
      for (const way of waysOf(network)) yield violationOf(network, way);
    }
  },
};

interface Way {
  readonly source: Peer & { readonly tenant: TenantObjects };
  readonly target: Peer & { readonly tenant: TenantObjects };
  readonly ports: PortSet;
  /** Pairs of workloads between the same two tenants that are connected. */
  readonly pairs: Set<string>;
}

/** For each ordered pair of groups the way that is worst. */
function waysOf({ evaluation, peers }: TenantNetwork): readonly Way[] {
  const found = new Map<string, Way>();
  for (const [id, sources] of peers) {
    if (!sources.some(isTenants)) continue;
    for (const [reached, ports] of evaluation.reachable(id)) {
      for (const source of sources) {
        for (const target of peers.get(reached) ?? []) {
          if (!isTenants(source) || !isTenants(target) || source.tenant === target.tenant) continue;
          const key = `${source.tenant.group} ${target.tenant.group}`;
          const before = found.get(key);
          const pair = `${source.id} ${target.id}`;
          if (!before) found.set(key, { source, target, ports, pairs: new Set([pair]) });
          else if (before.source.tenant === source.tenant && before.target.tenant === target.tenant) {
            before.pairs.add(pair);
            const isWorse = before.target.component !== 'database' && target.component === 'database';
            if (isWorse) found.set(key, { source, target, ports, pairs: before.pairs });
          }
        }
      }
    }
  }
  return [...found.values()];
}

/** What a part of the platform runs for a tenant, such as its proxies, is judged with the parts. */
function isTenants(peer: Peer): peer is Peer & { readonly tenant: TenantObjects } {
  return peer.tenant !== undefined && peer.part === undefined;
}

function violationOf(network: TenantNetwork, { source, target, ports, pairs }: Way): IsolationViolation {
  const out = openEnd(network, 'egress', { end: source, other: target });
  const into = openEnd(network, 'ingress', { end: target, other: source });
  // The wider end is the one that says more than it means.
  const wider = out.breadth > into.breadth ? out : into;
  const more = pairs.size - 1;
  const others = more === 0 ? '' : `, and ${more} more pairs of their workloads are connected`;
  return {
    tenant: wider === out ? source.tenant.tenant : target.tenant.tenant,
    object: wider.hop.object,
    pointer: wider.hop.pointer,
    message: `${source.id} of tenant ${JSON.stringify(source.tenant.tenant)} reaches ${target.id} of tenant ${JSON.stringify(target.tenant.tenant)} on ${describePorts(ports)}${others}, must reach no pod of another tenant${alsoBetween(source.tenant, target.tenant)}`,
    hops: [out.hop, into.hop],
    fix: wider.fix,
  };
}
