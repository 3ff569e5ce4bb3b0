/** Evaluates object literals: fields, shorthands and spreads, but nothing that would run code. */
import type { Expression, ObjectExpression, ObjectProperty } from 'oxc-parser';
import { printable } from '../schema/document-value.ts';
import { checked, type Evaluation, refuse, spend } from './evaluation.ts';
import { isRecord, type Member, record, type SourceValue } from './source-value.ts';

type Evaluate = (evaluation: Evaluation, node: Expression) => SourceValue;

export function evaluateObject(evaluation: Evaluation, node: ObjectExpression, evaluate: Evaluate): SourceValue {
  const { source } = evaluation;
  const members = new Map<string, Member>();
  const written = new Set<string>();
  let isPartial = false;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = evaluate(evaluation, property.argument);
      if (isRecord(spread.content) && spend(evaluation, property, spread.content.size)) {
        for (const [name, member] of spread.content) members.set(name, member);
        isPartial ||= spread.partial === true;
      } else {
        isPartial = true;
        if (spread.broken !== true && !isRecord(spread.content)) {
          refuse(evaluation, property, { name: 'a spread of something else than an object', fix: 'Spread an object.' });
        }
      }
      continue;
    }
    const name = nameOf(evaluation, property, evaluate);
    if (name === undefined) {
      isPartial = true;
      continue;
    }
    if (written.has(name)) duplicateKey(evaluation, property, name);
    written.add(name);
    const value = isCode(property)
      ? refuseCode(evaluation, property)
      : evaluate(evaluation, property.value as Expression);
    members.set(name, { key: { source, start: property.key.start }, value });
  }
  return checked(evaluation, record({ source, start: node.start }, members, isPartial));
}

/** The field's name, or `undefined` when a problem was recorded. */
function nameOf(evaluation: Evaluation, property: ObjectProperty, evaluate: Evaluate): string | undefined {
  const { key, computed, shorthand } = property;
  if (computed) {
    const { content, broken } = evaluate(evaluation, key as Expression);
    if (typeof content === 'string') return content;
    if (broken !== true) {
      refuse(evaluation, key, { name: 'a computed field name that is no string', fix: 'Write the name itself.' });
    }
    return undefined;
  }
  if (key.type === 'Identifier' || (key.type === 'Literal' && !('bigint' in key))) {
    const name = key.type === 'Identifier' ? key.name : String(key.value);
    if (name !== '__proto__' || shorthand) return name;
    refuse(evaluation, property, { name: '__proto__, which sets a prototype', fix: 'Remove it.' });
  } else {
    refuse(evaluation, key, { name: 'an odd field name', fix: 'Write the name in quotes.' });
  }
  return undefined;
}

function isCode({ kind, method }: ObjectProperty): boolean {
  return kind !== 'init' || method;
}

function refuseCode(evaluation: Evaluation, property: ObjectProperty): SourceValue {
  const name = property.method ? 'a method' : property.kind === 'get' ? 'a getter' : 'a setter';
  return refuse(evaluation, property, { name, fix: 'Write the value itself.' });
}

function duplicateKey({ source, problems }: Evaluation, { key }: ObjectProperty, name: string): void {
  problems.push({
    policy: 'spec-duplicate-key',
    place: source.placeOf(key.start),
    message: `${printable(name)} is written twice in one object, must be written once`,
    value: printable(name),
    wanted: 'each field once',
    fix: 'Remove one of the two.',
  });
}
