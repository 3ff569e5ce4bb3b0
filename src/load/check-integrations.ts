/** Checks a tenant's outbound destinations: where they lead, and whether its cluster can enforce them. */
import type { Cluster } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { Mismatch } from './mismatch.ts';
import { type Network, overlapping, tooWide } from './networks.ts';

export interface IntegrationContext {
  /** Where no integration may lead. */
  readonly forbidden: readonly Network[];
  /** Absent when the tenant names none that exists. */
  readonly cluster?: Cluster;
  readonly clusters?: ReadonlyMap<string, Cluster> | undefined;
}

type Integration = ResolvedTenantSpec['integrations'][number];

const policy = 'tenant-integration';

export function* checkIntegrations(
  { integrations }: ResolvedTenantSpec,
  context: IntegrationContext,
): Iterable<Mismatch> {
  const names = new Set<string>();
  for (const [index, integration] of integrations.entries()) {
    const pointer = `/integrations/${index}`;
    const { name, host, cidrs } = integration;
    if (names.has(name)) {
      const wanted = 'a name of its own, since another integration has it';
      yield { policy, pointer: `${pointer}/name`, found: name, wanted, fix: 'Rename one of the two integrations.' };
    }
    names.add(name);
    if (host === undefined && cidrs === undefined) {
      const fix = 'Add cidrs with the networks of the destination.';
      yield { policy, pointer: `${pointer}/cidrs`, found: 'missing', wanted: 'the networks of the destination', fix };
    }
    if (host !== undefined && cidrs !== undefined) {
      const fix = 'Make two integrations of it, or remove one of the two.';
      yield { policy, pointer: `${pointer}/cidrs`, found: 'given beside host', wanted: 'one of the two', fix };
    }
    if (host !== undefined) yield* checkHost({ ...integration, host }, pointer, context);
    yield* checkNetworks(cidrs ?? [], pointer, context.forbidden);
  }
}

/** Names that only a cluster or a cloud answers to. */
const insideName = /(^|\.)(svc|local|localhost|internal|home\.arpa)$/;

function* checkHost(
  { host, ports, protocol }: Integration & { readonly host: string },
  pointer: string,
  { cluster, clusters }: IntegrationContext,
): Iterable<Mismatch> {
  if (insideName.test(host)) {
    const wanted = 'a name outside of clusters and clouds';
    yield { policy, pointer: `${pointer}/host`, found: host, wanted, fix: 'Give the public name of the destination.' };
  }
  const mechanism = cluster?.egress.mechanism;
  if (cluster !== undefined && mechanism === 'cidr') {
    const able = [...(clusters?.values() ?? [])].filter(({ egress }) => egress.mechanism !== 'cidr');
    const others = able.length === 0 ? 'no cluster' : able.map(({ name }) => name).join(', ');
    yield {
      policy,
      pointer: `${pointer}/host`,
      found: host,
      wanted: `left out on cluster ${cluster.name}, which enforces networks only (${others} can enforce names)`,
      fix: 'Give the networks of the destination as cidrs, or place the tenant on a cluster that enforces names.',
    };
  }
  if (mechanism !== 'egress-gateway') return;
  if (protocol === 'UDP') {
    const wanted = 'TCP for a host that is reached through the egress proxy';
    yield { policy, pointer: `${pointer}/protocol`, found: protocol, wanted, fix: 'Give cidrs in place of host.' };
  }
  for (const [position, port] of ports.entries()) {
    if (port === 443 || port > 1023) continue;
    yield {
      policy,
      pointer: `${pointer}/ports/${position}`,
      found: String(port),
      wanted: '443 or above 1023, since only https goes through the egress proxy',
      fix: 'Give cidrs in place of host for mail and other protocols.',
    };
  }
}

function* checkNetworks(cidrs: readonly string[], pointer: string, forbidden: readonly Network[]): Iterable<Mismatch> {
  for (const [position, cidr] of cidrs.entries()) {
    const met = overlapping(cidr, forbidden);
    const shortest = met === undefined ? tooWide(cidr) : undefined;
    const place = { policy, pointer: `${pointer}/cidrs/${position}`, found: cidr };
    const fix = 'Give only the networks of the destination itself.';
    if (shortest !== undefined) yield { ...place, wanted: `a network of at least /${shortest}`, fix };
    if (met !== undefined) yield { ...place, wanted: `a network apart from ${met.cidr} (${met.name})`, fix };
  }
}
