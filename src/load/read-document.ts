/** Turns the value of a spec or release into a checked document. */
import type { DocumentError } from '../schema/document-error.ts';
import { checkDocument, type DocumentName, type Documents } from '../schema/documents.ts';
import type { Module } from './evaluation.ts';
import type { Problem } from './problem.ts';
import { documentOf, type LocatedDocument, type SourceValue } from './source-value.ts';

export interface ReadDocument<Name extends DocumentName> {
  /** Absent when the value could not be read at all. */
  readonly document?: LocatedDocument;
  /** The value with its defaults; absent when it is not as the schema says. */
  readonly value?: Documents[Name];
  readonly problems: readonly Problem[];
}

/** Checks a value against the schema of its kind. */
export function readDocument<Name extends DocumentName>(
  name: Name,
  file: string,
  root: SourceValue,
): ReadDocument<Name> {
  const document = documentOf(file, root);
  const { value, errors } = checkDocument(name, document.value);
  // Where a mistake was recorded while reading, the schema's opinion about the gap says nothing new.
  const known = errors.filter(({ pointer }) => !document.isUnknown(pointer));
  if (errors.length > 0) return { document, problems: known.map((error) => problemOf(document, error)) };
  // The schema has just been checked, and the types are generated from it.
  return { document, value: value as unknown as Documents[Name], problems: [] };
}

function problemOf(document: LocatedDocument, { aboutName, ...error }: DocumentError): Problem {
  const { pointer } = error;
  return { ...error, place: aboutName ? document.locateName(pointer) : document.locate(pointer) };
}

const defineFunctions = {
  clusters: 'defineClusters',
  exceptions: 'defineExceptions',
  fleet: 'defineFleet',
  prices: 'definePrices',
  rings: 'defineRings',
  tenant: 'defineTenant',
  trusted: 'defineTrusted',
} as const;

export type SpecName = keyof typeof defineFunctions;

/** Where what a define function makes belongs; `name` is what a tenant's file would be called. */
export function documentFile(defineFunction: string, name: string): string {
  const found = Object.entries(defineFunctions).find(([, wanted]) => wanted === defineFunction)?.[0];
  return found === undefined || found === 'tenant' ? `tenants/${name}.ts` : `fleet/${found}.ts`;
}

/** Reads the spec that a module exports. The module's own problems are part of the result. */
export function readSpec<Name extends SpecName>(name: Name, module: Module): ReadDocument<Name> {
  const { file, exports, problems, failed } = module;
  const wanted = defineFunctions[name];
  const root = exports.get('default');
  if (root === undefined) {
    const missing = !exports.has('default') && !failed;
    return { problems: missing ? [exportProblem(module, wanted, undefined)] : problems };
  }
  const read = readDocument(name, file, root);
  const misplaced = root.definedBy === wanted || root.broken === true ? [] : [exportProblem(module, wanted, root)];
  // That something else than an object was exported is one mistake.
  const inside = misplaced.length === 0 ? read.problems : read.problems.filter(({ pointer }) => pointer !== '');
  const all = [...problems, ...misplaced, ...inside];
  if (!failed && all.length === 0) return read;
  const { value: _, ...rest } = read;
  return { ...rest, problems: all };
}

function exportProblem({ file }: Module, wanted: string, root: SourceValue | undefined): Problem {
  const found = root === undefined ? 'no default export' : root.definedBy === undefined ? 'plain data' : root.definedBy;
  return {
    policy: 'spec-export',
    place: root === undefined ? { file, line: 1, column: 1 } : root.source.placeOf(root.start),
    message: `the default export of ${file} is ${found === 'no default export' ? 'missing' : `made by ${found}`}, must be made by ${wanted}`,
    value: found,
    wanted,
    fix: `Write export default ${wanted}(...), with ${wanted} imported from aos-fleet.`,
  };
}
