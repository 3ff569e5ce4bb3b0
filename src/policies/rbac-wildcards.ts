/** Refuses roles that grant what nobody has listed. */
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { accessRulesIn, type AccessRule } from './access-rules.ts';
import { describeValue } from './pod-template.ts';

const fields = ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const;

export const rbacWildcards: StackPolicy = {
  id: 'rbac-wildcards',
  family: 'object',
  severity: 'error',
  title: 'Roles grant nothing by a wildcard',
  why: 'A wildcard grants what exists today and whatever is installed tomorrow, subresources such as `pods/exec` among it. Nobody has decided that.',
  fix: 'List the API groups, resources and verbs that the holder uses.',
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'], cis: ['5.1.3'], nsa: ['Role-based access control'] },
  *check(inventory): Iterable<Violation> {
    for (const rule of accessRulesIn(inventory)) {
      const { object, pointer, value } = rule;
      if (isObject(value)) yield* wildcardsIn(rule, value);
      else yield { object, pointer, message: unreadable(pointer === '/rules' ? 'rules' : 'a rule', value) };
    }
  },
};

function* wildcardsIn({ object, pointer }: AccessRule, rule: { readonly [field: string]: Json }): Generator<Violation> {
  for (const field of fields) {
    const list = rule[field] ?? [];
    if (!Array.isArray(list)) {
      yield { object, pointer: `${pointer}/${field}`, message: unreadable(field, list) };
      continue;
    }
    for (const [index, item] of (list as readonly Json[]).entries()) {
      if (typeof item === 'string' && !isWildcard(field, item)) continue;
      yield {
        object,
        pointer: `${pointer}/${field}/${index}`,
        message: `${field} hold ${describeValue(item)}, must name each one`,
      };
    }
  }
}

/** A path may end in a wildcard, as that of `/openapi/*` does; one that is nothing else is every path. */
function isWildcard(field: (typeof fields)[number], text: string): boolean {
  return field === 'nonResourceURLs' ? text === '*' || text === '/*' : text.includes('*');
}

function unreadable(what: string, found: Json): string {
  return `${what} is ${describeValue(found)}, must be ${what === 'a rule' ? 'an object' : 'a list'}`;
}
