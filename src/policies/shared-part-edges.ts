/** Holds the connections between tenants and what they share to those that are declared. */
import { type AddressRange, describeRange, overlap } from '../isolation/address-range.ts';
import { openEnd } from '../isolation/hops.ts';
import { describePorts, isEmpty, type PortSet, subtract } from '../isolation/port-set.ts';
import { rangesOf, type Peer, tenantNetworks, type TenantNetwork } from '../isolation/tenant-network.ts';
import { declaredPorts } from '../isolation/trusted-edges.ts';
import type { IsolationInventory, IsolationViolation, TenantObjects } from '../model/isolation.ts';
import type { IsolationPolicy } from '../model/policy.ts';
import { alsoAt } from './tenant-pairs.ts';

export const sharedPartEdges: IsolationPolicy = {
  id: 'shared-part-edges',
  family: 'isolation',
  severity: 'error',
  title: 'What tenants share has exactly the connections that are declared for it',
  why: 'The gateway, DNS, monitoring and the operators are the places where tenants come together. Each connection that they do not need is a way for whoever takes one of them over.',
  fix: 'Remove the rule that opens the connection, or declare it in `fleet/trusted.ts` with the reason why it is needed.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network separation'] },
  *check(inventory): Iterable<IsolationViolation> {
    for (const network of tenantNetworks(inventory)) {
      const told = new Set<string>();
      for (const edge of edgesOf(network)) {
        const violation = judge(inventory, network, edge);
        const key = `${edge.tenant.group} ${edge.direction} ${edge.own.component} ${edge.part.id}`;
        if (!violation || told.has(key)) continue;
        told.add(key);
        yield violation;
      }
      yield* openToOutside(network);
    }
  },
};

interface Edge {
  readonly direction: 'in' | 'out';
  readonly tenant: TenantObjects;
  readonly own: Peer;
  readonly part: Peer;
  readonly ports: PortSet;
}

function* edgesOf({ evaluation, peers }: TenantNetwork): Iterable<Edge> {
  for (const [id, sources] of peers) {
    for (const [reached, ports] of evaluation.reachable(id)) {
      for (const source of sources) {
        for (const target of peers.get(reached) ?? []) {
          if (source.part !== undefined && target.part === undefined && target.tenant) {
            yield { direction: 'in', tenant: target.tenant, own: target, part: source, ports };
          } else if (source.part === undefined && source.tenant && target.part !== undefined) {
            yield { direction: 'out', tenant: source.tenant, own: source, part: target, ports };
          }
        }
      }
    }
  }
}

function judge(
  { fleet }: IsolationInventory,
  network: TenantNetwork,
  { direction, tenant, own, part, ports }: Edge,
): IsolationViolation | undefined {
  const isForeign = part.tenant !== undefined && part.tenant !== tenant;
  const declared = isForeign
    ? undefined
    : declaredPorts(fleet, network.cluster, { part: part.part!, direction, component: own.component });
  const extra = declared ? subtract(ports, declared) : ports;
  if (isEmpty(extra)) return undefined;
  const { hop, fix } = openEnd(network, direction === 'in' ? 'ingress' : 'egress', { end: own, other: part });
  const whose = isForeign ? `the ${part.part} of tenant ${JSON.stringify(part.tenant!.tenant)}` : `the ${part.part}`;
  const verb = direction === 'in' ? 'is reached by' : 'reaches';
  return {
    tenant: tenant.tenant,
    object: hop.object,
    pointer: hop.pointer,
    message: `${own.component} of tenant ${JSON.stringify(tenant.tenant)} ${verb} ${whose} on ${describePorts(extra)}, must have only the declared connections${declared && !isEmpty(declared) ? ` (${describePorts(declared)})` : ''}${alsoAt(tenant)}`,
    hops: [hop],
    ...(isForeign && { fix }),
  };
}

/** Addresses outside come in by the gateway alone. What pods send outside must lead outside of the fleet. */
function* openToOutside({ evaluation, peers, cluster }: TenantNetwork): Iterable<IsolationViolation> {
  const count = evaluation.classes.pods.length;
  const told = new Set<string>();
  for (const [at, range] of evaluation.ranges.entries()) {
    if (isInside(range, [...cluster.podCidrs, ...cluster.serviceCidrs])) continue;
    for (const [reached, ports] of evaluation.reachable(count + at)) {
      for (const { tenant, component, id, object, part } of peers.get(reached) ?? []) {
        const key = `${tenant?.group} ${component}`;
        if (!tenant || part !== undefined || told.has(key)) continue;
        told.add(key);
        yield {
          tenant: tenant.tenant,
          object,
          pointer: '',
          message: `${id} takes connections from ${describeRange(range)} on ${describePorts(ports)}, must take none from addresses${alsoAt(tenant)}`,
        };
      }
    }
  }
}

function isInside(range: AddressRange, cidrs: readonly string[]): boolean {
  return rangesOf(cidrs).some((network) => overlap(network, range));
}
