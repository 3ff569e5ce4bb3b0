/** `fleet controls`: which policy gives evidence for which requirement, both ways. */
import type { Policy } from '../../model/isolation.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { type Evidence, evidence, itemsOf, remainder } from '../../policies/control-evidence.ts';
import { frameworks } from '../../policies/control-items.ts';
import { policies } from '../../policies/index.ts';
import { nearestName } from '../../schema/document-suggestion.ts';
import { type Command, UsageError } from '../command.ts';
import { show, showOne } from '../show.ts';

export const controls: Command = {
  name: 'controls',
  summary: 'Show which policy serves which requirement of HIPAA, CIS and NSA/CISA',
  description:
    'Lists every requirement with the policies that give evidence for it, or with the reason why none does. ' +
    'It is a mapping of ours and no legal advice. Takes one requirement, as 164.312(a)(1), 5.2.5 or "Network policies", or one policy.',
  arguments: [{ name: 'item', description: 'a requirement, or the id of a policy', required: false }],
  options: [{ flags: '--by <side>', description: 'what each line is about', choices: ['control', 'policy'] }],
  examples: ['fleet controls', 'fleet controls 5.2.5', 'fleet controls --by policy --format json'],
  run({ arguments: [asked], options: { by } }, context) {
    if (asked === undefined) {
      show(context, { command: 'controls', ...(by === 'policy' ? policyTable() : controlTable()) });
      return 0;
    }
    if (by !== undefined) throw new UsageError(`--by is for the whole list, not for ${JSON.stringify(asked)}.`);
    showOne(context, { command: 'controls', ...found(asked) });
    return 0;
  },
};

function controlTable() {
  const all = evidence(policies);
  return {
    table: {
      head: ['framework', 'item', 'requirement', 'policies', 'evidence'],
      rows: all.map((one) => [
        one.framework.short,
        one.item.id,
        one.item.title + (one.item.need === 'addressable' ? ' (addressable)' : ''),
        String(one.policies.length),
        one.policies.length > 0 ? idsOf(one).join(', ') : `none: ${remainder(one) ?? ''}`,
      ]),
    },
    json: all.map(controlJson),
  };
}

function policyTable() {
  return {
    table: {
      head: ['policy', 'items', 'requirements'],
      rows: policies.map((policy) => {
        const items = itemsOf(policy.controls).map(({ framework, item }) => `${framework.short} ${item.id}`);
        return [policy.id, String(items.length), items.join(', ')];
      }),
    },
    json: policies.map(policyJson),
  };
}

function found(asked: string) {
  const name = asked.toLowerCase();
  const all = evidence(policies);
  const control = all.find(({ framework, item }) =>
    [item.id, `${framework.short} ${item.id}`].some((one) => one.toLowerCase() === name),
  );
  if (control) return oneControl(control);
  const policy = policies.find(({ id }) => id === name);
  if (policy) return onePolicy(policy);
  // Of numbers, the nearest is as wrong as any other.
  const words = all.map(({ item }) => item.id).filter((id) => !/^\d/.test(id));
  const meant = nearestName(asked, [...words, ...policies.map(({ id }) => id)]);
  const advice = meant === undefined ? '; fleet controls lists all.' : `, did you mean ${meant}?`;
  throw new UsageError(`There is no requirement and no policy ${JSON.stringify(asked)}${advice}`);
}

function oneControl(control: Evidence<Policy>) {
  const { framework, item } = control;
  const left = remainder(control);
  return {
    name: item.id,
    about: [framework.title, ...(item.need === undefined ? [] : [item.need])],
    title: item.title,
    table: {
      head: ['policy', 'what must hold'],
      rows: control.policies.map(({ id, title }) => [id, title]),
    },
    ...(left !== undefined && { note: `${control.policies.length > 0 ? 'Left to others' : 'No policy'}: ${left}` }),
    json: controlJson(control),
  };
}

function onePolicy(policy: Policy) {
  return {
    name: policy.id,
    about: [policy.family, policy.severity],
    title: policy.title,
    table: {
      head: ['framework', 'item', 'requirement'],
      rows: itemsOf(policy.controls).map(({ framework, item }) => [framework.title, item.id, item.title]),
    },
    json: policyJson(policy),
  };
}

function controlJson(one: Evidence): JsonObject {
  const { framework, item } = one;
  return { framework: framework.key, ...item, number: one.policies.length, policies: idsOf(one) } as JsonObject;
}

function policyJson({ id, title, controls: named }: Policy): JsonObject {
  const items = itemsOf(named);
  const lists = frameworks.map(({ key }) => [
    key,
    items.filter(({ framework }) => framework.key === key).map(({ item }) => item.id),
  ]);
  return { policy: id, title, number: items.length, ...Object.fromEntries(lists) } as JsonObject;
}

function idsOf({ policies: of }: Evidence): string[] {
  return of.map(({ id }) => id);
}
