/** Evaluates names, accesses to fields of known values, and calls of the define functions. */
import type { CallExpression, Expression, MemberExpression } from 'oxc-parser';
import { nearestName } from '../schema/document-suggestion.ts';
import { printable } from '../schema/document-value.ts';
import { constructOf } from './constructs.ts';
import { defineNames } from './evaluate-import.ts';
import { type Evaluation, refuse, type Span, unknownName } from './evaluation.ts';
import { brokenValue, isList, isRecord, type SourceValue } from './source-value.ts';

type Evaluate = (evaluation: Evaluation, node: Expression) => SourceValue;

/** Words of the language that look like values, and what to write in their place. */
const absences: ReadonlyMap<string, string> = new Map([
  ['undefined', 'Leave it out.'],
  ['NaN', 'Write a number.'],
  ['Infinity', 'Write a number.'],
]);

export function evaluateName(evaluation: Evaluation, node: Span & { readonly name: string }): SourceValue {
  const { name } = node;
  const binding = evaluation.scope.get(name);
  const advice = binding === undefined ? absences.get(name) : undefined;
  if (advice !== undefined) return refuse(evaluation, node, { name, fix: advice });
  if (binding?.kind === 'value') return binding.value;
  if (binding?.kind === 'define') {
    return refuse(evaluation, node, { name: `${binding.name} without a call`, fix: `Write ${name}({ ... }).` });
  }
  const among = [...evaluation.scope].flatMap(([known, { kind }]) => (kind === 'value' ? [known] : []));
  const where = binding?.kind === 'type' ? 'imported as a type only' : 'not declared above and not imported';
  return unknownName(evaluation, node, { name, among, where });
}

export function evaluateMember(evaluation: Evaluation, node: MemberExpression, evaluate: Evaluate): SourceValue {
  // `process.env` and the like are named as a whole, not as an unknown name.
  if (isForeign(evaluation, node)) {
    const name = 'an access to something outside the spec';
    return refuse(evaluation, node, { name, fix: 'Write the value itself.' });
  }
  const target = evaluate(evaluation, node.object);
  const { content } = target;
  if (target.broken === true) return brokenValue(target);
  const property: Expression | MemberExpression['property'] = node.property;
  const key = keyOf(node);
  if (key === undefined || node.optional) {
    return refuse(evaluation, node, { name: 'an access by a computed name', fix: 'Write the name itself.' });
  }
  const item = isList(content) && typeof key === 'number' ? content[key] : undefined;
  const found = isRecord(content) ? content.get(String(key))?.value : item;
  if (found !== undefined) return found;
  if (target.partial === true) return brokenValue(target);
  const among = isRecord(content) ? [...content.keys()] : [];
  const object = printable(evaluation.source.text.slice(node.object.start, node.object.end));
  return unknownName(evaluation, property, { name: String(key), among, where: `not in ${object}` });
}

function isForeign({ scope }: Evaluation, node: MemberExpression): boolean {
  let root: Expression = node.object;
  while (root.type === 'MemberExpression') root = root.object;
  return root.type === 'Identifier' && !scope.has(root.name) && root.name in globalThis;
}

/** A function whose import failed, which was reported there. */
const unknown = Symbol('unknown');

/**
 * The define function that is called; undefined for any other function. One that is not imported is reported, and what
 * it is called with checked nevertheless.
 */
function definedBy(evaluation: Evaluation, callee: Expression): string | typeof unknown | undefined {
  let root = callee;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type !== 'Identifier') return undefined;
  const binding = evaluation.scope.get(root.name);
  if (binding?.kind === 'value' && binding.value.broken === true) {
    return callee === root && defineNames.has(root.name) ? root.name : unknown;
  }
  if (callee !== root) return undefined;
  if (binding?.kind === 'define') return binding.name;
  const isNear = binding === undefined && nearestName(root.name, defineNames) !== undefined;
  if (binding?.kind === 'value' || !(defineNames.has(root.name) || isNear)) return undefined;
  if (!defineNames.has(root.name)) {
    unknownName(evaluation, root, {
      name: root.name,
      among: [...defineNames],
      where: 'not declared above and not imported',
    });
    return unknown;
  }
  notImported(evaluation, root, binding?.kind === 'type' ? 'imported as a type only' : 'not imported');
  return root.name;
}

function notImported({ problems, source }: Evaluation, { name, start }: Span & { name: string }, where: string): void {
  problems.push({
    policy: 'spec-unknown-name',
    place: source.placeOf(start),
    message: `${name} is ${where}, must be imported from aos-fleet`,
    value: name,
    wanted: 'an import from aos-fleet',
    fix: `Write import { ${name} } from 'aos-fleet'; at the top.`,
  });
}

/** The name or index after the dot or in the brackets, when it is written out. */
function keyOf({ computed, property }: MemberExpression): string | number | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  if (property.type !== 'Literal') return undefined;
  return typeof property.value === 'string' || typeof property.value === 'number' ? property.value : undefined;
}

export function evaluateCall(evaluation: Evaluation, node: CallExpression, evaluate: Evaluate): SourceValue {
  const { callee } = node;
  const name = node.optional ? undefined : definedBy(evaluation, callee);
  if (name === undefined) return refuse(evaluation, node, constructOf(node.type));
  if (name === unknown) return brokenValue({ source: evaluation.source, start: node.start });
  const [argument] = node.arguments;
  if (node.arguments.length !== 1 || argument === undefined || argument.type === 'SpreadElement') {
    const found = node.arguments.length === 1 ? 'a spread' : `${node.arguments.length} arguments`;
    return refuse(evaluation, node, { name: `${name} with ${found}`, fix: `Call ${name} with exactly one argument.` });
  }
  return { ...evaluate(evaluation, argument), definedBy: name };
}
