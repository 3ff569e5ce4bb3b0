/** Moves schemas that occur more than once to `$defs`: smaller files, and each is compiled once. */
import { createHash } from 'node:crypto';
import { canonical, type Schema, type SchemaFile } from './schema-text.ts';

/** Shorter schemas are not worth a definition of their own. */
const shortest = 200;

export function shareDefinitions(kinds: SchemaFile['kinds'], definitions: SchemaFile['$defs']): SchemaFile {
  const counts = new Map<string, { count: number; name: string }>();
  eachSchema(kinds, (schema) => {
    for (const [name, part] of partsOf(schema)) count(part, name);
  });

  const $defs: Record<string, Schema> = { ...definitions };
  const roots = Object.entries(kinds).map(([version, schemas]) => {
    const shared = Object.entries(schemas).map(([kind, schema]) => [kind, share(schema, 1)] as const);
    return [version, Object.fromEntries(shared)] as const;
  });
  return { kinds: Object.fromEntries(roots), $defs };

  function count(schema: Schema, name: string): void {
    const text = canonical(schema);
    const seen = counts.get(text);
    // The name that sorts first, so that the result does not depend on the order of the kinds.
    counts.set(text, {
      count: (seen?.count ?? 0) + 1,
      name: seen !== undefined && seen.name < name ? seen.name : name,
    });
    for (const [partName, part] of partsOf(schema)) count(part, partName);
  }

  /** A part is moved only when it occurs more often than the moved schema around it. */
  function share(schema: Schema, around: number): Schema {
    const replace = (part: Schema): Schema => {
      const text = canonical(part);
      const seen = counts.get(text)!;
      if (text.length < shortest || seen.count <= around) return share(part, around);
      const name = `${seen.name}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
      $defs[name] ??= share(part, seen.count);
      return { $ref: `#/$defs/${name}` };
    };
    const copy = { ...schema };
    if (isSchema(copy['items'])) copy['items'] = replace(copy['items']);
    if (isSchema(copy['additionalProperties'])) copy['additionalProperties'] = replace(copy['additionalProperties']);
    if (isSchema(copy['properties'])) {
      const entries = Object.entries(copy['properties']).map(
        ([name, part]) => [name, replace(part as Schema)] as const,
      );
      copy['properties'] = Object.fromEntries(entries);
    }
    return copy;
  }
}

function eachSchema(kinds: SchemaFile['kinds'], visit: (schema: Schema) => void): void {
  for (const schemas of Object.values(kinds)) for (const schema of Object.values(schemas)) visit(schema);
}

/** The schemas directly below one, each with the name of the property that leads to it. */
function partsOf(schema: Schema): [string, Schema][] {
  const parts = isSchema(schema['properties']) ? (Object.entries(schema['properties']) as [string, Schema][]) : [];
  if (isSchema(schema['items'])) parts.push(['items', schema['items']]);
  if (isSchema(schema['additionalProperties'])) parts.push(['values', schema['additionalProperties']]);
  return parts;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
