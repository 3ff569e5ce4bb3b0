/** Plans of changes in real repositories. */
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { git, GitError } from '../../src/git/git.ts';
import type { Plan } from '../../src/model/plan.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { type Repository, repository } from '../git/repository.ts';
import {
  type FleetDocuments,
  fleetDocuments,
  fleetFiles,
  specText,
  tenantSpec,
  writeFleet,
} from '../minimal-tenant.ts';
import { lastingFolder, synth, temporaryFolder } from './fleet-folder.ts';

const today = '2026-11-24';
const repositories: { delete(): void }[] = [];
afterAll(() => {
  for (const repo of repositories) repo.delete();
});

const spec = (id: string, change: object = {}): string =>
  specText('defineTenant', { ...tenantSpec(), id, domains: [`${id}.example.com`], ...change });

const bothTenants = { 'tenants/acme.ts': spec('acme'), 'tenants/other.ts': spec('other') };

/** Two tenants and their `dist`, committed to `main`; `change` is checked out. */
async function committed({ folder = '.', documents = fleetDocuments() } = {}): Promise<Repository> {
  const repo = repository();
  repositories.push(repo);
  const root = join(repo.root, folder);
  repo.write(join(folder, 'README.md'), 'Fleet');
  writeFleet(root, {
    ...fleetFiles(documents),
    ...bothTenants,
  });
  expect((await synth(root)).report.findings).toEqual([]);
  repo.commit();
  repo.git('switch', '--quiet', '-c', 'change');
  return repo;
}

function plan(root: string, own: { readonly base?: string; readonly head?: string } = {}): Promise<Plan> {
  const scratch = temporaryFolder();
  return runPlan({ root, scratch, today, threads: 1, onProgress: () => {}, base: 'main', ...own });
}

const subjectsOf = ({ classes }: Plan): readonly string[] =>
  classes.flatMap(({ state, subjects }) =>
    subjects.map(({ tenant = 'platform', cluster }) => `${state} ${tenant} on ${cluster}`),
  );

/** The documents with a second cluster like the first. */
function twoClusters(): FleetDocuments {
  const documents = fleetDocuments();
  const [first] = documents.clusters;
  documents.clusters.push({
    ...first!,
    name: 'eu-2',
    podCidrs: ['10.245.0.0/16'],
    serviceCidrs: ['10.112.0.0/12'],
    nodeCidrs: ['192.168.1.0/24'],
    apiServer: { cidrs: ['192.168.1.10/32'] },
  });
  return documents;
}

describe('a plan', () => {
  it('is empty where nothing changes', async () => {
    const { root } = await committed();
    expect(await plan(root)).toMatchObject({
      tenants: { new: 0, changed: 0, gone: 0 },
      platforms: 0,
      classes: [],
      others: [],
      findings: [],
      notes: [],
    });
  });

  it('tells of a tenant that comes, and one that goes', async () => {
    const repo = await committed();
    repo.write('tenants/birch.ts', spec('birch'));
    repo.remove('tenants/other.ts');
    const made = await plan(repo.root);
    expect(subjectsOf(made)).toEqual(['gone other on eu-1', 'new birch on eu-1']);
    expect(made.findings.map(({ policy, tenant }) => `${policy} ${tenant}`)).toContain('tenant-vanished other');
  });

  it('tells of a tenant that moves as gone and new', async () => {
    const repo = await committed({ documents: twoClusters() });
    repo.write('tenants/acme.ts', spec('acme', { placement: { cluster: 'eu-2' } }));
    const made = await plan(repo.root);
    expect(subjectsOf(made).toSorted()).toEqual(['gone acme on eu-1', 'new acme on eu-2']);
    expect(made.findings.map(({ severity }) => severity)).toContain('error');
  });

  it('tells what a release does to all, as one class', async () => {
    const repo = await committed();
    const documents = fleetDocuments();
    documents.releases['19.0-2'] = {
      ...documents.releases['19.0-1']!,
      odoo: { series: '19.0', image: `docker.io/library/odoo:19.0@sha256:${'f'.repeat(64)}` },
      released: '2026-03-01',
      upgradeableFrom: ['19.0-1'],
    };
    documents.rings = [{ name: 'stable', release: '19.0-2' }];
    writeFleet(repo.root, {
      ...fleetFiles(documents),
      ...bothTenants,
    });
    const made = await plan(repo.root);
    expect(made.classes).toHaveLength(1);
    expect(made.classes[0]).toMatchObject({
      subjects: [{ tenant: 'acme' }, { tenant: 'other' }],
      facts: [{ name: 'release', before: '19.0-1', after: '19.0-2' }],
      migration: { from: '19.0-1', to: '19.0-2', reversibility: 'reversible' },
    });
    expect(made.others.map(({ path, area }) => `${area} ${path}`)).toEqual([
      'fleet fleet/releases/19.0-2.yaml',
      'fleet fleet/rings.ts',
    ]);
  });

  it('compares prices before and after, also where only they change', async () => {
    const prices = (cpu: number) => ({ currency: 'EUR', cpu, memoryGiB: 5, storageGiB: 0.1 });
    const documents = fleetDocuments();
    documents.prices = prices(20);
    const repo = await committed({ documents });
    documents.prices = prices(40);
    writeFleet(repo.root, {
      ...fleetFiles(documents),
      'tenants/acme.ts': spec('acme', { plan: 'medium' }),
      'tenants/other.ts': spec('other'),
    });
    const { cost } = await plan(repo.root);
    expect(cost).toMatchObject({ currency: 'EUR', unknown: 0 });
    expect(cost!.after).toBeGreaterThan(2 * cost!.before * 0.9);
  });

  it('tells what becomes of a platform', async () => {
    const repo = await committed();
    const documents = fleetDocuments();
    documents.clusters[0]!.gateway!.podLabels = { 'app.kubernetes.io/name': 'other-envoy' };
    writeFleet(repo.root, {
      ...fleetFiles(documents),
      ...bothTenants,
    });
    const made = await plan(repo.root);
    expect(made.tenants.changed).toBe(2);
    const cluster = await committed();
    writeFleet(cluster.root, {
      ...fleetFiles(twoClusters()),
      ...bothTenants,
    });
    expect(subjectsOf(await plan(cluster.root))).toContain('new platform on eu-2');
  });

  it('takes what specs would have made for what was there, where dist was never committed', async () => {
    const repo = await committed();
    repo.git('switch', '--quiet', 'main');
    repo.remove('dist');
    repo.commit();
    repo.git('switch', '--quiet', '-C', 'change');
    repo.write('tenants/acme.ts', spec('acme', { plan: 'medium' }));
    const made = await plan(repo.root);
    expect(subjectsOf(made)).toEqual(['changed acme on eu-1']);
    expect(made.notes.join('\n')).toContain('At the start of the change specs have no dist');
  });

  it('is the same for a fleet in a folder of its repository', async () => {
    const change = { 'tenants/acme.ts': spec('acme', { plan: 'medium' }), 'tenants/other.ts': spec('other') };
    const [whole, part] = [await committed(), await committed({ folder: 'fleets/one' })];
    writeFleet(whole.root, change);
    writeFleet(join(part.root, 'fleets/one'), change);
    part.write('elsewhere.txt', 'Of another.');
    const [made, inFolder] = [await plan(whole.root), await plan(join(part.root, 'fleets/one'))];
    expect(inFolder.digest).toBe(made.digest);
    expect(inFolder.classes).toEqual(made.classes);
    part.commit();
    expect((await plan(join(part.root, 'fleets/one'), { head: 'change' })).digest).toBe(made.digest);
  });

  it('shows dist as a commit brings it along where that changes the generator', async () => {
    const repo = await committed();
    repo.write('tenants/acme.ts', spec('acme', { plan: 'medium' }));
    repo.write('src/generator.ts', 'export {};');
    repo.commit();
    const made = await plan(repo.root, { head: 'change' });
    // Whoever forgot to generate has changed nothing for the cluster.
    expect(made.tenants.changed).toBe(0);
    expect(made.notes.join('\n')).toContain('The change touches the generator: shown is the dist that it brings along');
    await synth(repo.root);
    repo.commit();
    expect(subjectsOf(await plan(repo.root, { head: 'change' }))).toEqual(['changed acme on eu-1']);
  });

  it('reads a commit as data: no link, filter or odd name in it leads anywhere', async () => {
    const repo = await committed();
    const elsewhere = lastingFolder();
    repositories.push({ delete: elsewhere.remove });
    repo.write('.gitattributes', '* filter=evil\n');
    repo.git('config', 'filter.evil.smudge', `touch ${elsewhere.folder}/smudged`);
    repo.git('config', 'filter.evil.clean', 'cat');
    repo.remove('tenants/other.ts');
    symlinkSync('/etc/passwd', join(repo.root, 'tenants/other.ts'));
    repo.write('tenants/-x --y.ts', 'export default 1;');
    repo.write('tenants/$(id).ts', 'export default 1;');
    repo.write(
      'tenants/run.ts',
      `import { writeFileSync } from 'node:fs'; writeFileSync('${elsewhere.folder}/ran', '');`,
    );
    repo.commit();
    const made = await plan(repo.root, { head: 'change' });
    expect(made.findings.map(({ place: { file }, policy }) => `${file} ${policy}`)).toEqual(
      expect.arrayContaining([
        'tenants/$(id).ts spec-file',
        'tenants/-x --y.ts spec-file',
        'tenants/other.ts spec-file',
        'tenants/run.ts spec-import',
        'tenants/run.ts spec-not-data',
      ]),
    );
    expect(JSON.stringify(made)).not.toContain('root:');
    expect(readdirSync(elsewhere.folder)).toEqual([]);
  });

  it('explains a clone that is too shallow', async () => {
    const repo = await committed();
    repo.write('tenants/acme.ts', spec('acme', { plan: 'medium' }));
    repo.commit();
    const clone = join(temporaryFolder(), 'clone');
    git(repo.root, ['clone', '--quiet', '--depth=1', '--no-single-branch', `file://${repo.root}`, clone]);
    await expect(plan(clone, { base: 'origin/main', head: 'origin/change' })).rejects.toThrow(GitError);
    await expect(plan(clone, { base: 'origin/main', head: 'origin/change' })).rejects.toThrow('git fetch --unshallow');
    git(clone, ['fetch', '--quiet', '--unshallow']);
    expect(subjectsOf(await plan(clone, { base: 'origin/main', head: 'origin/change' }))).toEqual([
      'changed acme on eu-1',
    ]);
  });
});
