/** Refuses pods that resolve names by other means than the cluster's DNS. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue, podsIn } from './pod-template.ts';

export const hostAliases: StackPolicy = {
  id: 'host-aliases',
  // Of our own stacks alone: others may well have resolvers of their own.
  family: 'tenant',
  severity: 'error',
  title: "Pods resolve names by the cluster's DNS alone",
  why: 'Whoever answers for a name decides where passwords and health data go. An alias of `database-rw`, a search domain or a resolver outside turns the tenant to another server, and no network policy shows it.',
  fix: 'Remove `hostAliases`, and from `dnsConfig` everything but `options`; leave `dnsPolicy` at ClusterFirst.',
  controls: { hipaa: ['164.312(e)(1)', '164.312(d)'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const { object, spec, pointer } of podsIn(inventory)) {
      for (const [field, message] of faultsOf(spec)) yield { object, pointer: `${pointer}/spec/${field}`, message };
    }
  },
};

function* faultsOf({ dnsPolicy, dnsConfig, hostAliases: aliases }: JsonObject): Generator<readonly [string, string]> {
  if (!isUnset(aliases)) yield ['hostAliases', `hostAliases is ${describeValue(aliases)}, must be left out`];
  if (!isUnset(dnsPolicy) && dnsPolicy !== 'ClusterFirst') {
    yield ['dnsPolicy', `dnsPolicy is ${describeValue(dnsPolicy)}, must be "ClusterFirst"`];
  }
  if (isUnset(dnsConfig)) return;
  if (!isObject(dnsConfig)) {
    yield ['dnsConfig', `dnsConfig is ${describeValue(dnsConfig)}, must be left out`];
    return;
  }
  for (const [field, value] of Object.entries(dnsConfig)) {
    if (field === 'options' || isUnset(value)) continue;
    yield [`dnsConfig/${field}`, `${field} is ${describeValue(value)}, must be left out`];
  }
}

function isUnset(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
