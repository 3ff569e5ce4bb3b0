/** Finds the manifest files of a folder. */
import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compareText } from '../model/finding.ts';

export interface ManifestFiles {
  /** Absolute paths, sorted by their POSIX form. */
  readonly files: readonly string[];
  /** What is not examined although it may hold manifests, sorted likewise. */
  readonly refused: readonly RefusedPath[];
  /** Number of files that are no manifests by their name. */
  readonly others: number;
  /** Number of links to manifest files of the same folder, which are read where they stand. */
  readonly innerLinks: number;
  /** Number of folders that are skipped by their name. */
  readonly skipped: number;
}

export type RefusedPath =
  | { readonly path: string; readonly kind: 'folder'; readonly error: unknown }
  | { readonly path: string; readonly kind: 'special' }
  | { readonly path: string; readonly kind: 'link'; readonly message: string };

const manifestName = /\.(?:json|ya?ml)$/i;
const skippedFolders = new Set(['.git']);

/**
 * Every `.yaml`, `.yml` and `.json` file below a folder, or the one file that the path names.
 * @throws when the path does not exist or cannot be reached.
 */
export function findManifestFiles(folder: string): ManifestFiles {
  const stat = statSync(folder);
  if (!stat.isDirectory()) {
    const refused = stat.isFile() ? [] : [{ path: folder, kind: 'special' } as const];
    return { files: stat.isFile() ? [folder] : [], refused, others: 0, innerLinks: 0, skipped: 0 };
  }
  const files: string[] = [];
  const refused: RefusedPath[] = [];
  const counts = { others: 0, innerLinks: 0, skipped: 0 };
  const real = realpathSync(folder);
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of entriesOf(current, refused)) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (skippedFolders.has(entry.name)) {
          counts.skipped++;
        } else {
          pending.push(path);
        }
      } else if (entry.isSymbolicLink()) {
        const message = refuseLink(path, real);
        if (message === undefined) {
          counts.innerLinks++;
        } else {
          refused.push({ path, kind: 'link', message });
        }
      } else if (!manifestName.test(entry.name)) {
        counts.others++;
      } else if (entry.isFile()) {
        files.push(path);
      } else {
        refused.push({ path, kind: 'special' });
      }
    }
  }
  files.sort((a, b) => compareText(toPosix(a), toPosix(b)));
  refused.sort((a, b) => compareText(toPosix(a.path), toPosix(b.path)));
  return { files, refused, ...counts };
}

/** One folder that cannot be read does not hide the others. */
function entriesOf(folder: string, refused: RefusedPath[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    refused.push({ path: folder, kind: 'folder', error });
    return [];
  }
}

export function toPosix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Why a link hides something from examination; `undefined` when it leads to a manifest file that is read anyway. */
function refuseLink(path: string, folder: string): string | undefined {
  let target: string;
  try {
    target = realpathSync(path);
  } catch {
    return 'link leads nowhere, must be a file';
  }
  const inside = relative(folder, target);
  const segments = inside.split(sep);
  if (segments[0] === '..' || inside === target) {
    return 'link leads out of the folder, must be a file in it';
  }
  const isRead =
    manifestName.test(target) && lstatSync(target).isFile() && !segments.some((name) => skippedFolders.has(name));
  return isRead ? undefined : 'link leads to something that is not read, must be a file';
}
