import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pushCommit } from '../../scripts/ci/push-commit.ts';
import { regenerate } from '../../scripts/ci/regenerate.ts';
import { git } from '../../src/git/git.ts';
import { type Repository, repository } from '../git/repository.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { repository as here, synth, temporaryFolder } from '../run/fleet-folder.ts';

const fleet = [process.execPath, join(here, 'bin/fleet.mjs')];

/** main with a fleet and its dist, and a branch that changes it. */
async function pull(change: (repo: Repository) => void) {
  const repo = repository();
  onTestFinished(() => repo.delete());
  writeFleet(repo.root);
  await synth(repo.root);
  repo.commit();
  repo.git('checkout', '--quiet', '-b', 'change');
  change(repo);
  const head = repo.commit();
  repo.git('checkout', '--quiet', 'main');
  return { repo, head };
}

const medium = specText('defineTenant', { ...tenantSpec(), plan: 'medium' });

describe('dist', () => {
  it('is brought up to date by one commit on top of the head, which changes nothing else', async () => {
    const { repo, head } = await pull((made) => made.write('tenants/acme.ts', medium));
    const result = regenerate({ root: repo.root, head, fleet });
    if ('reason' in result) throw new Error(result.reason);
    expect(repo.git('rev-parse', `${result.commit}^@`)).toBe(head);
    const changed = repo.git('diff', '--name-only', head, result.commit).split('\n');
    expect(changed).toContain('dist/tenants/eu-1/acme/tenant.json');
    expect(changed.filter((file) => !file.startsWith('dist/'))).toEqual([]);
    expect(repo.git('status', '--porcelain')).toBe('');
    // Once more, there is nothing to do.
    expect(regenerate({ root: repo.root, head: result.commit, fleet })).toEqual({ reason: 'dist is up to date.' });
  });

  it('is made for the merge, which the commit then holds', async () => {
    const { repo, head } = await pull((made) => made.write('tenants/acme.ts', medium));
    repo.write('docs/page.md', 'On main.\n');
    const base = repo.commit();
    const result = regenerate({ root: repo.root, head, fleet });
    if ('reason' in result) throw new Error(result.reason);
    expect(repo.git('rev-parse', `${result.commit}^@`).split('\n')).toEqual([head, base]);
    expect(repo.git('show', `${result.commit}:docs/page.md`)).toBe('On main.');
  });

  it.each([
    ['the program changes', 'src/index.ts', 'It changes the program ("src/index.ts"): run npm start and commit dist.'],
    ['the specs have errors', 'tenants/acme.ts', /^The specs have errors:\ntenants\/acme\.ts:1:1 /],
  ])('is left alone when %s', async (_, file, reason) => {
    const { repo, head } = await pull((made) => made.write(file, 'throw new Error();\n'));
    const result = regenerate({ root: repo.root, head, fleet });
    expect(result).toEqual({ reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) });
  });
});

describe('a push', () => {
  function pushed(branch: string, commit?: (root: string) => string) {
    Object.assign(process.env, { GITHUB_TOKEN: 'token', GITHUB_SERVER_URL: 'https://example.org' });
    onTestFinished(() => {
      for (const name of ['GITHUB_TOKEN', 'GITHUB_SERVER_URL']) delete process.env[name];
    });
    const repo = repository();
    onTestFinished(() => repo.delete());
    writeFileSync(join(repo.root, 'a'), '');
    const first = repo.commit();
    const origin = temporaryFolder();
    git(origin, ['init', '--bare', '--quiet']);
    repo.git('remote', 'add', 'origin', origin);
    repo.git('push', '--quiet', 'origin', 'main:refs/heads/change');
    pushCommit(repo.root, { commit: commit?.(repo.root) ?? repo.commit(), branch });
    return { first, now: git(origin, ['rev-parse', 'change']).toString().trim(), repo };
  }

  it('moves the branch on, and leaves no token behind', () => {
    const { first, now, repo } = pushed('change');
    expect(now).not.toBe(first);
    expect(repo.git('config', '--list')).not.toContain('extraheader');
    expect(Object.keys(process.env).filter((name) => name.startsWith('GIT_CONFIG'))).toEqual([]);
  });

  it('is refused when the branch has moved on', () => {
    const orphan = (root: string) => git(root, ['commit-tree', '-m', 'Other', 'HEAD^{tree}']).toString().trim();
    expect(() => pushed('change', orphan)).toThrow('git push failed');
  });

  it.each(['a:refs/heads/main', '../main', 'a b'])('is refused for a branch named %j', (branch) => {
    expect(() => pushed(branch)).toThrow(/^git (check-ref-format|push) failed/);
  });
});
