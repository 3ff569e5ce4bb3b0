/** Replaces `dist` as a whole, so that it is always the old one or the new one. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { distFolder } from './paths.ts';
import { workFolder } from './work-folder.ts';

/** What the next `dist` takes over from the old one, besides the files that were staged. Anything else is left behind. */
export interface NextDist {
  /** Paths of files that stay as they are. */
  readonly kept: readonly string[];
  /** Folders that belong to Flux and stay as they are. */
  readonly flux: readonly string[];
}

/**
 * Completes the next `dist`, in which the changed files stand already, with hard links for what stays, and exchanges the
 * two by renaming. Node has no call that exchanges two folders in one step: a process that is killed between the two
 * renames leaves no `dist`, and the next run puts the old one back. The old one remains in the work folder, which the
 * caller clears when it leaves.
 */
export function writeDist(root: string, { kept, flux }: NextDist): void {
  const work = workFolder(root);
  const dist = join(root, distFolder);
  const nextOf = (path: string): string => join(work.next, path.slice(distFolder.length + 1));
  const makeFolder = folderMaker();
  makeFolder(work.next);
  for (const path of kept) {
    makeFolder(dirname(nextOf(path)));
    linkOrCopy(join(root, path), nextOf(path));
  }
  for (const path of flux) {
    makeFolder(dirname(nextOf(path)));
    linkEntry(join(root, path), nextOf(path));
  }
  if (existsSync(dist)) renameSync(dist, work.old);
  renameSync(work.next, dist);
}

/** Makes each folder once: there are several files in most. */
function folderMaker(): (folder: string) => void {
  const made = new Set<string>();
  return (folder) => {
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
  };
}

/** Links whatever it is, a folder with everything in it. */
function linkEntry(from: string, to: string): void {
  const entry = lstatSync(from);
  if (entry.isDirectory()) {
    mkdirSync(to);
    for (const name of readdirSync(from)) linkEntry(join(from, name), join(to, name));
  } else if (entry.isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to);
  } else {
    linkOrCopy(from, to);
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
