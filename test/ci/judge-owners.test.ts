import { describe, expect, it, onTestFinished } from 'vitest';
import type { Pull } from '../../scripts/ci/find-pull.ts';
import { pullByHead, pullByNumber } from '../../scripts/ci/find-pull.ts';
import { judgeOwners } from '../../scripts/ci/judge-owners.ts';
import { git } from '../../src/git/git.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { type Repository, repository } from '../git/repository.ts';
import { specText, tenantSpec, today, writeFleet } from '../minimal-tenant.ts';
import { type Answers, fakeGitHub } from './fake-github.ts';

const page = 'https://github.com/acme/fleet/actions/runs/1';
const owner = (github: string): TenantSpec['owners'][number] => ({
  name: github,
  email: `${github}@example.com`,
  github,
});
const spec = (...owners: TenantSpec['owners']): string => specText('defineTenant', { ...tenantSpec(), owners });

function pull(change: (repo: Repository) => void): { readonly root: string; readonly pull: Pull } {
  const repo = repository();
  onTestFinished(() => repo.delete());
  writeFleet(repo.root, { 'tenants/acme.ts': spec(owner('ada')) });
  repo.commit();
  repo.git('checkout', '--quiet', '-b', 'change');
  change(repo);
  const head = repo.commit();
  repo.git('checkout', '--quiet', 'main');
  return { root: repo.root, pull: { number: 7, author: 'mallory', head, isDraft: false } };
}

async function judged(of: ReturnType<typeof pull>, reviews: readonly string[], answers: Answers = {}) {
  const opinions = reviews.map((login) => ({ user: { login }, state: 'APPROVED', commit_id: of.pull.head }));
  const { hub, changes } = await fakeGitHub({
    'GET /pulls/7/reviews': { data: opinions },
    ...Object.fromEntries(
      ['ada', 'friend'].map((login) => [`GET /collaborators/${login}/permission`, { data: { role_name: 'write' } }]),
    ),
    'GET /collaborators/max/permission': { data: { role_name: 'maintain' } },
    [`POST /statuses/${of.pull.head}`]: { status: 201 },
    'POST /pulls/7/requested_reviewers': { status: 201 },
    ...answers,
  });
  await judgeOwners(hub, { ...of, root: of.root, today, page });
  return changes.map(([asked, body]) => [asked.replace(of.pull.head, 'HEAD'), body]);
}

const status = (state: string, description: string) => [
  'POST /statuses/HEAD',
  { context: 'owners', state, description, target_url: page },
];
const request = (login: string) => ['POST /pulls/7/requested_reviewers', { reviewers: [login] }];

describe('the status of owners', () => {
  // Who takes a tenant over cannot let it in by himself.
  const taken = () => pull((repo) => repo.write('tenants/acme.ts', spec(owner('friend'))));

  it('waits for an owner as main knows them, and asks for the review', async () => {
    expect(await judged(taken(), ['friend'])).toEqual([
      status('pending', 'acme needs the approval of an owner.'),
      request('ada'),
    ]);
  });

  it.each(['ada', 'max'])('is a success once %s approves', async (login) => {
    expect(await judged(taken(), [login])).toEqual([status('success', 'Approved for acme.')]);
  });

  it('asks nobody about a draft', async () => {
    const of = taken();
    const draft = { ...of, pull: { ...of.pull, isDraft: true } };
    expect(await judged(draft, [])).toEqual([status('pending', 'acme needs the approval of an owner.')]);
  });

  it('passes over an owner whom GitHub lets review nothing', async () => {
    const refused = { 'POST /pulls/7/requested_reviewers': { status: 422, data: { message: 'not a collaborator' } } };
    expect(await judged(taken(), [], refused)).toHaveLength(2);
  });

  it('needs the platform team for a new tenant', async () => {
    const of = pull((repo) => repo.write('tenants/birch.ts', spec(owner('friend'))));
    expect(await judged(of, ['friend'])).toEqual([status('pending', 'birch needs the approval of the platform team.')]);
  });

  it('is a success where only dist follows', async () => {
    const of = pull((repo) => repo.write('dist/tenants/eu-1/acme/tenant.json', '{}'));
    expect(await judged(of, [])).toEqual([status('success', "No tenant's own files change.")]);
  });

  it('waits while there is a conflict', async () => {
    const of = pull((repo) => repo.write('fleet/rings.ts', 'theirs'));
    git(of.root, ['rm', '--quiet', 'fleet/rings.ts']);
    git(of.root, ['commit', '--quiet', '-m', 'Remove']);
    expect(await judged(of, [])).toEqual([status('pending', 'It conflicts with main: merge main into it first.')]);
  });
});

describe('the pull request of an event', () => {
  const listed = (number: number, more: object = {}) => ({
    number,
    state: 'open',
    draft: false,
    user: { login: 'mallory' },
    head: { sha: 'a'.repeat(40) },
    base: { ref: 'main' },
    ...more,
  });
  const found = { number: 7, author: 'mallory', head: 'a'.repeat(40), isDraft: false };

  it.each([
    ['an open one', listed(7), found],
    ['a closed one', listed(7, { state: 'closed' }), undefined],
    ['one to another branch', listed(7, { base: { ref: 'next' } }), undefined],
    ['one whose author is gone', listed(7, { user: null }), undefined],
  ])('is %s', async (_, data, wanted) => {
    const { hub } = await fakeGitHub({ 'GET /pulls/7': { data } });
    expect(await pullByNumber(hub, 7)).toEqual(wanted);
  });

  it('is found by its branch, as that of a review', async () => {
    const { hub } = await fakeGitHub({ 'GET /pulls': { data: [listed(6, { user: null }), listed(7)] } });
    expect(await pullByHead(hub, { owner: 'mallory', branch: 'a&base=x' })).toEqual(found);
  });
});
