import { afterAll, describe, expect, it } from 'vitest';
import { changeScope } from '../../src/run/change-scope.ts';
import { revisionOf } from '../../src/run/comparison.ts';
import { runFleet } from '../../src/run/run-fleet.ts';
import { type Repository, repository } from '../git/repository.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { writeSecrets } from '../secrets/fake-files.ts';
import { synth, today } from './fleet-folder.ts';

const repositories: Repository[] = [];
afterAll(() => {
  for (const { delete: remove } of repositories) remove();
});

/** A fleet with tenants `acme` and `other`, committed with its `dist`. */
async function committed(): Promise<Repository> {
  const repo = repository();
  repositories.push(repo);
  writeFleet(repo.root, { 'tenants/other.ts': acme({ id: 'other', domains: ['o.example.com'] }) });
  await synth(repo.root);
  repo.commit();
  return repo;
}

async function found({ root }: Repository): Promise<readonly string[]> {
  const comparison = revisionOf(root, await changeScope(root, { base: 'main' }));
  const run = { root, today, threads: 1, onProgress: () => {}, mode: 'check', comparison } as const;
  return (await runFleet(run)).report.findings.map(({ policy, message }) => `${policy}: ${message}`);
}

const acme = (change: object): string => specText('defineTenant', { ...tenantSpec(), ...change });

describe('fleet validate --base', () => {
  it('sees what a commit with its dist hides from a check of the working tree', async () => {
    const repo = await committed();
    repo.git('switch', '--quiet', '-c', 'change');
    // As somebody would who takes the records away before the run.
    repo.remove('dist');
    repo.write('tenants/acme.ts', acme({ database: { engine: 'statefulset' } }));
    writeSecrets(repo.root, today);
    await synth(repo.root);
    repo.commit();
    expect(await found(repo)).toEqual([
      'backups-kept: the backup is removed, must stay as long as the tenant is active',
      'backups-kept: the backup is removed, must stay as long as the tenant is active',
      'data-guards: the object is removed, must stay: it holds data whose deletion nobody asked for',
      'data-step: database.engine is statefulset, must be cloudnative-pg, whose data no other can read',
    ]);
  });

  it('sees tenants that were deleted together with their dist', async () => {
    const repo = await committed();
    repo.git('switch', '--quiet', '-c', 'change');
    for (const path of [
      'tenants/other.ts',
      'tenants/secrets/other',
      'dist/tenants/eu-1/other',
      'dist/clusters/eu-1/tenants/other.yaml',
    ]) {
      repo.remove(path);
    }
    repo.commit();
    expect(await found(repo)).toEqual([
      'tenant-vanished: tenant "other" is no longer placed on cluster "eu-1", but its lifecycle there was "active", must have been "offboarding"',
    ]);
  });

  it('counts what several commits delete', async () => {
    const repo = await committed();
    for (const id of ['acme', 'other']) {
      const { domains } = tenantSpec();
      const own = id === 'acme' ? {} : { id, domains: ['o.example.com'] };
      repo.write(`tenants/${id}.ts`, acme({ domains, ...own, lifecycle: 'offboarding' }));
    }
    await synth(repo.root);
    repo.commit();
    repo.git('switch', '--quiet', '-c', 'change');
    for (const id of ['acme', 'other']) {
      repo.remove(`tenants/${id}.ts`);
      repo.remove(`tenants/secrets/${id}`);
      // oxlint-disable-next-line no-await-in-loop -- one commit after the other
      await synth(repo.root);
      repo.commit();
    }
    expect(await found(repo)).toEqual(['deletion-budget: the change removes 2 tenants, must remove at most 1']);
  });

  it('is free for a change of one tenant, also of a branch that is behind', async () => {
    const repo = await committed();
    repo.git('switch', '--quiet', '-c', 'change');
    repo.write('tenants/acme.ts', acme({ plan: 'large' }));
    await synth(repo.root);
    repo.commit();
    repo.git('switch', '--quiet', 'main');
    repo.write(
      'tenants/other.ts',
      specText('defineTenant', { ...tenantSpec(), id: 'other', domains: ['n.example.com'] }),
    );
    await synth(repo.root);
    repo.commit();
    repo.git('switch', '--quiet', 'change');
    expect(await found(repo)).toEqual([]);
  });
});
