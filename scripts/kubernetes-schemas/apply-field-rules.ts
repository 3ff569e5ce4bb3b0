/** Adds to the schema of a definition what its rules say. */
import type { Schema } from './schema-text.ts';

export interface FieldRules {
  /** Keywords that are added to the schemas of properties. */
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Properties with allowed values in which empty text is the same as none, because the server gives them a default or takes it so. */
  readonly orEmpty?: readonly string[];
  /** Properties that must not be missing. */
  readonly required?: readonly string[];
  /** Properties of which only one may be set; all of the definition but those after `allBut`. */
  readonly atMostOneField?: readonly string[] | AllBut;
  /** Properties of which one has to be set, and only one. */
  readonly oneField?: readonly string[] | AllBut;
  readonly minProperties?: number;
}

export interface AllBut {
  readonly allBut: readonly string[];
}

export function applyFieldRules(schema: Schema, rules: FieldRules): void {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  for (const [name, keywords] of Object.entries(rules.properties ?? {})) addKeywords(known(name), keywords);
  for (const name of rules.orEmpty ?? []) {
    const { enum: values } = known(name);
    // Older versions do not list the values of every such field.
    if (Array.isArray(values)) known(name)['enum'] = [...(values as string[]), ''];
  }
  if (rules.required !== undefined) {
    const present = (schema['required'] ?? []) as readonly string[];
    schema['required'] = [...new Set([...present, ...rules.required])].sort();
  }
  for (const keyword of ['atMostOneField', 'oneField'] as const) {
    const names = rules[keyword];
    if (names !== undefined) schema[keyword] = namesIn(names);
  }
  if (rules.minProperties !== undefined) schema['minProperties'] = rules.minProperties;

  function namesIn(names: readonly string[] | AllBut): string[] {
    if (!('allBut' in names)) return names.filter((name) => known(name) !== undefined).toSorted();
    const others = new Set(names.allBut.filter((name) => known(name) !== undefined));
    return Object.keys(properties)
      .filter((name) => !others.has(name))
      .toSorted();
  }

  /** A rule about a field that does not exist is out of date. */
  function known(name: string): Schema {
    const property = properties[name];
    if (property === undefined) throw new Error(`${name} is not a field`);
    return property;
  }
}

function addKeywords(target: Schema, { items, ...keywords }: Schema): void {
  Object.assign(target, keywords);
  if (items !== undefined) Object.assign(target['items'] as Schema, items);
}
