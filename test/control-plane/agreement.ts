/** What the policies of CI say of one object, in the words that their twins at admission must find. */
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { StackPolicy } from '../../src/model/policy.ts';
import { stackPolicies } from '../../src/policies/index.ts';

export interface Asked {
  readonly manifest: JsonObject;
  readonly tenant: Tenant;
  readonly fleet: Fleet;
  /** What stands beside it in the stack. */
  readonly beside?: readonly JsonObject[];
}

/** Sentences, each once, sorted. */
export function saidBy(id: string, { manifest, tenant, fleet, beside = [] }: Asked): readonly string[] {
  const policy = stackPolicies.find((one): one is StackPolicy => one.id === id);
  if (policy === undefined) throw new Error(`there is no policy ${id}`);
  const objects = [manifest, ...beside].map((each, document) => ({
    manifest: each,
    file: 'asked.yaml',
    document,
    base: '',
  }));
  return distinct(Array.from(policy.check({ objects, tenant, fleet }), ({ message }) => message));
}

/**
 * What makes no difference: the server drops `null`, CEL goes through the fields of an object in any order, and of two
 * same sentences one is enough.
 */
export function distinct(sentences: Iterable<string>): readonly string[] {
  const alike = (sentence: string): string =>
    sentence
      .replace(' is null,', ' is unset,')
      .replace(/(?<=permits )(\w+(?: and \w+)+)/, (fields) => fields.split(' and ').toSorted().join(' and '));
  return [...new Set([...sentences].map(alike))].toSorted();
}
