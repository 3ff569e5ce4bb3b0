/** Fetches the head of the pull request, HEAD_SHA: the one step of an examination that has a token. */
import { commitId } from './environment.ts';
import { fetchCommit } from './fetch-commit.ts';

fetchCommit(process.cwd(), commitId('HEAD_SHA'));
