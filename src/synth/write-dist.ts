/** Replaces `dist` as a whole, so that it is always the old one or the new one. */
import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { distFolder } from './paths.ts';
import { workFolder } from './work-folder.ts';

export interface DistChange {
  /** Paths that were staged. */
  readonly staged: readonly string[];
  /** Paths that are no longer wanted. */
  readonly removed: readonly string[];
}

/**
 * Builds the next `dist` beside the old one, with hard links for what stays, and exchanges the two by renaming. Node has
 * no call that exchanges two folders in one step: a process that is killed between the two renames leaves no `dist`, and
 * the next run puts the old one back.
 */
export function writeDist(root: string, change: DistChange): void {
  const { staged, next, old } = workFolder(root);
  const dist = join(root, distFolder);
  const left = new Set([...change.staged, ...change.removed]);
  mkdirSync(next, { recursive: true });
  if (existsSync(dist)) linkTree(dist, next, (path) => !left.has(`${distFolder}/${path}`));
  for (const path of change.staged) {
    const target = join(next, path.slice(distFolder.length + 1));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(staged, path), target);
  }
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(next, dist);
  rmSync(old, { recursive: true, force: true });
  rmSync(staged, { recursive: true, force: true });
}

/** Links every file that is kept; folders without any are left out. */
function linkTree(from: string, to: string, isKept: (path: string) => boolean): void {
  const visit = (folder: string): void => {
    let made = folder === '';
    for (const entry of readdirSync(join(from, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (isKept(path)) {
        if (!made) mkdirSync(join(to, folder), { recursive: true });
        made = true;
        linkOrCopy(join(from, path), join(to, path));
      }
    }
  };
  visit('');
}

/** Some file systems have no hard links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!lstatSync(from).isFile()) throw error;
    copyFileSync(from, to);
  }
}
