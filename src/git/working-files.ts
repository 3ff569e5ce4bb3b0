/** What Git's index knows of the files of a working tree, so that not every one must be read to be told apart. */
import { tryGit, zeroEnded } from './git.ts';

export interface WorkingFiles {
  /** Length of ids: 40, or 64 in a repository with SHA-256. */
  readonly idLength: number;
  /**
   * By path relative to the root: ids of what Git keeps of regular files that it sees no difference in. Where it converts the
   * ends of lines, the bytes that stand there differ from that, and so does their number.
   */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Undefined where Git cannot tell: outside of a repository, or where filters make any bytes of any others.
 * @param folders relative to the root.
 */
export function workingFiles(root: string, folders: readonly string[]): WorkingFiles | undefined {
  const format = tryGit(root, ['rev-parse', '--show-object-format', '--is-inside-work-tree']);
  const [name = '', isInside] = format.output.toString().trim().split('\n');
  const idLength = { sha1: 40, sha256: 64 }[name];
  if (format.code !== 0 || idLength === undefined || isInside !== 'true') return undefined;
  const listed = tryGit(root, [...trusting, 'ls-files', '--stage', '-v', '-z', '--', ...folders]);
  const differing = tryGit(root, [...trusting, 'diff-files', '--name-only', '--relative', '-z', '--', ...folders]);
  if (listed.code !== 0 || differing.code !== 0) return undefined;
  const ids = new Map<string, string>();
  const start = 'H 100644 '.length;
  for (const line of zeroEnded(listed.output)) {
    // Of files that are assumed to be unchanged, left out of the tree, in conflict or links, Git says nothing.
    if (!line.startsWith('H 100') || !line.startsWith(' 0\t', start + idLength)) continue;
    ids.set(line.slice(start + idLength + 3), line.slice(start, start + idLength));
  }
  for (const path of zeroEnded(differing.output)) ids.delete(path);
  return isFiltering(root, ids.keys()) ? undefined : { idLength, ids };
}

/** What a repository's settings could make Git overlook. */
const trusting = ['-c', 'core.trustctime=true', '-c', 'core.checkStat=default', '-c', 'core.fsmonitor=false'];

/** Whether programs could write other bytes into the working tree than Git keeps. */
function isFiltering(root: string, paths: Iterable<string>): boolean {
  if (tryGit(root, ['config', '--get-regexp', String.raw`^filter\.`]).code === 1) return false;
  const asked = tryGit(root, ['check-attr', '--stdin', '-z', 'filter'], [...paths, ''].join('\0'));
  return asked.code !== 0 || zeroEnded(asked.output).some((part, index) => index % 3 === 2 && part !== 'unspecified');
}
