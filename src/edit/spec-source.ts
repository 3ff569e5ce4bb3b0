/** Finds in the syntax tree of a spec where its fields are written. */
import { type Comment, type Expression, type ObjectExpression, parseSync, type SpreadElement } from 'oxc-parser';
import { isObject, type Json } from '../model/manifest.ts';

/** A spec that the loader has read without mistakes. */
export interface SpecSource {
  readonly file: string;
  readonly text: string;
  /** What the text evaluates to, before defaults. */
  readonly value: Json;
}

export interface SpecTree {
  readonly text: string;
  /** Absent when the fields do not stand in the call of `defineTenant` itself. */
  readonly root: Expression | undefined;
  readonly comments: readonly Comment[];
}

/** Where a path leads. */
export type Found =
  | { readonly kind: 'value'; readonly node: Expression; readonly owner: Owner; readonly value: Json | undefined }
  /** `owner` is the innermost object that is written; `rest` begins with its missing field. */
  | { readonly kind: 'missing'; readonly owner: ObjectExpression; readonly rest: readonly string[] }
  /** A list has no such member. */
  | { readonly kind: 'no member' }
  /** What decides the value is written at `node`, by reference; in `owner` it can be written over. */
  | {
      readonly kind: 'reference';
      readonly node: Expression | SpreadElement | undefined;
      readonly path: string;
      readonly owner?: ObjectExpression;
    };

/** What a value stands in, to be removed with it. */
export interface Owner {
  readonly start: number;
  readonly end: number;
}

export function parseSpec({ file, text }: SpecSource): SpecTree {
  const options = { sourceType: 'module', lang: 'ts', preserveParens: false } as const;
  const { program, comments } = parseSync(file, text, options);
  const exported = program.body.find((statement) => statement.type === 'ExportDefaultDeclaration');
  const call = exported === undefined ? undefined : bare(exported.declaration as Expression);
  const argument = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  const root = argument === undefined || argument.type === 'SpreadElement' ? undefined : bare(argument);
  return { text, root, comments };
}

/** Without what only says its type. */
export function bare(node: Expression): Expression {
  let inner = node;
  while (inner.type === 'TSAsExpression' || inner.type === 'TSSatisfiesExpression') inner = inner.expression;
  return inner;
}

export function find({ root }: SpecTree, source: SpecSource, path: readonly string[]): Found {
  let node = root;
  let owner: Owner | undefined = root;
  let value: Json | undefined = source.value;
  for (const [index, name] of path.entries()) {
    const inside = path.slice(0, index).join('.');
    const step = node === undefined ? undefined : stepInto(node, name, value);
    if (step === undefined && node?.type === 'ArrayExpression') return { kind: 'no member' };
    if (step === undefined) return { kind: 'reference', node, path: inside };
    if (step.kind === 'reference') {
      const { owner: whole, ...reference } = step;
      const isLast = index === path.length - 1;
      return {
        ...reference,
        path: [inside, name].filter(Boolean).join('.'),
        ...(isLast && whole !== undefined && { owner: whole }),
      };
    }
    if (step.kind === 'missing') return { ...step, rest: path.slice(index) };
    ({ node, owner } = step);
    value = memberOf(value, name);
  }
  if (node === undefined || owner === undefined) return { kind: 'reference', node, path: path.join('.') };
  return { kind: 'value', node, owner, value };
}

type Step =
  | { readonly kind: 'value'; readonly node: Expression; readonly owner: Owner }
  | { readonly kind: 'missing'; readonly owner: ObjectExpression }
  | {
      readonly kind: 'reference';
      readonly node: Expression | SpreadElement;
      readonly owner?: ObjectExpression;
    };

/** Undefined for what has no fields that are written here. */
function stepInto(node: Expression, name: string, value: Json | undefined): Step | undefined {
  if (node.type === 'ArrayExpression') {
    const before = node.elements.slice(0, Number(name) + 1);
    const element = before[Number(name)];
    const spread = before.find((each) => each?.type === 'SpreadElement');
    if (spread?.type === 'SpreadElement') return { kind: 'reference', node: spread };
    if (element === undefined || element === null || element.type === 'SpreadElement') return undefined;
    return { kind: 'value', node: bare(element), owner: element };
  }
  if (node.type !== 'ObjectExpression') return undefined;
  let spread: SpreadElement | undefined;
  for (const property of node.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      spread ??= property;
      continue;
    }
    const { key, computed } = property;
    const isNamed = (key.type === 'Identifier' && key.name === name) || (key.type === 'Literal' && key.value === name);
    if (computed || !isNamed) continue;
    return { kind: 'value', node: bare(property.value as Expression), owner: property };
  }
  const hidden = memberOf(value, name) === undefined ? undefined : (spread ?? node);
  return hidden === undefined ? { kind: 'missing', owner: node } : { kind: 'reference', node: hidden, owner: node };
}

export function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The first thing within a value that is no data itself, but stands for some that is written elsewhere. */
export function referenceIn(node: Expression | SpreadElement): Expression | SpreadElement | undefined {
  switch (node.type) {
    case 'Literal':
    case 'UnaryExpression':
      return undefined;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? undefined : node;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return referenceIn(node.expression);
    case 'ArrayExpression':
      return first(node.elements.flatMap((element) => (element === null ? [] : [element])));
    case 'ObjectExpression':
      return first(
        node.properties.map((each) =>
          each.type === 'SpreadElement' || each.computed ? (each as SpreadElement) : (each.value as Expression),
        ),
      );
    default:
      return node;
  }
}

function first(nodes: readonly (Expression | SpreadElement)[]): Expression | SpreadElement | undefined {
  for (const node of nodes) {
    const found = referenceIn(node);
    if (found !== undefined) return found;
  }
  return undefined;
}
