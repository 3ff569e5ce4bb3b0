/** The text of a new spec. */
import type { JsonObject } from '../model/manifest.ts';
import { formatSource } from './format-source.ts';
import { keyLiteral, literal } from './literal.ts';

/** @param spec its fields in the order in which they are to stand. */
export function newSpec(file: string, spec: JsonObject): Promise<string> {
  const fields = Object.entries(spec).map(([name, value]) => `  ${keyLiteral(name)}: ${literal(value)},\n`);
  const text = `import { defineTenant } from 'aos-fleet';\n\nexport default defineTenant({\n${fields.join('')}});\n`;
  return formatSource(file, text);
}
