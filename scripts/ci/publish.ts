/** Publishes what an examination wrote. It runs no program on the pull request's data: it only hands on two texts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planMarker } from '../../src/report/plan-markdown.ts';
import { commitId, pullNumber, variable } from './environment.ts';
import { type Hub, hubFromEnvironment } from './github.ts';
import { putComment } from './one-comment.ts';
import { longestComment } from './review-comment.ts';
import { uploadSarif } from './upload-sarif.ts';

export interface Publication {
  /** As the event names them: not as the examination does, which has read what a stranger wrote. */
  readonly number: number;
  readonly head: string;
  readonly folder: string;
}

/** @returns what was done, in lines. */
export async function publish(hub: Hub, { number, head, folder }: Publication): Promise<readonly string[]> {
  const body = readFileSync(join(folder, 'comment.md'), 'utf8').slice(0, longestComment);
  if (!body.startsWith(planMarker)) throw new Error('comment.md does not begin with its marker, must be a comment.');
  const done = [await putComment(hub, { number, marker: planMarker, body })];
  const findings = join(folder, 'findings.sarif');
  if (existsSync(findings)) {
    const text = readFileSync(findings, 'utf8');
    done.push(await uploadSarif(hub, { text, commit: head, ref: `refs/pull/${number}/head` }));
  }
  return done;
}

if (import.meta.main) {
  const of = { number: pullNumber('PULL_REQUEST'), head: commitId('HEAD_SHA'), folder: variable('OUTPUT') };
  console.log((await publish(hubFromEnvironment(), of)).join('\n'));
}
