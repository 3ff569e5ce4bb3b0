/** Reads the encrypted Secrets of a tenant from `tenants/secrets/<id>/`. They stay encrypted: no key is at hand here. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, type Finding } from '../model/finding.ts';
import type { SecretFile } from '../model/fleet.ts';
import { printable } from '../schema/document-value.ts';
import { createLocator } from './locate-manifest.ts';
import { readManifestText } from './manifest-text.ts';
import { findingOf } from './problem.ts';
import { limits } from './source-value.ts';

export interface ReadSecrets {
  /** Sorted by name. */
  readonly secrets: readonly SecretFile[];
  readonly findings: readonly Finding[];
}

const fileName = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/;

/** @param exists whether the tenant has a folder of secrets. */
export function readSecrets(root: string, id: string, exists: boolean): ReadSecrets {
  const secrets: SecretFile[] = [];
  const findings: Finding[] = [];
  if (!exists) return { secrets, findings };
  const folder = `tenants/secrets/${id}`;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    const name = fileName.exec(entry.name)?.[1];
    if (name === undefined || !entry.isFile()) {
      findings.push(fault(id, { file, found: `is ${entry.isFile() ? 'a file of another name' : 'no regular file'}` }));
      continue;
    }
    const read = readText(root, file);
    if (typeof read !== 'string') {
      findings.push(fault(id, { file, ...read }));
      continue;
    }
    const { objects, findings: unreadable } = readManifestText(file, read);
    findings.push(...unreadable.map((finding) => ({ ...finding, tenant: id })));
    const [object] = objects;
    if (objects.length === 1 && object?.base === '') {
      const locate = createLocator(read);
      secrets.push({
        file,
        name,
        manifest: object.manifest,
        locate: (pointer) => ({ file, ...locate(0, pointer) }),
      });
    } else if (unreadable.length === 0) {
      findings.push(fault(id, { file, found: `has ${objects.length} objects` }));
    }
  }
  return { secrets: secrets.toSorted((a, b) => compareText(a.name, b.name)), findings };
}

/** Whatever stands in a tenant's folder of secrets, sorted; nothing where there is none. */
export function secretFilesOf(root: string, id: string): readonly string[] {
  const folder = `tenants/secrets/${id}`;
  const path = join(root, folder);
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(path)
    .map((name) => `${folder}/${name}`)
    .toSorted(compareText);
}

function readText(root: string, file: string): string | { readonly found: string } {
  const bytes = readFileSync(join(root, file));
  if (bytes.length > limits.bytes) return { found: `has ${bytes.length} bytes` };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { found: 'is not UTF-8' };
  }
}

function fault(tenant: string, { file, found }: { readonly file: string; readonly found: string }): Finding {
  const shown = printable(file);
  const wanted = `one encrypted Secret in a file named <name>.yaml, of at most ${limits.bytes} bytes`;
  const problem = {
    policy: 'secret-file',
    place: { file, line: 1, column: 1 },
    message: `${shown} ${found}, must be ${wanted}`,
    wanted,
    fix: 'Remove it, and write the Secret with `fleet secrets`. Values that were ever committed in plain must be replaced.',
  };
  return findingOf(problem, { object: { apiVersion: 'fleet.aos/v1', kind: 'SecretFile', name: shown }, tenant });
}
