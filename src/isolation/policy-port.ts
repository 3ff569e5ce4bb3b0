/** The ports of a rule: a whole protocol, a range of numbers, or a name that each pod resolves for itself. */
import type { Json } from '../model/manifest.ts';
import { describe, mustHaveOnly, nameOf, optionalObject, Unreadable } from './inconclusive.ts';
import { lastPort, noPorts, portsOf, type PortSet, type Protocol, protocols, unite } from './port-set.ts';

export interface PolicyPort {
  readonly protocol: Protocol;
  /** Numbers: first and last. Undefined together with `name`: the whole protocol. */
  readonly range?: readonly [first: number, last: number];
  readonly name?: string;
}

/** A port that a container declares with a name. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** @throws {Unreadable} for what an API server would refuse. */
export function readPolicyPort(value: Json, pointer: string): PolicyPort {
  const fields = optionalObject(value, pointer) ?? {};
  mustHaveOnly(fields, ['protocol', 'port', 'endPort'], pointer);
  const protocol = readProtocol(fields['protocol'], pointer);
  const port = fields['port'] ?? undefined;
  const endPort = fields['endPort'] ?? undefined;
  if (endPort !== undefined && typeof port !== 'number') {
    throw new Unreadable(pointer, `endPort is ${describe(endPort)}, must be unset where port is ${describe(port)}`);
  }
  if (port === undefined) return { protocol };
  if (typeof port === 'string' && isPortName(port)) return { protocol, name: port };
  if (!isPort(port)) {
    throw new Unreadable(
      `${pointer}/port`,
      `port is ${describe(port)}, must be 1 to ${lastPort} or the name of a port`,
    );
  }
  if (endPort === undefined) return { protocol, range: [port, port] };
  if (!isPort(endPort) || endPort < port) {
    throw new Unreadable(`${pointer}/endPort`, `endPort is ${describe(endPort)}, must be ${port} to ${lastPort}`);
  }
  return { protocol, range: [port, endPort] };
}

export function readProtocol(value: Json | undefined, pointer: string): Protocol {
  const protocol = protocols.find((one) => one === (value ?? 'TCP'));
  if (protocol) return protocol;
  throw new Unreadable(pointer, `${nameOf(pointer)} has protocol ${describe(value)}, must be TCP, UDP or SCTP`);
}

export function isPort(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= lastPort;
}

/** What a rule's ports are at a target. A name that the target does not have matches nothing. */
export function resolvePorts(ports: readonly PolicyPort[], named: readonly NamedPort[]): PortSet {
  let set = noPorts;
  for (const { protocol, range, name } of ports) {
    if (name === undefined) {
      set = unite(set, portsOf(protocol, ...(range ?? [1, lastPort])));
      continue;
    }
    for (const one of named) {
      if (one.name === name && one.protocol === protocol) set = unite(set, portsOf(protocol, one.port, one.port));
    }
  }
  return set;
}

/** As IANA names services. */
function isPortName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/.test(text) && /[a-z]/.test(text) && !text.includes('--');
}
