/** Keeps one comment on a pull request up to date, instead of one more for each push. */
import { type Hub, workflowBot } from './github.ts';

export interface OneComment {
  readonly number: number;
  /** What the comment begins with; only a comment of the workflow's own bot counts. */
  readonly marker: string;
  readonly body: string;
}

/** @returns what was done. */
export async function putComment({ octokit, owner, repo }: Hub, of: OneComment): Promise<string> {
  const { number, marker, body } = of;
  const comments = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of comments) {
    // Anybody can write the marker into a comment of their own.
    const mine = data.find((comment) => comment.user?.login === workflowBot && comment.body?.startsWith(marker));
    if (mine === undefined) continue;
    if (mine.body === body) return 'The comment is up to date.';
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: mine.id, body });
    return 'The comment was updated.';
  }
  await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
  return 'The comment was written.';
}
