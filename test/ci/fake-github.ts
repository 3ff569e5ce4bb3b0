/** An API of GitHub as far as a test needs it: answers by a table, and remembers what it was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Octokit } from '@octokit/rest';
import { onTestFinished } from 'vitest';
import type { Hub } from '../../scripts/ci/github.ts';

/** What is asked -> data, or a status besides 200, or pages of a list. */
export type Answers = Readonly<Record<string, Answer>>;
export type Answer = { readonly status?: number; readonly data?: unknown; readonly pages?: readonly unknown[][] };

export interface FakeGitHub {
  readonly hub: Hub;
  /** `METHOD path` of each request that changes something, with its body. */
  readonly changes: readonly (readonly [asked: string, body: unknown])[];
}

const prefix = '/repos/acme/fleet';

/** @param answers keyed `GET /issues/7/comments`: below the repository, without query. What is not there is 404. */
export async function fakeGitHub(answers: Answers): Promise<FakeGitHub> {
  const changes: [string, unknown][] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      const asked = `${request.method} ${pathname.slice(prefix.length)}`;
      if (request.method !== 'GET') changes.push([asked, JSON.parse(Buffer.concat(chunks).toString() || 'null')]);
      const answer = pathname.startsWith(prefix) ? answers[asked] : undefined;
      const page = Number(searchParams.get('page') ?? '1');
      const more = (answer?.pages?.length ?? 0) > page;
      const link = `<http://${request.headers.host}${pathname}?page=${page + 1}>; rel="next"`;
      const headers = { 'content-type': 'application/json', ...(more && { link }) };
      response.writeHead(answer === undefined ? 404 : (answer.status ?? 200), headers);
      response.end(JSON.stringify(answer?.pages?.[page - 1] ?? answer?.data ?? {}));
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({ auth: 'token', baseUrl: `http://127.0.0.1:${port}`, log: quiet });
  return { hub: { octokit, owner: 'acme', repo: 'fleet' }, changes };
}
