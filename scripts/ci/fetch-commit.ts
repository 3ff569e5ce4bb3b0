/** Fetches one commit from the repository, as objects only: nothing of it is checked out. */
import { git } from '../../src/git/git.ts';
import { variable } from './environment.ts';

/** Objects that no Git would make, such as a path that leads out of the folder, are refused. */
export function fetchCommit(root: string, commit: string): void {
  const fetch = ['-c', 'fetch.fsckObjects=true', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head'];
  withToken(() => git(root, [...fetch, 'origin', commit]));
}

/** Git takes the token from the environment, so that it stands in no list of processes and in no file; afterwards it is gone. */
export function withToken(act: () => void): void {
  const basic = Buffer.from(`x-access-token:${variable('GITHUB_TOKEN')}`).toString('base64');
  const settings = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${variable('GITHUB_SERVER_URL')}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    GIT_TERMINAL_PROMPT: '0',
  };
  Object.assign(process.env, settings);
  try {
    act();
  } finally {
    for (const name of Object.keys(settings)) delete process.env[name];
  }
}
