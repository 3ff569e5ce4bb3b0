/** The allowed values of Kubernetes' own fields, which the OpenAPI documents in its repository leave out. */
import { readFileSync } from 'node:fs';

/** Values by definition, then by property; for a list of strings they are the values of its items. */
export type Enumerations = ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;

/** Reads them from the Go source that the API server's own OpenAPI is made from. */
export function readEnumerations(file: string): Enumerations {
  const found = new Map<string, Record<string, readonly string[]>>();
  let definition = '';
  let property = '';
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const start = /^func schema_(\w+)\(ref /.exec(line);
    if (start !== null) definition = definitionName(start[1]!);
    const field = /^\t{5}"([^"]+)": \{$/.exec(line);
    if (field !== null) property = field[1]!;
    const values = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/.exec(line);
    if (values === null) continue;
    const properties = found.get(definition) ?? {};
    properties[property] = JSON.parse(`[${values[1]!}]`) as string[];
    found.set(definition, properties);
  }
  if (found.size < 50)
    throw new Error(`${file} lists ${found.size} definitions with allowed values, expected at least 50`);
  return found;
}

/** `k8sio_api_core_v1_Container` is `io.k8s.api.core.v1.Container` in OpenAPI. */
function definitionName(name: string): string {
  return name.replace(/^k8sio_/, 'io.k8s.').replaceAll('_', '.');
}
