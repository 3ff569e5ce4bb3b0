/** Finds the manifest files of a folder. */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compareText } from '../model/finding.ts';

export interface ManifestFiles {
  /** Absolute paths, sorted by their POSIX form. */
  readonly files: readonly string[];
  /** Links that are not followed and whose content is therefore not examined, with the reason. */
  readonly links: readonly { readonly path: string; readonly message: string }[];
  /** Number of files that are no manifests by their name. */
  readonly others: number;
  /** Number of links to manifest files of the same folder, which are read where they stand. */
  readonly innerLinks: number;
}

const manifestName = /\.(?:json|ya?ml)$/i;
const skippedFolders = new Set(['.git']);

/**
 * Every `.yaml`, `.yml` and `.json` file below a folder, or the one file that the path names.
 * @throws when the path does not exist or cannot be read.
 */
export function findManifestFiles(folder: string): ManifestFiles {
  if (statSync(folder).isFile()) {
    return { files: [folder], links: [], others: 0, innerLinks: 0 };
  }
  const files: string[] = [];
  const links: { path: string; message: string }[] = [];
  let others = 0;
  let innerLinks = 0;
  const real = realpathSync(folder);
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) {
          pending.push(path);
        }
      } else if (entry.isSymbolicLink()) {
        const message = refuseLink(path, real);
        if (message === undefined) {
          innerLinks++;
        } else {
          links.push({ path, message });
        }
      } else if (entry.isFile() && manifestName.test(entry.name)) {
        files.push(path);
      } else {
        others++;
      }
    }
  }
  files.sort((a, b) => compareText(toPosix(a), toPosix(b)));
  links.sort((a, b) => compareText(toPosix(a.path), toPosix(b.path)));
  return { files, links, others, innerLinks };
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
