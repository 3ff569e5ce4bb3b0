/** Changes that are made side by side, as Git merges them. */
import { assert, property, shuffledSubarray } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { git } from '../../src/git/git.ts';
import { generateFleet } from '../generate-fleet.ts';
import { type Repository, repository } from '../git/repository.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { addSecrets } from '../secrets/fake-files.ts';
import { check, synth, today } from './fleet-folder.ts';

const repositories: Repository[] = [];
afterAll(() => {
  for (const { delete: remove } of repositories) remove();
}, 60_000);

function newRepository(): Repository {
  const repo = repository();
  repositories.push(repo);
  return repo;
}

/** What the index says of the files of each tenant, by its id; and by `undefined` of all others. */
function entriesByTenant({ root }: Repository): ReadonlyMap<string | undefined, readonly string[]> {
  const entries = git(root, ['ls-files', '--stage', '-z']).toString().split('\0').slice(0, -1);
  const idOf = (entry: string): string | undefined =>
    /\t(?:tenants\/secrets\/([^/]+)\/|tenants\/([^/]+)\.ts$|dist\/tenants\/[^/]+\/([^/]+)\/|dist\/clusters\/[^/]+\/tenants\/([^/]+)\.yaml$)/
      .exec(entry)
      ?.slice(1)
      .find((id) => id !== undefined);
  return Map.groupBy(entries, idOf);
}

describe('hundreds of changes that each add a tenant', () => {
  const tenants = 200;
  let repo: Repository;
  let base: string;
  let whole: string;
  /** One commit for each tenant, on the base. */
  const commits = new Map<string, string>();

  beforeAll(async () => {
    repo = newRepository();
    generateFleet(repo.root, { tenants, seed: 11 });
    await synth(repo.root);
    whole = repo.git('rev-parse', `${repo.commit()}^{tree}`);
    const entries = entriesByTenant(repo);
    /** A tree of what all start from, and perhaps one tenant. */
    const treeOf = (own: readonly string[]): string => {
      repo.git('read-tree', '--empty');
      git(repo.root, ['update-index', '-z', '--index-info'], `${[...entries.get(undefined)!, ...own].join('\0')}\0`);
      return repo.git('write-tree');
    };
    base = repo.git('commit-tree', treeOf([]), '-m', 'Base');
    for (const [id, own] of entries) {
      if (id !== undefined) commits.set(id, repo.git('commit-tree', treeOf(own), '-p', base, '-m', `Add ${id}`));
    }
  }, 240_000);

  it('never conflict, and end in the same files, in whatever order they are merged', () => {
    assert(
      property(shuffledSubarray([...commits.values()], { minLength: commits.size }), (order) => {
        let main = base;
        for (const commit of order) {
          // Fails when there is a conflict.
          const tree = repo.git('merge-tree', '--write-tree', main, commit);
          main = repo.git('commit-tree', tree, '-p', main, '-p', commit, '-m', 'Merge');
        }
        expect(repo.git('rev-parse', `${main}^{tree}`)).toBe(whole);
      }),
      { numRuns: 2 },
    );
  }, 240_000);

  it('leave dist as the specs together make it', async () => {
    repo.git('reset', '--quiet', '--hard', 'main');
    const { differences } = await check(repo.root);
    expect(differences).toEqual([]);
  }, 240_000);
});

describe('two changes that want the same', () => {
  const spec = (id: string, change: object): string =>
    specText('defineTenant', { ...tenantSpec(), id, domains: [`${id}.example.net`], ...change });

  it.each<{
    name: string;
    one: readonly [string, object];
    other: readonly [string, object];
    policies: readonly string[];
  }>([
    {
      name: 'host',
      one: ['birch', { domains: ['care.example.net'] }],
      other: ['cedar', { domains: ['cedar.example.net', 'care.example.net'] }],
      policies: ['tenant-domain-duplicate'],
    },
    { name: 'name, by a suffix', one: ['birch', {}], other: ['birch-data', {}], policies: ['tenant-name-collision'] },
  ])('are fine alone and refused together: $name', async ({ one, other, policies }) => {
    const repo = newRepository();
    writeFleet(repo.root);
    await synth(repo.root);
    repo.commit();
    const verdicts: string[] = [];
    for (const [id, change] of [one, other]) {
      repo.git('switch', '--quiet', '-c', id, 'main');
      repo.write(`tenants/${id}.ts`, spec(id, change));
      addSecrets(repo.root, today);
      // oxlint-disable-next-line no-await-in-loop -- one branch after the other
      verdicts.push((await synth(repo.root)).report.verdict);
      repo.commit();
    }
    expect(verdicts).toEqual(['clean', 'clean']);
    repo.git('switch', '--quiet', '-c', 'queue', 'main');
    for (const [id] of [one, other]) repo.git('merge', '--quiet', '--no-edit', id);
    const { report } = await check(repo.root);
    expect(report.verdict).toBe('findings');
    expect(report.findings.map(({ policy }) => policy)).toEqual(expect.arrayContaining([...policies]));
  });

  it('conflict in Git when it is the id', async () => {
    const repo = newRepository();
    writeFleet(repo.root);
    await synth(repo.root);
    repo.commit();
    for (const branch of ['one', 'other']) {
      repo.git('switch', '--quiet', '-c', branch, 'main');
      repo.write('tenants/birch.ts', spec('birch', { name: `Of ${branch}` }));
      addSecrets(repo.root, today);
      // oxlint-disable-next-line no-await-in-loop -- one branch after the other
      await synth(repo.root);
      repo.commit();
    }
    expect(() => repo.git('merge-tree', '--write-tree', 'one', 'other')).toThrow(/merge-tree failed/);
  });
});
