/** Lets Git look at every file of a working tree, beside other work: with many files that takes a second. */
import { GitError, type GitRun, startGit } from './git.ts';

/** What Git printed, each part ended by a zero byte; paths relative to the root. */
export interface Survey {
  /** The entries of the index, for `readIndexEntries`. */
  readonly listed: GitRun;
  /** Files that differ from them: one letter and the path, in turn. */
  readonly differing: GitRun;
  /** What it does not know, ignored or not. Of a folder without any file that it knows, the folder alone, ended by a slash. */
  readonly others: GitRun;
  /** Format of the ids, and whether there is a working tree: a line each. */
  readonly repository: GitRun;
  /** Settings that change what the rest means: the name, a line break and the value, in turn. */
  readonly settings: GitRun;
}

/** Undefined where there is no Git. */
export async function surveyWorkingTree(root: string): Promise<Survey | undefined> {
  const ask = (command: string, ...options: readonly string[]): Promise<GitRun> =>
    startGit(root, [...trusting, command, ...options, '-z']);
  try {
    const [repository, settings, others, differing, listed] = await Promise.all([
      startGit(root, ['rev-parse', '--show-object-format', '--is-inside-work-tree']),
      startGit(root, ['config', '-z', '--get-regexp', '^(core|filter)[.]']),
      ask('ls-files', '--others', '--directory'),
      ask('diff-files', '--name-status', '--relative'),
      ask('ls-files', '--stage', '-v', '--debug'),
    ]);
    return { repository, settings, listed, differing, others };
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** What a repository's settings could make Git overlook. */
const trusting = ['-c', 'core.trustctime=true', '-c', 'core.checkStat=default', '-c', 'core.fsmonitor=false'];
