/** Evaluates an import: which names it brings into a module, and what they stand for. */
import type { ImportDeclaration } from 'oxc-parser';
import * as definitions from '../index.ts';
import { declare, type Evaluation, type Module, refuse, unknownName } from './evaluation.ts';
import { brokenValue, type SourceValue } from './source-value.ts';

/** Gives the module behind an import; records the problem and gives nothing when there is none. */
export type ImportModule = (evaluation: Evaluation, declaration: ImportDeclaration) => Module | undefined;

type Specifier = ImportDeclaration['specifiers'][number];

/** What specs are made with. */
export const defineNames: ReadonlySet<string> = new Set(Object.keys(definitions));

export function evaluateImport(
  evaluation: Evaluation,
  declaration: ImportDeclaration,
  importModule: ImportModule,
): void {
  const { specifiers, importKind } = declaration;
  const isTypeOnly = (specifier: Specifier) =>
    importKind === 'type' || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type');
  const values = specifiers.filter((specifier) => !isTypeOnly(specifier));
  for (const { local } of specifiers.filter(isTypeOnly)) declare(evaluation, local, { kind: 'type' });
  if (specifiers.length > 0 && values.length === 0) return;

  const odd = oddityOf(declaration);
  if (odd !== undefined) {
    const value = refuse(evaluation, declaration, { name: odd, fix: 'Write `import { name } from "./file.ts"`.' });
    for (const { local } of values) declare(evaluation, local, { kind: 'value', value });
  } else if (declaration.source.value === 'aos-fleet') {
    for (const specifier of values) importDefinition(evaluation, specifier);
  } else {
    const module = importModule(evaluation, declaration);
    if (module === undefined || module.failed) evaluation.importFailed = true;
    for (const specifier of values) {
      declare(evaluation, specifier.local, { kind: 'value', value: importedValue(evaluation, specifier, module) });
    }
  }
}

function oddityOf({ specifiers, attributes, phase }: ImportDeclaration): string | undefined {
  if (specifiers.length === 0) return 'an import for its side effects';
  if (attributes.length > 0 || phase !== null) return 'an import with attributes';
  return specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier') ? 'an import of a whole module' : undefined;
}

function importedValue(evaluation: Evaluation, specifier: Specifier, module: Module | undefined): SourceValue {
  const name = importedName(specifier);
  const value = module?.exports.get(name);
  if (value !== undefined) return value;
  // What a module with mistakes exports is not known.
  if (module === undefined || module.failed) return brokenValue({ source: evaluation.source, start: specifier.start });
  const where = `not exported by ${module.file}`;
  return unknownName(evaluation, specifier, { name, among: [...module.exports.keys()], where });
}

function importDefinition(evaluation: Evaluation, specifier: Specifier): void {
  const name = importedName(specifier);
  if (defineNames.has(name)) {
    declare(evaluation, specifier.local, { kind: 'define', name });
  } else {
    const where = 'not exported by aos-fleet as a value';
    const value = unknownName(evaluation, specifier, { name, among: [...defineNames], where });
    declare(evaluation, specifier.local, { kind: 'value', value });
  }
}

function importedName(specifier: Specifier): string {
  if (specifier.type !== 'ImportSpecifier') return 'default';
  return specifier.imported.type === 'Literal' ? specifier.imported.value : specifier.imported.name;
}
