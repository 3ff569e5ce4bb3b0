/** Demands that each rule of a network policy says with whom, and on which ports. */
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { type NetworkRule, networkRulesOf, type Peer } from './network-rules.ts';
import { describeValue } from './pod-template.ts';

type Fault = readonly [pointer: string, message: string];

export const networkEdgesDeclared: StackPolicy = {
  id: 'network-edges-declared',
  // Of our own stacks alone: others may well let everyone in at their gateway.
  family: 'tenant',
  severity: 'error',
  title: 'Each rule of a network policy names its peers and its ports, by number',
  why: 'A rule without peers permits everyone, in every namespace and outside; one without ports permits every port. Both are one forgotten field away. What a name of a port means is said by whatever pod is at the other end.',
  fix: 'Give `from` or `to`, and `ports` with numbers.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network policies'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const rule of networkRulesOf(inventory)) {
      for (const [pointer, message] of faultsOf(rule)) yield { object: rule.object, pointer, message };
    }
  },
};

function* faultsOf({ pointer, field, rule, peers }: NetworkRule): Generator<Fault> {
  if (peers.length === 0) yield [pointer, `${field} is ${found(rule[field])} and permits everyone, must name peers`];
  yield* peers.flatMap(faultsOfPeer);
  const ports = Array.isArray(rule['ports']) ? (rule['ports'] as readonly Json[]) : [];
  if (ports.length === 0) yield [pointer, `ports is ${found(rule['ports'])} and permits every port, must name ports`];
  for (const [index, port] of ports.entries()) yield* faultsOfPort(port, `${pointer}/ports/${index}`);
}

function faultsOfPeer({ peer, pointer }: Peer): readonly Fault[] {
  const isSaid = ['ipBlock', 'namespaceSelector', 'podSelector'].some((field) => isObject(peer[field]));
  return isSaid ? [] : [[pointer, 'the peer names nobody, must name pods or a network']];
}

function* faultsOfPort(value: Json, pointer: string): Generator<Fault> {
  const { port, endPort } = isObject(value) ? value : {};
  if (!Number.isInteger(port)) yield [pointer, `port is ${describeValue(port)}, must be a number`];
  if (endPort !== undefined && endPort !== null) {
    yield [`${pointer}/endPort`, `endPort is ${describeValue(endPort)}, must be left out: each port has its own entry`];
  }
}

function found(value: Json | undefined): string {
  return Array.isArray(value) && value.length === 0 ? 'empty' : describeValue(value);
}
