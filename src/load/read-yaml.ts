/** Reads one YAML document strictly into values with their places. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Node, type Pair, type YAMLError } from 'yaml';
import { printable } from '../schema/document-value.ts';
import type { Problem } from './problem.ts';
import type { SourceText } from './source-text.ts';
import { limits, list, type Member, record, scalar, type SourceValue } from './source-value.ts';

export interface YamlResult {
  readonly root?: SourceValue;
  readonly problems: readonly Problem[];
}

/** YAML 1.2, core schema: dates stay strings. Without a root there is at least one problem. */
export function readYaml(source: SourceText): YamlResult {
  const problems: Problem[] = [];
  const tooDeep = depthProblem(source);
  if (tooDeep !== undefined) return { problems: [tooDeep] };
  // A directive could switch to YAML 1.1, where `no` is false.
  const directive = /^%.*/m.exec(source.text);
  if (directive !== null) return { problems: [directiveProblem(source, directive)] };
  const documents = parseAllDocuments(source.text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    merge: false,
  });
  const [document, second] = 'empty' in documents ? [] : documents;
  for (const each of 'empty' in documents ? [] : documents) {
    for (const error of [...each.errors, ...each.warnings]) problems.push(syntaxProblem(source, error));
  }
  if (second !== undefined) {
    problems.push({
      policy: 'yaml-documents',
      place: source.placeOf(second.range[0]),
      message: `${source.file} has ${documents.length} YAML documents, must have one`,
      value: String(documents.length),
      wanted: 'one document',
      fix: 'Write one file for each release.',
    });
  }
  if (problems.length > 0) return { problems };
  const reader: Reader = { source, problems, size: 0 };
  const root = valueOf(reader, (document?.contents ?? null) as Node | null);
  if (root !== undefined && root.depth > limits.depth) problems.push(levelsProblem(source, root.depth));
  return root === undefined || problems.length > 0 ? { problems } : { root, problems };
}

interface Reader {
  readonly source: SourceText;
  readonly problems: Problem[];
  size: number;
}

function syntaxProblem(source: SourceText, error: YAMLError): Problem {
  const place = source.placeOf(error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    const key = printable(/^[^:\n]*/.exec(source.text.slice(error.pos[0]))?.[0]?.trim() ?? '');
    return {
      policy: 'yaml-duplicate-key',
      place,
      message: `${key} is written twice in one mapping, must be written once`,
      value: key,
      wanted: 'each key once',
      fix: 'Remove one of the two.',
    };
  }
  return {
    policy: error.code === 'TAG_RESOLVE_FAILED' ? 'yaml-tag' : 'yaml-syntax',
    place,
    message: `YAML syntax error: ${printable(error.message)}`,
    wanted: 'YAML 1.2',
    fix: 'Correct the syntax at this place.',
  };
}

function directiveProblem(source: SourceText, { 0: text, index }: RegExpExecArray): Problem {
  return {
    policy: 'yaml-syntax',
    place: source.placeOf(index),
    message: `found the directive ${printable(text)}, must be none`,
    value: printable(text),
    wanted: 'YAML 1.2 without directives',
    fix: 'Remove the line.',
  };
}

/** Deep nesting would overflow the parser's stack; what is nested this deep is no release. */
function depthProblem(source: SourceText): Problem | undefined {
  const openings = source.text.matchAll(/[[{]|(?<=^|\n)[ ]{200}|(?:[-?] ){64}/g);
  const excess = openings.drop(limits.depth * 4).next().value;
  if (excess === undefined) return undefined;
  return {
    policy: 'spec-too-large',
    place: source.placeOf(excess.index),
    message: `${source.file} nests too deep or has too many brackets here, must have at most ${limits.depth * 4} opening ones`,
    wanted: `at most ${limits.depth * 4} opening brackets`,
    fix: 'Write less data.',
  };
}

function levelsProblem(source: SourceText, depth: number): Problem {
  return {
    policy: 'spec-too-large',
    place: { file: source.file, line: 1, column: 1 },
    message: `${source.file} has ${depth} levels, must have at most ${limits.depth}`,
    value: `${depth} levels`,
    wanted: `at most ${limits.depth} levels`,
    fix: 'Write less data.',
  };
}

function valueOf(reader: Reader, node: Node | null): SourceValue | undefined {
  const { source } = reader;
  const origin = { source, start: node?.range?.[0] ?? 0 };
  if (node === null) return scalar(origin, null);
  if (isAlias(node))
    return refuse(reader, node, {
      policy: 'yaml-alias',
      found: `the alias *${node.source}`,
      wanted: 'the value itself',
    });
  if ('anchor' in node && node.anchor !== undefined) {
    refuse(reader, node, { policy: 'yaml-alias', found: `the anchor &${node.anchor}`, wanted: 'no anchor' });
  }
  if (hasTag(node)) {
    refuse(reader, node, { policy: 'yaml-tag', found: `the tag ${node.tag}`, wanted: 'no tag' });
    return undefined;
  }
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return refuse(reader, node, { policy: 'yaml-syntax', found: `the number ${value}`, wanted: 'a finite number' });
    }
    return scalar(origin, value === 0 ? 0 : (value as string | number | boolean | null));
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => valueOf(reader, item as Node | null));
    return items.includes(undefined) ? undefined : list(origin, items as SourceValue[]);
  }
  return isMap(node) ? recordOf(reader, node) : undefined;
}

function recordOf(reader: Reader, node: Node & { readonly items: readonly Pair[] }): SourceValue | undefined {
  const { source } = reader;
  const members = new Map<string, Member>();
  let complete = true;
  for (const { key, value } of node.items as readonly Pair<Node, Node | null>[]) {
    const start = key.range?.[0] ?? 0;
    const name = isScalar(key) ? key.value : undefined;
    if (isAlias(key) || (isScalar(key) && (key.anchor !== undefined || hasTag(key)))) valueOf(reader, key);
    const member = valueOf(reader, value);
    if (name === '<<') {
      refuse(reader, key, { policy: 'yaml-alias', found: 'the merge key <<', wanted: 'the fields themselves' });
    } else if (typeof name !== 'string') {
      refuse(reader, key, { policy: 'yaml-syntax', found: 'a key that is no string', wanted: 'a name' });
    } else if (member !== undefined) {
      members.set(name, { key: { source, start }, value: member });
      continue;
    }
    complete = false;
  }
  return complete ? record({ source, start: node.range?.[0] ?? 0 }, members) : undefined;
}

/** True for a tag that was written; the parser resolves the others without noting them. */
function hasTag(node: Node): node is Node & { readonly tag: string } {
  return 'tag' in node && typeof node.tag === 'string';
}

interface Refusal {
  readonly policy: string;
  readonly found: string;
  readonly wanted: string;
}

function refuse({ source, problems }: Reader, node: Node, { policy, found, wanted }: Refusal): undefined {
  problems.push({
    policy,
    place: source.placeOf(node.range?.[0] ?? 0),
    message: `found ${printable(found)}, must be ${wanted}`,
    value: printable(found),
    wanted,
    fix: `Write ${wanted}.`,
  });
}
