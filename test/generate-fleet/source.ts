/** Writes values as the TypeScript modules that people would write. */

/** Text to be written as it is: the name of an import, or an expression with one. */
export interface Reference {
  readonly code: string;
}

/** Longest value that stands on one line. */
const width = 90;

/** A module whose default export is a spec. */
export function specModule(define: string, value: unknown, imports: readonly string[] = []): string {
  return [
    `import { ${define} } from 'aos-fleet';`,
    ...imports,
    '',
    `export default ${define}(${literal(value)});`,
    '',
  ].join('\n');
}

/** A module of constants. */
export function constantsModule(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${literal(value)};\n`)
    .join('\n');
}

function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('code' in value) return String(value.code);
  const deeper = `${indent}  `;
  const list = Array.isArray(value);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  const parts = list
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([key, item]) => `${/^\w+$/.test(key) ? key : `'${key}'`}: ${literal(item, deeper)}`);
  const line = parts.join(', ');
  if (line.length <= width && !line.includes('\n'))
    return list || line === '' ? `${open}${line}${close}` : `{ ${line} }`;
  return `${open}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}${close}`;
}
