/** Writes `src/model/specs.ts`, or with `--check` only compares it: the TypeScript types of our documents, from their JSON Schemas. */
import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

type Schema = { [key: string]: unknown };

const names = ['clusters', 'exceptions', 'fleet', 'prices', 'release', 'rings', 'tenant', 'trusted'];
const target = 'src/model/specs.ts';

const parts = [
  '/** Types of the documents that people write. Generated from `schemas/` by `npm run generate`; do not edit. */\n',
];
for (const name of names) {
  const schema = inlined(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as Schema);
  parts.push(await declare(schema, schema['title'] as string));
  parts.push(await declare(withDefaultsRequired(schema), `Resolved${schema['title'] as string}`));
}
const text = parts.join('\n');
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error(`${target} is not what schemas/ produce, must be: run npm run generate.`);
  process.exitCode = 1;
}

async function declare(schema: Schema, name: string): Promise<string> {
  return compile({ ...schema, title: name, $id: undefined }, name, {
    bannerComment: '',
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
}

/** Puts every `$ref` to a local definition in place, so that no helper types appear. */
function inlined(schema: Schema): Schema {
  const definitions = (schema['$defs'] ?? {}) as { [name: string]: Schema };
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, ...rest } = node as Schema;
    const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, visit(value)]));
    return typeof $ref === 'string' ? { ...definitions[$ref.replace('#/$defs/', '')], ...own } : own;
  };
  const { $defs: _, ...rest } = visit(schema) as Schema;
  return rest;
}

/** What a reader of a checked document finds: fields with a default are always there. */
function withDefaultsRequired(schema: Schema): Schema {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)])) as Schema;
    if (copy['type'] === 'object' && copy['properties'] !== undefined) {
      const properties = copy['properties'] as { [name: string]: Schema };
      const defaulted = Object.keys(properties).filter((name) => 'default' in properties[name]!);
      copy['required'] = [...new Set([...((copy['required'] as string[] | undefined) ?? []), ...defaulted])];
    }
    return copy;
  };
  return visit(schema) as Schema;
}
