/** Edits of rules of network policies. */
import { isObject, type Json, type JsonObject } from '../../../src/model/manifest.ts';
import type { InventoryObject } from '../../../src/model/policy.ts';
import { type Direction, opening } from './opening.ts';
import type { Edit, Mutant, Site } from './plant.ts';

export const peers = { ingress: 'from', egress: 'to' } as const;

export function rulesOf({ spec }: JsonObject, direction: Direction): readonly JsonObject[] {
  const rules = isObject(spec) ? spec[direction] : undefined;
  return Array.isArray(rules) ? (rules as readonly JsonObject[]) : [];
}

export function peersOf(rule: JsonObject, direction: Direction): readonly Json[] {
  const list = rule[peers[direction]];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

export interface Place {
  readonly policy: InventoryObject;
  readonly direction: Direction;
  readonly rule: JsonObject;
  /** Of the rule. */
  readonly at: string;
}

/** A random rule. */
export function place(
  site: Site,
  direction: Direction,
  where: (rule: JsonObject, policy: JsonObject) => boolean = () => true,
): Place | undefined {
  const policy = site.one('NetworkPolicy', (one) => rulesOf(one, direction).some((rule) => where(rule, one)));
  if (!policy) return undefined;
  const rules = [...rulesOf(policy.manifest, direction).entries()].filter(([, rule]) => where(rule, policy.manifest));
  const [index, rule] = site.random.pick(rules);
  return { policy, direction, rule, at: `/spec/${direction}/${index}` };
}

export function edit({ policy, at }: Place, below: string, ...value: readonly Json[]): readonly Edit[] {
  return [{ object: policy, at: at + below, ...(value.length > 0 && { value: value[0]! }) }];
}

/** One peer more in a random rule. */
export function peer(direction: Direction, make: (site: Site) => JsonObject): Mutant['plant'] {
  return (site) => {
    const found = place(site, direction, (rule) => peersOf(rule, direction).length > 0);
    return found ? edit(found, `/${peers[direction]}/-`, make(site)) : [];
  };
}

/** A policy more that opens all pods of the tenant. */
export function opener(direction: Direction, rule: (site: Site) => JsonObject): Mutant['plant'] {
  return (site) => [{ add: opening(site.namespace, direction, rule(site)) }];
}

export function block(direction: Direction, cidr: (site: Site) => string, except?: readonly string[]): Mutant['plant'] {
  return peer(direction, (site) => ({ ipBlock: { cidr: cidr(site), ...(except && { except }) } }));
}
