/** Evaluates one module of specs without running it: its constants and exports, with the place of every value. */
import { type Expression, parseSync, type Statement, type VariableDeclaration } from 'oxc-parser';
import { printable } from '../schema/document-value.ts';
import { constructOf } from './constructs.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { evaluateImport, type ImportModule } from './evaluate-import.ts';
import { type Module, declare, declaredTwice, type Evaluation, refuse, type Span } from './evaluation.ts';
import { depthProblem, nestingProblem } from './nesting.ts';
import type { Problem } from './problem.ts';
import type { SourceText } from './source-text.ts';
import { brokenValue, type SourceValue } from './source-value.ts';

export function evaluateModule(source: SourceText, importModule: ImportModule): Module {
  const evaluation: Evaluation = { source, scope: new Map(), problems: [], steps: 0, importFailed: false };
  const exports: Exports = new Map();
  const nesting = nestingProblem(source);
  if (nesting !== undefined) evaluation.problems.push(nesting);
  else evaluateText(evaluation, exports, importModule);
  const { problems, importFailed } = evaluation;
  return { file: source.file, exports, problems, failed: importFailed || problems.length > 0 };
}

function evaluateText(evaluation: Evaluation, exports: Exports, importModule: ImportModule): void {
  const { source, problems } = evaluation;
  // Parentheses say nothing about the value, so they are left out of the tree.
  const options = { sourceType: 'module', lang: 'ts', preserveParens: false } as const;
  const { program, errors } = parseSync(source.file, source.text, options);
  for (const error of errors) problems.push(syntaxProblem(source, error));
  for (const statement of errors.length === 0 ? program.body : []) {
    try {
      if (statement.type === 'ImportDeclaration') evaluateImport(evaluation, statement, importModule);
      else evaluateStatement(evaluation, statement, exports);
    } catch (error) {
      // Long chains such as a.b.c pass the parser, but not the recursion of the evaluation.
      if (!(error instanceof RangeError)) throw error;
      problems.push(depthProblem(source, statement.start));
    }
  }
}

function syntaxProblem(source: SourceText, error: ReturnType<typeof parseSync>['errors'][number]): Problem {
  const label = error.labels[0];
  const start = label?.start ?? 0;
  const text = printable(source.text.slice(start, label?.end ?? start));
  return {
    policy: 'spec-syntax',
    place: source.placeOf(start),
    message: `syntax error: ${printable(error.message)}`,
    ...(text !== '' && { value: text }),
    wanted: 'TypeScript',
    fix: error.helpMessage === null ? 'Correct the syntax at this place.' : printable(error.helpMessage),
  };
}

type Exports = Map<string, SourceValue>;

function evaluateStatement(evaluation: Evaluation, statement: Statement, exports: Exports): void {
  switch (statement.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'EmptyStatement':
      return;
    case 'VariableDeclaration':
      declareConstants(evaluation, statement);
      return;
    case 'ExportNamedDeclaration': {
      const { declaration, exportKind } = statement;
      if (exportKind === 'type') return;
      if (declaration?.type === 'VariableDeclaration') {
        for (const [name, value] of declareConstants(evaluation, declaration)) exports.set(name, value);
      } else {
        refuseStatement(evaluation, declaration ?? statement);
      }
      return;
    }
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement;
      if (declaration.type === 'TSInterfaceDeclaration') return;
      if (exports.has('default')) declaredTwice(evaluation, { name: 'export default', start: statement.start });
      const isExpression = !declaration.type.endsWith('Declaration');
      const value = isExpression
        ? evaluateExpression(evaluation, declaration as Expression)
        : refuseStatement(evaluation, declaration);
      exports.set('default', value);
      return;
    }
    default:
      refuseStatement(evaluation, statement);
  }
}

/** Refuses a statement, and keeps its name as declared, so that its uses are not reported too. */
function refuseStatement(evaluation: Evaluation, node: Span & { readonly id?: unknown }): SourceValue {
  const value = refuse(evaluation, node, constructOf(node.type));
  const { id } = node;
  if (typeof id === 'object' && id !== null && 'name' in id) {
    evaluation.scope.set(String(id.name), { kind: 'value', value });
  }
  return value;
}

/** The names that the declaration adds, with their values. */
function declareConstants(evaluation: Evaluation, declaration: VariableDeclaration): Exports {
  const { source } = evaluation;
  const constants: Exports = new Map();
  const { kind, declare: isAmbient, declarations } = declaration;
  const isConstant = kind === 'const' && isAmbient !== true;
  if (!isConstant)
    refuse(evaluation, declaration, { name: isAmbient === true ? 'declare' : kind, fix: 'Write `const`.' });
  for (const { id, init } of declarations) {
    const unknown = brokenValue({ source, start: id.start });
    if (id.type !== 'Identifier') {
      refuse(evaluation, id, { name: 'destructuring', fix: 'Refer to the field where it is needed.' });
      const names = source.text.slice(id.start, id.end).match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
      for (const name of names) evaluation.scope.set(name, { kind: 'value', value: unknown });
      continue;
    }
    const value = isConstant && init !== null ? evaluateExpression(evaluation, init) : unknown;
    declare(evaluation, id, { kind: 'value', value });
    constants.set(id.name, value);
  }
  return constants;
}
