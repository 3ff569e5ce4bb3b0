import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Repository, repository } from '../git/repository.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { synth } from '../run/fleet-folder.ts';
import { call } from './call.ts';

const acme = (change: object): string => specText('defineTenant', { ...tenantSpec(), ...change });

describe('fleet plan', () => {
  let repo: Repository;
  beforeAll(async () => {
    repo = repository();
    writeFleet(repo.root, { 'tenants/other.ts': acme({ id: 'other', domains: ['o.example.com'] }) });
    await synth(repo.root);
    repo.commit();
    repo.git('switch', '--quiet', '-c', 'change');
    repo.write('tenants/acme.ts', acme({ plan: 'medium' }));
  });
  afterAll(() => repo.delete());

  const plan = (...more: readonly string[]) => call(['plan', '--root', repo.root, '--base', 'main', ...more]);
  const digestOf = (text: string): string => /sha256:[0-9a-f]{64}/.exec(text)![0];

  it('tells the same of specs, of the working tree with dist, and of the commit', async () => {
    const early = await plan();
    expect(early.code).toBe(0);
    expect(early.stdout).toMatch(/^Tenants {5}1 tenant changes$/m);
    expect(early.stdout).toMatch(/^ {3}acme \(eu-1\)$/m);
    expect(early.stdout).toContain('restarts Deployment odoo-web');
    expect(early.stdout).toContain('dist of 1 tenant is not what the specs produce');
    await synth(repo.root);
    const made = await plan();
    expect(made.stdout).not.toContain('is not what the specs produce');
    repo.commit();
    const committed = await plan('--head', 'change');
    expect([early, made, committed].map(({ stdout }) => digestOf(stdout))).toEqual(
      Array(3).fill(digestOf(early.stdout)),
    );
  });

  it('approves exactly that, also when others were merged meanwhile', async () => {
    const digest = digestOf((await plan()).stdout);
    repo.git('switch', '--quiet', 'main');
    repo.write('tenants/other.ts', acme({ id: 'other', domains: ['n.example.com'] }));
    await synth(repo.root);
    repo.commit();
    repo.git('switch', '--quiet', 'change');
    const behind = await plan('--approve', digest);
    expect(behind.code).toBe(0);
    expect(behind.stdout).toContain('main is 1 commit ahead of where the change starts');
    repo.git('merge', '--quiet', '--no-edit', 'main');
    expect((await plan('--approve', digest)).code).toBe(0);
    repo.write('README.md', 'Something else.');
    const other = await plan('--approve', digest);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(
      /^The change is sha256:[0-9a-f]{64}, must be sha256:[0-9a-f]{64}, which was approved\./m,
    );
    repo.remove('README.md');
  });

  it('has formats for comments and programs', async () => {
    expect((await plan('--format', 'markdown')).stdout).toMatch(/^<!-- aos-fleet plan -->\n## Plan\n/);
    const json = JSON.parse((await plan('--format', 'json')).stdout) as Record<string, unknown>;
    expect(json).toMatchObject({ version: 1, tenants: { new: 0, changed: 1, gone: 0 } });
  });

  it('is not approved while a spec has errors', async () => {
    repo.write('tenants/acme.ts', acme({ plan: 'huge' }));
    const broken = await plan();
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('Not everything can be rendered');
    expect((await plan('--approve', digestOf(broken.stdout))).code).toBe(1);
    repo.write('tenants/acme.ts', acme({ plan: 'medium' }));
  });

  it.each([
    {
      arguments_: [],
      said: '--base is missing, must be the branch that the change is to be merged into, such as main.',
    },
    { arguments_: ['--base', 'nowhere'], said: '"nowhere" names no commit here, must be a branch, a tag or a commit' },
    { arguments_: ['--base', 'main', '--head', '--all'], said: '"--all" names no commit here' },
    { arguments_: ['--base', 'main', '--approve', 'abc'], said: '--approve is "abc", must be sha256:' },
    {
      arguments_: ['--base', 'main', '--format', 'sarif'],
      said: 'fleet plan has no format sarif, must be one of text, json, markdown.',
    },
  ])('explains what it cannot use: $arguments_', async ({ arguments_, said }) => {
    const { code, stdout, stderr } = await call(['plan', '--root', repo.root, ...arguments_]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});
