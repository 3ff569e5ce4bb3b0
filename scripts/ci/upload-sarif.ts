/** Hands findings to code scanning. */
import { gzipSync } from 'node:zlib';
import type { Hub } from './github.ts';

export interface Analysis {
  /** SARIF 2.1.0 */
  readonly text: string;
  readonly commit: string;
  /** `refs/heads/main`, `refs/pull/7/head` */
  readonly ref: string;
}

/** What GitHub takes, compressed. */
const mostBytes = 10_000_000;

/** @returns what was done. A repository without code scanning is no reason to fail: its comment says what is wrong too. */
export async function uploadSarif({ octokit, owner, repo }: Hub, { text, commit, ref }: Analysis): Promise<string> {
  const packed = gzipSync(text);
  if (packed.length > mostBytes) return `The findings were not uploaded: ${packed.length} bytes, at most ${mostBytes}.`;
  const sarif = packed.toString('base64');
  try {
    await octokit.rest.codeScanning.uploadSarif({ owner, repo, commit_sha: commit, ref, sarif });
    return 'The findings were uploaded.';
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 403 || status === 404) return 'The findings were not uploaded: code scanning is off here.';
    throw error;
  }
}
