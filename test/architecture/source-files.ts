/** What each file of `src/` imports, and which parts of the world it touches by name. */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface SourceFile {
  /** POSIX path below the root. */
  readonly path: string;
  readonly text: string;
  /** What is imported: files by their path below the root, packages and modules of Node by their name. */
  readonly imports: readonly string[];
  /** Names of ambient objects that the file uses, such as `process` or `Math.random`. */
  readonly touches: readonly string[];
}

const root = join(import.meta.dirname, '../..');

/** Files of a folder, sorted. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}

export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  const imports = requests.map((name) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name));
  return { path, text, imports: [...new Set(imports)], touches: [...new Set(touchedBy(program as unknown as Node))] };
}

/** Ambient names that make a result depend on more than its arguments, or that act on the world. */
const ambient: ReadonlySet<string> = new Set([
  'Bun',
  'Deno',
  'Function',
  'WebSocket',
  'console',
  'crypto',
  'eval',
  'fetch',
  'global',
  'globalThis',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

/** Members that do so although their objects do not. */
const impureMembers: ReadonlySet<string> = new Set(['Date.now', 'Math.random', 'Intl.DateTimeFormat']);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function* touchedBy(node: Node): Generator<string> {
  const name = ambientName(node);
  if (name !== undefined) yield name;
  for (const [key, child] of Object.entries(node)) {
    if (isNameOnly(node, key)) continue;
    for (const inner of Array.isArray(child) ? child : [child]) {
      if (isNode(inner) && !isType(inner)) yield* touchedBy(inner);
    }
  }
}

function ambientName(node: Node): string | undefined {
  if (node.type === 'Identifier') return ambient.has(String(node['name'])) ? String(node['name']) : undefined;
  if (node.type === 'MemberExpression') {
    const path = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
    return impureMembers.has(path) ? path : undefined;
  }
  // Without arguments it is the clock; with them it only computes.
  const isClock = nameOf(node['callee']) === 'Date' && (node['arguments'] as unknown[]).length === 0;
  return node.type === 'NewExpression' && isClock ? 'new Date()' : undefined;
}

/** A key or member is a name that refers to nothing. */
function isNameOnly(node: Node, key: string): boolean {
  if (node['computed'] === true) return false;
  return (node.type === 'MemberExpression' && key === 'property') || (node.type === 'Property' && key === 'key');
}

function isType({ type }: Node): boolean {
  return type.startsWith('TS') && !/^TS(As|NonNull|Satisfies|Instantiation)/.test(type);
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
