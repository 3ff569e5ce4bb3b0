/** A schema as data, and its text: sorted keys, one definition per line, so that differences can be read. */

export type Schema = { [key: string]: unknown };

/** The kinds of one file by API version and kind, and the definitions that they share. */
export interface SchemaFile {
  readonly kinds: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}

export function schemaText({ $id, kinds, $defs }: SchemaFile & { readonly $id: string }): string {
  const byVersion = sortedEntries(kinds).map(([version, schemas]) => block(version, schemas));
  return `{
"$schema": "https://json-schema.org/draft/2020-12/schema",
"$id": ${JSON.stringify($id)},
"kinds": {
${byVersion.join(',\n')}
},
${block('$defs', $defs)}
}
`;
}

/** JSON with sorted keys and no spaces: equal text means equal value. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(sortedEntries(part)) : part,
  );
}

function block(name: string, schemas: Readonly<Record<string, Schema>>): string {
  const lines = sortedEntries(schemas).map(([key, schema]) => `${JSON.stringify(key)}: ${canonical(schema)}`);
  return `${JSON.stringify(name)}: {\n${lines.join(',\n')}\n}`;
}

function sortedEntries<T>(object: { readonly [key: string]: T } | object): [string, T][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)) as [string, T][];
}
