/** The repository on GitHub that a workflow runs for, with the token that the workflow gave. */
import { Octokit } from '@octokit/rest';
import { variable } from './environment.ts';

/** Who comments and opens issues with the token of a workflow. */
export const workflowBot = 'github-actions[bot]';

export interface Hub {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

export function hubFromEnvironment(): Hub {
  const [owner = '', repo = ''] = variable('GITHUB_REPOSITORY').split('/');
  const octokit = new Octokit({ auth: variable('GITHUB_TOKEN'), baseUrl: variable('GITHUB_API_URL') });
  return { octokit, owner, repo };
}
