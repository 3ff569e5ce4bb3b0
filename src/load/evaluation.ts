/** The state of one module's evaluation, and the problems that it can meet. */
import { nearestName } from '../schema/document-suggestion.ts';
import { printable } from '../schema/document-value.ts';
import type { Construct } from './constructs.ts';
import type { Problem } from './problem.ts';
import type { SourceText } from './source-text.ts';
import { brokenValue, limits, type SourceValue } from './source-value.ts';

/** What a module gives to others. */
export interface Module {
  readonly file: string;
  /** By exported name, `default` included. */
  readonly exports: ReadonlyMap<string, SourceValue>;
  /** Mistakes in this very file. */
  readonly problems: readonly Problem[];
  /** True when the module, or one that it imports, has mistakes. */
  readonly failed: boolean;
}

/** What a name stands for. */
export type Binding =
  | { readonly kind: 'value'; readonly value: SourceValue }
  | { readonly kind: 'define'; readonly name: string }
  | { readonly kind: 'type' };

export interface Evaluation {
  readonly source: SourceText;
  readonly scope: Map<string, Binding>;
  readonly problems: Problem[];
  /** Values made so far; bounds the work that one file can cause. */
  steps: number;
  /** True as soon as an imported module has failed. */
  importFailed: boolean;
}

/** What is needed of a syntax node to say where it stands. */
export interface Span {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Records a construct that is no data; the result stands for it, so that the rest is still checked. */
export function refuse({ source, problems }: Evaluation, node: Span, { name, fix }: Construct): SourceValue {
  problems.push({
    policy: 'spec-not-data',
    place: source.placeOf(node.start),
    message: `found ${name}, must be data: literals, constants, spreads, template strings and imports`,
    value: printable(source.text.slice(node.start, Math.min(node.end, node.start + 200))),
    wanted: 'data',
    fix,
  });
  return brokenValue({ source, start: node.start });
}

export interface UnknownName {
  readonly name: string;
  readonly among: readonly string[];
  /** How one could see that the name stands for nothing, such as `not declared above`. */
  readonly where: string;
}

/** Records a name that stands for nothing. */
export function unknownName({ source, problems }: Evaluation, node: Span, unknown: UnknownName): SourceValue {
  const name = printable(unknown.name);
  const nearest = nearestName(unknown.name, unknown.among);
  const meant = nearest === undefined ? undefined : printable(nearest);
  problems.push({
    policy: 'spec-unknown-name',
    place: source.placeOf(node.start),
    message: `${name} is ${unknown.where}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    value: name,
    wanted: meant ?? 'a name that exists',
    fix: meant === undefined ? 'Declare it, or write the value itself.' : `Rename it to ${meant}.`,
  });
  return brokenValue({ source, start: node.start });
}

const tooMany = { found: `has more than ${limits.size} values`, wanted: `at most ${limits.size}` };

/** Counts steps; false, with one problem recorded, when there were too many. */
export function spend(evaluation: Evaluation, node: Span, steps = 1): boolean {
  const before = evaluation.steps;
  evaluation.steps += steps;
  if (evaluation.steps <= limits.size) return true;
  if (before <= limits.size) tooLarge(evaluation, node, tooMany);
  return false;
}

/** The value, unless it is larger than any document may be. */
export function checked(evaluation: Evaluation, value: SourceValue): SourceValue {
  if (typeof value.content === 'string' && value.content.length > limits.text) {
    const found = `has ${value.content.length} characters`;
    return tooLarge(evaluation, value, { found, wanted: `at most ${limits.text} characters` });
  }
  if (value.depth > limits.depth) {
    const found = `has ${value.depth} levels`;
    return tooLarge(evaluation, value, { found, wanted: `at most ${limits.depth} levels` });
  }
  return value.size > limits.size ? tooLarge(evaluation, value, tooMany) : value;
}

function tooLarge(
  { source, problems }: Evaluation,
  { start }: { readonly start: number },
  { found, wanted }: { readonly found: string; readonly wanted: string },
): SourceValue {
  problems.push({
    policy: 'spec-too-large',
    place: source.placeOf(start),
    message: `the value ${found}, must have ${wanted}`,
    wanted,
    fix: 'Write less data; a spec says what a tenant is in few lines.',
  });
  return brokenValue({ source, start });
}

/** A name and where it stands. */
interface Name {
  readonly name: string;
  readonly start: number;
}

export function declare(evaluation: Evaluation, name: Name, binding: Binding): void {
  if (evaluation.scope.has(name.name)) declaredTwice(evaluation, name);
  evaluation.scope.set(name.name, binding);
}

/** Records a second declaration, which is an error of syntax in JavaScript. */
export function declaredTwice({ source, problems }: Evaluation, { name, start }: Name): void {
  problems.push({
    policy: 'spec-syntax',
    place: source.placeOf(start),
    message: `${printable(name)} is declared twice, must be declared once`,
    value: printable(name),
    wanted: 'one declaration',
    fix: 'Rename or remove one of the two.',
  });
}
