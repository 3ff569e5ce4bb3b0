/** Keeps one issue about the daily checks: opens it, keeps it up to date, closes it when all is well again. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variable } from './environment.ts';
import { type Hub, hubFromEnvironment, workflowBot } from './github.ts';

const marker = '<!-- aos-fleet daily -->';
const title = 'The daily checks of the fleet failed';

/**
 * @param report what does not hold, as Markdown; undefined when all is well.
 * @returns what was done.
 */
export async function putIssue(
  { octokit, owner, repo }: Hub,
  { report, page }: { readonly report: string | undefined; readonly page: string },
): Promise<string> {
  const mine = { owner, repo, creator: workflowBot, state: 'open', per_page: 100 } as const;
  const issues = await octokit.paginate(octokit.rest.issues.listForRepo, mine);
  const issue = issues.find(({ body, pull_request: pull }) => pull === undefined && body?.startsWith(marker));
  if (report === undefined) {
    if (issue === undefined) return 'All is well.';
    const body = `All is well again: ${page}`;
    await octokit.rest.issues.createComment({ owner, repo, issue_number: issue.number, body });
    await octokit.rest.issues.update({ owner, repo, issue_number: issue.number, state: 'closed' });
    return `Issue ${issue.number} was closed.`;
  }
  const body = `${marker}\nThe newest run: ${page}\n\n${report}`;
  if (issue === undefined) {
    const { data } = await octokit.rest.issues.create({ owner, repo, title, body });
    return `Issue ${data.number} was opened.`;
  }
  await octokit.rest.issues.update({ owner, repo, issue_number: issue.number, body });
  return `Issue ${issue.number} was updated.`;
}

/** From the folder that the checks wrote; that they did not end is a failure too. */
export function reportIn(folder: string): string | undefined {
  const file = join(folder, 'report.md');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  return existsSync(join(folder, 'finished')) ? undefined : 'The checks did not end: nothing is known.\n';
}

if (import.meta.main) {
  const report = reportIn(variable('OUTPUT'));
  console.log(await putIssue(hubFromEnvironment(), { report, page: variable('RUN_PAGE') }));
}
