/** Sets the status `owners` on the head of a pull request: whether the owners of its tenants have approved it. */
import { openFleet } from '../../src/load/open-fleet.ts';
import { changedPaths } from '../../src/git/changed-paths.ts';
import { commitOf } from '../../src/git/revision.ts';
import { type Affected, affectedOwners } from '../../src/oversight/affected-owners.ts';
import { judgeApprovals, approversOf, type Opinion, type Verdict } from './approvals.ts';
import { variable } from './environment.ts';
import { fetchCommit } from './fetch-commit.ts';
import { type Pull, pullByHead, pullByNumber } from './find-pull.ts';
import { type Hub, hubFromEnvironment } from './github.ts';
import { mergeCommits } from './merge-commits.ts';

/** The name that branch protection requires. */
export const ownersStatus = 'owners';

export interface Judgement {
  readonly pull: Pull;
  /** A clone with main checked out and the head commit among its objects. */
  readonly root: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Page of this run. */
  readonly page: string;
}

export async function judgeOwners(hub: Hub, { pull, root, today, page }: Judgement): Promise<Verdict> {
  const { octokit, owner, repo } = hub;
  const affected = affectedBy(root, { head: pull.head, today });
  const verdict: Verdict =
    affected === undefined
      ? { isApproved: false, description: 'It conflicts with main: merge main into it first.', wanted: [] }
      : await verdictOn(hub, { pull, affected });
  await octokit.rest.repos.createCommitStatus({
    owner,
    repo,
    sha: pull.head,
    context: ownersStatus,
    state: verdict.isApproved ? 'success' : 'pending',
    description: verdict.description.slice(0, 140),
    target_url: page,
  });
  if (!pull.isDraft) await ask(hub, pull, verdict.wanted);
  return verdict;
}

/** By the owners that main knows: a change of owners is approved by those before it. Undefined when it conflicts. */
function affectedBy(root: string, of: { readonly head: string; readonly today: string }): Affected | undefined {
  const base = commitOf(root, 'HEAD');
  const merge = mergeCommits(root, base, of.head);
  if ('conflicts' in merge) return undefined;
  const { tenantFiles, load } = openFleet(root, of.today);
  const known = new Set(tenantFiles);
  const files = changedPaths(root, base, merge.commit).map(({ path }) => path);
  return affectedOwners(files, (tenant) => {
    const file = `tenants/${tenant}.ts`;
    return known.has(file) ? load(file).tenant?.spec.owners : undefined;
  });
}

async function verdictOn(
  hub: Hub,
  { pull, affected }: { readonly pull: Pull; readonly affected: Affected },
): Promise<Verdict> {
  const { octokit, owner, repo } = hub;
  const reviews = await octokit.paginate(octokit.rest.pulls.listReviews, {
    owner,
    repo,
    pull_number: pull.number,
    per_page: 100,
  });
  const opinions = reviews.flatMap(({ user, state, commit_id: commit }): Opinion[] =>
    user === null ? [] : [{ login: user.login, state, commit: commit ?? '' }],
  );
  const maintainers = new Set<string>();
  for (const login of approversOf(opinions, pull)) if (await maintains(hub, login)) maintainers.add(login);
  return judgeApprovals({ ...pull, affected, opinions, maintainers });
}

async function maintains({ octokit, owner, repo }: Hub, username: string): Promise<boolean> {
  const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
  return ['admin', 'maintain'].includes(data.role_name);
}

/** Asks owners for a review, as far as GitHub lets them give one: an owner without access to the repository is passed over. */
async function ask({ octokit, owner, repo }: Hub, { number }: Pull, logins: readonly string[]): Promise<void> {
  for (const login of logins.slice(0, 15)) {
    try {
      const reviewers = [login];
      await octokit.rest.pulls.requestReviewers({ owner, repo, pull_number: number, reviewers });
    } catch (error) {
      if (!(error instanceof Error && 'status' in error && error.status === 422)) throw error;
    }
  }
}

if (import.meta.main) {
  const hub = hubFromEnvironment();
  const number = Number(process.env['PULL_REQUEST'] ?? '');
  const pull =
    number > 0
      ? await pullByNumber(hub, number)
      : await pullByHead(hub, { owner: variable('HEAD_OWNER'), branch: variable('HEAD_BRANCH') });
  if (pull === undefined) {
    console.log('There is no open pull request to main that this is about.');
  } else {
    fetchCommit(process.cwd(), pull.head);
    const today = new Date().toISOString().slice(0, 10);
    const verdict = await judgeOwners(hub, { pull, root: process.cwd(), today, page: variable('RUN_PAGE') });
    console.log(verdict.description);
  }
}
