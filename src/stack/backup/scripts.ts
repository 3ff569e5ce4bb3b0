/** The programs that back up, restore and check, in the images that the release names. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Chart } from 'cdk8s';
import { add, type Stack } from '../part.ts';

const configMap = 'backup-scripts';

/** Sources by file name: part of this program's own text, as those beside Odoo are. */
export const scripts: Readonly<Record<string, string>> = readScripts(new URL('scripts/', import.meta.url));

/** Where a container finds them. */
export const scriptsMount = { name: 'scripts', mountPath: '/opt/fleet', readOnly: true } as const;
export const scriptsVolume = { name: 'scripts', configMap: { name: configMap } } as const;

export function addBackupScripts(layer: Chart, stack: Stack): void {
  add(layer, stack, { apiVersion: 'v1', kind: 'ConfigMap', name: configMap, body: { data: { ...scripts } } });
}

function readScripts(folder: URL): Record<string, string> {
  const files = readdirSync(folder).filter((name) => /\.(py|sh)$/.test(name));
  return Object.fromEntries(files.toSorted().map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}
