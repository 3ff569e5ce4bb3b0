/** Rendered files, and the objects in them as policies look at them. */
import type { JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { emitYaml } from './emit-yaml.ts';

export interface Rendered {
  /** Text by path, in a stable order. */
  readonly files: ReadonlyMap<string, string>;
  readonly objects: readonly InventoryObject[];
}

/** Renders one multi-document file for each list of manifests. */
export function renderFiles(manifests: ReadonlyMap<string, readonly JsonObject[]>): Rendered {
  const files = new Map<string, string>();
  const objects: InventoryObject[] = [];
  for (const [file, documents] of manifests) {
    files.set(file, emitYaml(documents));
    for (const [document, manifest] of documents.entries()) objects.push({ manifest, file, document, base: '' });
  }
  return { files, objects };
}
