/** The Python programs that run beside Odoo in its own image. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Chart } from 'cdk8s';
import { names } from '../names.ts';
import { add, type Stack } from '../part.ts';

/**
 * Sources of the programs, by file name. They are part of this program's own text, like its modules, and kept in files of
 * their own only so that Python's tools can read and test them; they are read once, when the module is loaded.
 */
export const scripts: Readonly<Record<string, string>> = readScripts(new URL('scripts/', import.meta.url));

/** Changes with any of them. */
export const scriptsDigest = createHash('sha256').update(JSON.stringify(scripts)).digest('hex');

export function addScripts(layer: Chart, stack: Stack): void {
  add(layer, stack, { apiVersion: 'v1', kind: 'ConfigMap', name: names.scripts, body: { data: { ...scripts } } });
}

function readScripts(folder: URL): Record<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(files.toSorted().map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}
