/** Finds the pull request that an event is about, as it is now. */
import type { Hub } from './github.ts';

export interface Pull {
  readonly number: number;
  readonly author: string;
  readonly head: string;
  readonly isDraft: boolean;
}

interface Listed {
  readonly number: number;
  readonly draft?: boolean | undefined;
  readonly state: string;
  readonly user: { readonly login: string } | null;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
}

/** Undefined when it is closed, or leads elsewhere than to main. */
export async function pullByNumber({ octokit, owner, repo }: Hub, number: number): Promise<Pull | undefined> {
  return pullOf((await octokit.rest.pulls.get({ owner, repo, pull_number: number })).data);
}

/**
 * The event of a review names the branch and its head, but no pull request when it comes from a fork.
 * @param of owner and name of the branch, as that event gives them: they only ever are a question to GitHub.
 */
export async function pullByHead(
  { octokit, owner, repo }: Hub,
  of: { readonly owner: string; readonly branch: string },
): Promise<Pull | undefined> {
  const head = `${of.owner}:${of.branch}`;
  const { data } = await octokit.rest.pulls.list({ owner, repo, state: 'open', base: 'main', head, per_page: 100 });
  const [first] = data.flatMap((pull) => pullOf(pull) ?? []);
  return first;
}

function pullOf({ number, draft, state, user, head, base }: Listed): Pull | undefined {
  if (state !== 'open' || base.ref !== 'main' || user === null) return undefined;
  return { number, author: user.login, head: head.sha, isDraft: draft === true };
}
