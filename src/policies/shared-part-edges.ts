/** Holds the connections between tenants and what they share to those that are declared. */
import { type AddressRange, describeRange, overlap } from '../model/address-range.ts';
import { type OpenEnd, openEnd } from '../isolation/hops.ts';
import { describePorts, isEmpty, noPorts, type PortSet, subtract, unite } from '../isolation/port-set.ts';
import { rangesOf, type Peer, tenantNetworks, type TenantNetwork } from '../isolation/tenant-network.ts';
import { declaredPorts } from '../isolation/trusted-edges.ts';
import { compareText } from '../model/finding.ts';
import type { IsolationInventory, IsolationPolicy, IsolationViolation, TenantObjects } from '../model/isolation.ts';
import { refOf } from '../model/manifest.ts';
import { alsoAt } from './tenant-pairs.ts';

export const sharedPartEdges: IsolationPolicy = {
  id: 'shared-part-edges',
  family: 'isolation',
  severity: 'error',
  title: 'What tenants share has exactly the connections that are declared for it',
  why: 'The gateway, DNS, monitoring and the operators are the places where tenants come together. Each connection that they do not need is a way for whoever takes one of them over.',
  fix: 'Remove the rule that opens the connection, or declare it in `fleet/trusted.ts` with the reason why it is needed.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network policies'] },
  *check(inventory): Iterable<IsolationViolation> {
    for (const network of tenantNetworks(inventory)) {
      for (const cause of causesOf(inventory, network)) yield violationOf(cause);
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

/** One rule, and every connection that it opens beyond what is declared. */
interface Cause {
  readonly end: OpenEnd;
  readonly tenant: TenantObjects;
  readonly direction: Edge['direction'];
  readonly components: Set<string>;
  readonly parts: Set<string>;
  declared: PortSet;
  ports: PortSet;
}

/** A single rule that says too much opens many connections: it is told once, for one tenant of a group. */
function causesOf(inventory: IsolationInventory, network: TenantNetwork): Iterable<Cause> {
  const causes = new Map<string, Cause>();
  for (const { direction, tenant, own, part, ports } of edgesOf(network)) {
    const isForeign = part.tenant !== undefined && part.tenant !== tenant;
    const connection = { part: part.part!, direction, component: own.component };
    const declared = isForeign ? noPorts : declaredPorts(inventory.fleet, network.cluster, connection);
    const extra = subtract(ports, declared);
    if (isEmpty(extra)) continue;
    const end = openEnd(network, direction === 'in' ? 'ingress' : 'egress', { end: own, other: part });
    const { kind, name } = refOf(end.hop.object.manifest);
    const key = JSON.stringify([tenant.group, direction, kind, kind === 'Namespace' ? '' : name, end.hop.pointer]);
    const cause = causes.get(key) ?? {
      end,
      tenant,
      direction,
      components: new Set(),
      parts: new Set(),
      declared: noPorts,
      ports: noPorts,
    };
    // The other tenants of the group say the same.
    if (cause.tenant !== tenant) continue;
    cause.components.add(own.component);
    cause.parts.add(isForeign ? `the ${part.part} of tenant ${part.tenant!.tenant}` : `the ${part.part}`);
    cause.declared = unite(cause.declared, declared);
    cause.ports = unite(cause.ports, extra);
    causes.set(key, cause);
  }
  return causes.values();
}

function violationOf({ end, tenant, direction, components, parts, declared, ports }: Cause): IsolationViolation {
  const own = `${listed(components)} of tenant ${JSON.stringify(tenant.tenant)}`;
  const verb = direction === 'in' ? 'can be reached by' : 'can reach';
  const wanted = isEmpty(declared) ? 'must not' : `must only on what is declared (${describePorts(declared)})`;
  return {
    tenant: tenant.tenant,
    object: end.hop.object,
    pointer: end.hop.pointer,
    message: `${own} ${verb} ${listed(parts)} on ${describePorts(ports)}, ${wanted}${alsoAt(tenant)}`,
    hops: [end.hop],
    fix: `${end.fix} Or declare the connection in \`fleet/trusted.ts\`, with the reason why it is needed.`,
  };
}

/** The first three by name, and how many more. */
function listed(names: ReadonlySet<string>): string {
  const [first = '', second, third, ...more] = [...names].sort(compareText);
  if (second === undefined) return first;
  if (third === undefined) return `${first} and ${second}`;
  return more.length === 0
    ? `${first}, ${second} and ${third}`
    : `${first}, ${second}, ${third} and ${more.length} more`;
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
