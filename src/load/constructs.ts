/** Names the TypeScript constructs that are no data, and what to write in their place. */

export interface Construct {
  readonly name: string;
  readonly fix: string;
}

const value = 'Write the value itself.';
const constant = 'Write a `const` with a literal value.';

const calls = 'Write the value that the call would return; a spec is read, never run.';

/** Keyed by the node's type in the ESTree. Whatever is missing here is named by its type. */
const constructs: Readonly<Record<string, Construct>> = {
  ArrowFunctionExpression: { name: 'an arrow function', fix: value },
  AssignmentExpression: { name: 'an assignment', fix: value },
  AwaitExpression: { name: 'await', fix: value },
  BinaryExpression: { name: 'a computation', fix: 'Write its result; join strings with a template string.' },
  BlockStatement: { name: 'a block', fix: 'Remove it.' },
  CallExpression: { name: 'a function call', fix: calls },
  ChainExpression: { name: 'optional chaining', fix: 'Refer to a field that is always there.' },
  ClassDeclaration: { name: 'a class', fix: 'Remove it.' },
  ClassExpression: { name: 'a class', fix: value },
  ConditionalExpression: { name: 'a conditional', fix: 'Write the value that applies to this tenant.' },
  ExportAllDeclaration: { name: 'export *', fix: 'Import from the module that has the constant.' },
  ExportNamedDeclaration: { name: 'an export list', fix: 'Write `export const` at the declaration.' },
  ExpressionStatement: { name: 'a statement', fix: 'Remove it; a spec is read, never run.' },
  ForOfStatement: { name: 'a loop', fix: 'Write the values out.' },
  ForStatement: { name: 'a loop', fix: 'Write the values out.' },
  FunctionDeclaration: { name: 'a function', fix: 'Remove it.' },
  FunctionExpression: { name: 'a function', fix: value },
  IfStatement: { name: 'a condition', fix: 'Write the value that applies to this tenant.' },
  ImportExpression: { name: 'a dynamic import', fix: 'Write `import { name } from "./file.ts"` at the top.' },
  LogicalExpression: { name: 'a logical operator', fix: 'Write the value that applies to this tenant.' },
  MetaProperty: { name: 'import.meta', fix: value },
  NewExpression: { name: 'new', fix: value },
  SequenceExpression: { name: 'a comma operator', fix: value },
  TSEnumDeclaration: { name: 'an enum', fix: constant },
  TSExportAssignment: { name: 'export =', fix: 'Write `export default`.' },
  TSImportEqualsDeclaration: { name: 'import =', fix: 'Write `import { name } from "./file.ts"`.' },
  TSModuleDeclaration: { name: 'a namespace', fix: constant },
  TSNonNullExpression: { name: 'a non-null assertion', fix: 'Remove the `!`.' },
  TSTypeAssertion: { name: 'a type assertion in angle brackets', fix: 'Write `as` or `satisfies` after the value.' },
  TaggedTemplateExpression: { name: 'a tagged template', fix: 'Remove the tag.' },
  ThisExpression: { name: 'this', fix: value },
  ThrowStatement: { name: 'throw', fix: 'Remove it.' },
  UnaryExpression: { name: 'an operator', fix: value },
  UpdateExpression: { name: 'an assignment', fix: value },
  WhileStatement: { name: 'a loop', fix: 'Write the values out.' },
};

export function constructOf(type: string): Construct {
  return constructs[type] ?? { name: type, fix: value };
}
