/** Makes the conditions of a CustomResourceDefinition judge objects before defaults as an API server judges them after. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Schema } from './schema-text.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false });

/**
 * A condition about a field that has a default holds for the default when the field is absent:
 * a default that does not fit makes the field necessary, and one that fits makes it unnecessary.
 */
export function withDefaults(condition: Schema, properties: Readonly<Record<string, Schema>>): Schema {
  const hasDefault = (name: string): boolean => properties[name]?.['default'] !== undefined;
  const parts = Object.entries((condition['properties'] ?? {}) as Record<string, Schema>);
  const unfit = parts
    .filter(([name, part]) => hasDefault(name) && !ajv.validate(part, properties[name]!['default']))
    .map(([name]) => name);
  const { required = [], ...rest } = condition;
  const needed = [...(required as string[]).filter((name) => !hasDefault(name)), ...unfit];
  return needed.length === 0 ? rest : { ...rest, required: needed.toSorted() };
}
