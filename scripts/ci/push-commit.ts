/** Pushes COMMIT to the branch HEAD_BRANCH, if that has not moved on: a push that is no fast-forward is refused. */
import { git } from '../../src/git/git.ts';
import { commitId, variable } from './environment.ts';
import { withToken } from './fetch-commit.ts';

export function pushCommit(
  root: string,
  { commit, branch }: { readonly commit: string; readonly branch: string },
): void {
  const target = `refs/heads/${branch}`;
  git(root, ['check-ref-format', target]);
  withToken(() => git(root, ['push', '--quiet', 'origin', `${commit}:${target}`]));
}

if (import.meta.main) pushCommit(process.cwd(), { commit: commitId('COMMIT'), branch: variable('HEAD_BRANCH') });
