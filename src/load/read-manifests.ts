/** Reads any folder of Kubernetes manifests into objects with the places that they come from. */
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { compareFindings, type Finding } from '../model/finding.ts';
import type { InventoryObject } from '../model/policy.ts';
import { findManifestFiles, type ManifestFiles, type RefusedPath, toPosix } from './manifest-files.ts';
import { manifestFinding, readManifestText } from './manifest-text.ts';

export interface ReadManifests {
  /** In the order of files, documents and Lists. */
  readonly objects: readonly InventoryObject[];
  /** The files examined, sorted. POSIX paths relative to the root, with `..` for what lies outside it. */
  readonly files: readonly string[];
  /** The text of each of these files that is UTF-8, without byte order mark. */
  readonly texts: ReadonlyMap<string, string>;
  /** Sorted with `compareFindings`. */
  readonly findings: readonly Finding[];
  /** What was not examined, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads the `.yaml`, `.yml` and `.json` files below a folder, or one file, as `kubectl` does but strictly: what cannot be
 * read, or is read differently by others, is a finding.
 * @param root what paths are relative to.
 * @param folder absolute, or relative to the root.
 * @param only glob, relative to the folder, that selects among the files.
 */
export function readManifests(root: string, folder: string, only?: string): ReadManifests {
  const base = resolve(root, folder);
  const nameOf = (path: string): string => toPosix(relative(root, path)) || '.';
  let found: ManifestFiles;
  try {
    found = findManifestFiles(base);
  } catch (error) {
    const findings = [refusal(nameOf(base), { path: base, kind: 'folder', error })];
    return { objects: [], files: [], texts: new Map(), findings, notes: [] };
  }
  const isSelected = only === undefined ? () => true : picomatch(only, { dot: true });
  const isWanted = (path: string): boolean => path === base || isSelected(toPosix(relative(base, path)));
  const wanted = found.files.filter(isWanted);

  const objects: (readonly InventoryObject[])[] = [];
  const texts = new Map<string, string>();
  // Whether the glob selects something in a folder that cannot be read, nobody knows.
  const refused = found.refused.filter(({ path, kind }) => kind === 'folder' || isWanted(path));
  const findings: (readonly Finding[])[] = [refused.map((one) => refusal(nameOf(one.path), one))];
  let kustomizations = 0;
  let records = 0;
  for (const path of wanted) {
    const file = nameOf(path);
    try {
      texts.set(file, new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
    } catch (error) {
      findings.push([unreadable(file, 'file', error)]);
      continue;
    }
    const read = readManifestText(file, texts.get(file) ?? '');
    objects.push(read.objects);
    findings.push(read.findings);
    kustomizations += read.kustomizations;
    records += read.records;
  }
  const notes = [
    countNote(found.files.length - wanted.length, 'manifest file', 'not selected and not examined'),
    countNote(found.others, 'other file', 'not examined: only .yaml, .yml and .json files are manifests'),
    countNote(found.skipped, 'folder', 'not examined: .git belongs to Git'),
    countNote(found.innerLinks, 'link', 'to a file that is read where it stands, not followed'),
    countNote(records, 'record', 'of a tenant not examined: tenant.json is no manifest'),
    countNote(kustomizations, 'kustomization', 'not built: resources are examined as they are written'),
  ].filter((note) => note !== undefined);
  return {
    objects: objects.flat(),
    files: wanted.map(nameOf),
    texts,
    findings: findings.flat().sort(compareFindings),
    notes,
  };
}

function countNote(count: number, noun: string, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${noun}${count === 1 ? '' : 's'} ${what}.`;
}

function refusal(file: string, refused: RefusedPath): Finding {
  switch (refused.kind) {
    case 'folder':
      return unreadable(file, 'folder', refused.error);
    case 'link':
      return manifestFinding('manifest-link', { file, message: refused.message });
    case 'special': {
      const message = 'file is a pipe, a socket or a device, must be a regular file';
      const fix = 'Write the manifests to a regular file, or keep this one out of the folder of manifests.';
      return { ...manifestFinding('manifest-unreadable', { file, message }), fix };
    }
  }
}

function unreadable(file: string, what: 'file' | 'folder', error: unknown): Finding {
  const finding = manifestFinding('manifest-unreadable', {
    file,
    message: `${what} cannot be read: ${reasonOf(error)}`,
  });
  const isOfText = error instanceof Error && Reflect.get(error, 'code') === 'ERR_ENCODING_INVALID_ENCODED_DATA';
  const fix = `Let the user who runs the check read the ${what}, or keep it out of the folder of manifests.`;
  return isOfText ? finding : { ...finding, fix };
}

/** Node's messages quote absolute paths, which differ between machines; the code does not. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const code: unknown = Reflect.get(error, 'code');
  switch (code) {
    case 'ENOENT':
      return 'it does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8';
    default:
      return typeof code === 'string' ? code : error.message;
  }
}
