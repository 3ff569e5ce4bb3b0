/** Replaces `dist` as a whole, so that it is always the old one or the new one. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { distFolder, fluxFolder } from './paths.ts';
import { codeOf } from './system-error.ts';
import { UnwritableError } from './unwritable-error.ts';
import { workFolder } from './work-folder.ts';

/** What the next `dist` takes over from the old one, besides the files that were staged. Anything else is left behind. */
export interface NextDist {
  /** Paths of files that stay as they are. */
  readonly kept: readonly string[];
  /** Paths of what gives way, `dist` itself when it is no folder. */
  readonly replaced: ReadonlySet<string>;
  /** Folders that belong to Flux and stay as they are. */
  readonly flux: readonly string[];
}

/**
 * Completes the next `dist`, in which the changed files stand already, with hard links for what stays, and exchanges the
 * two by renaming. Node has no call that exchanges two folders in one step: a process that is killed between the two
 * renames leaves no `dist`, and the next run puts the old one back. The old one remains in the work folder, which the
 * caller clears when it leaves.
 * @throws {UnwritableError} when a link that gives way hides what belongs to Flux.
 */
export function writeDist(root: string, { kept, replaced, flux }: NextDist): void {
  mustHideNoFlux(root, flux);
  const work = workFolder(root);
  const dist = join(root, distFolder);
  const nextOf = (path: string): string => join(work.next, path.slice(distFolder.length + 1));
  const makeFolder = folderMaker();
  makeFolder(work.next);
  for (const path of kept) {
    makeFolder(dirname(nextOf(path)));
    // Behind a link, a file is another's, of which ours must not become a second name.
    const put = isBehind(path, replaced) ? copyFileSync : linkOrCopy;
    put(join(root, path), nextOf(path));
  }
  for (const path of flux) {
    makeFolder(dirname(nextOf(path)));
    linkEntry(join(root, path), nextOf(path));
  }
  if (lstatSync(dist, { throwIfNoEntry: false })) renameSync(dist, work.old);
  renameSync(work.next, dist);
}

/** Without it, replacing the link would take Flux's own manifests out of `dist`, and so out of the cluster. */
function mustHideNoFlux(root: string, flux: readonly string[]): void {
  for (const cluster of namesIn(join(root, distFolder, 'clusters'))) {
    const path = fluxFolder(cluster);
    if (flux.includes(path) || !existsSync(join(root, path))) continue;
    throw new UnwritableError(
      `${path} belongs to Flux and stands behind a link, must stand in dist itself; put the folder in the place of the link.`,
    );
  }
}

/** Follows links; none where they lead to no folder. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ELOOP', 'ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return [];
    throw error;
  }
}

function isBehind(path: string, replaced: ReadonlySet<string>): boolean {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (replaced.has(folder)) return true;
  }
  return false;
}

/** Makes each folder once: there are several files in most. */
function folderMaker(): (folder: string) => void {
  const made = new Set<string>();
  return (folder) => {
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
  };
}

/**
 * Links whatever it is, a folder with everything in it. Folders and links are made anew, with the same modes and times:
 * moving them would be simpler, but then what Flux needs would stand nowhere else until the two folders have changed places.
 */
function linkEntry(from: string, to: string): void {
  const entry = lstatSync(from);
  // In seconds: a Date has lost everything below milliseconds.
  const times = [entry.atimeMs / 1000, entry.mtimeMs / 1000] as const;
  if (entry.isDirectory()) {
    mkdirSync(to);
    for (const name of readdirSync(from)) linkEntry(join(from, name), join(to, name));
    // At last: nothing can be made in a folder that is read-only.
    chmodSync(to, entry.mode & 0o7777);
    utimesSync(to, ...times);
  } else if (entry.isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to);
    lutimesSync(to, ...times);
  } else if (entry.isFile()) {
    linkOrCopy(from, to);
  } else {
    // Copying would wait for a pipe.
    linkSync(from, to);
  }
}

/** Some file systems have no hard links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
