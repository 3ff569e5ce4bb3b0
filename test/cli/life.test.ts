/** `fleet suspend`, `resume`, `offboard` and `move`: each takes the step that comes next, and none that would lose data. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SpecWorld, recoveryKey, specWorld, today, withSecondCluster } from './spec-world.ts';
import { keyPair } from '../secrets/sealed.ts';
import { check } from '../run/fleet-folder.ts';

const day = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

/** Runs a line as a shell would read it; what stands in double quotes is one argument. */
function fleet(world: SpecWorld, line: string) {
  const arguments_ = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  return world.run(['--quiet', ...arguments_]);
}

async function done(world: SpecWorld, line: string): Promise<void> {
  const { code, stdout, stderr } = await fleet(world, line);
  expect({ line, code, shown: code === 0 ? '' : stdout + stderr }).toEqual({ line, code: 0, shown: '' });
}

async function refused(world: SpecWorld, line: string, message: string): Promise<void> {
  const before = world.files();
  const { code, stderr } = await fleet(world, line);
  expect({ line, code }).toEqual({ line, code: 2 });
  expect(stderr).toContain(message);
  expect(world.files()).toEqual(before);
}

function git(world: SpecWorld, ...arguments_: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  const { status, stderr } = spawnSync('git', [...identity, ...arguments_], { cwd: world.root });
  if (status !== 0) throw new Error(stderr.toString());
}

describe('fleet suspend and fleet resume', () => {
  it('stop a tenant and start it again', async () => {
    const world = await specWorld();
    const before = world.files();
    await done(world, 'suspend acme --dry-run');
    expect(world.files()).toEqual(before);
    await done(world, 'suspend acme');
    expect(world.value('acme')).toMatchObject({ lifecycle: 'suspended' });
    expect((await world.run(['suspend', 'acme'])).stderr).toBe('acme is suspended already: nothing was changed.\n');
    await done(world, 'resume acme');
    expect(world.value('acme')).not.toHaveProperty('lifecycle');
    expect((await world.run(['resume', 'acme'])).stderr).toBe('acme is active already: nothing was changed.\n');
    expect((await check(world.root, { today })).report.verdict).toBe('clean');
  });

  it('need a dist that says what the spec does', async () => {
    const world = await specWorld();
    writeFileSync(join(world.root, 'tenants/acme.ts'), world.text('tenants/acme.ts').replace('"Acme"', '"Other"'));
    await refused(world, 'suspend acme', 'tenants/acme.ts was changed after dist was generated: run npm start first');
  });
});

describe('fleet offboard', () => {
  it('takes a tenant to its end in steps, each of which says what it takes', async () => {
    const world = await specWorld();
    const { stdout } = await world.run(['offboard', 'acme']);
    expect(stdout).toBe(
      'acme is active. The next step: stop it and make the final backup.\nIt takes --reason --retain-until. See docs/runbooks/offboard-a-tenant.md#1-stop-and-back-up.\n',
    );
    await refused(world, 'offboard acme --reason "Contract ended."', 'it takes --reason --retain-until');
    await refused(world, `offboard acme --backup-confirmed ${today}`, '--backup-confirmed must be left out');
    await refused(world, 'offboard acme --remove', '--remove must be left out');
    await refused(
      world,
      'offboard acme --reason "Contract ended." --retain-until soon',
      'offboarding.retainUntil is "soon"',
    );
    await done(world, `offboard acme --reason "Contract ended." --retain-until ${day(-1)}`);
    expect((await world.run(['offboard', 'acme'])).stdout).toContain('acme is closing. The next step: confirm');
    await refused(world, 'suspend acme', 'acme is leaving (closing), must be active to be suspended');
    await refused(world, 'resume acme', 'give --cancel-offboarding if it is to come back');
    await refused(world, 'offboard acme --delete-data acme', '--delete-data must be left out');
    await refused(world, `offboard acme --backup-confirmed ${day(1)}`, 'offboarding.backupConfirmed is');
    await done(world, `offboard acme --backup-confirmed ${today}`);
    await refused(
      world,
      'offboard acme --remove',
      '--remove must be left out; it takes --delete-data, or --retain-until',
    );
    await refused(world, 'offboard acme --delete-data other', 'offboarding.deleteData is other, must be acme');
    await done(world, `offboard acme --retain-until ${today}`);
    await refused(
      world,
      'offboard acme --delete-data acme',
      `The data of acme cannot be deleted yet: its data is promised until ${today}.`,
    );
  });

  it('removes the spec only after the deletion was asked for, and keeps the secrets', async () => {
    const world = await specWorld();
    await done(
      world,
      `offboard acme --reason "Invented data." --retain-until ${day(-1)} --without-backup "Invented data."`,
    );
    await done(world, 'offboard acme --delete-data acme');
    await refused(world, 'resume acme --cancel-offboarding', 'there is no way back');
    await done(world, 'offboard acme --remove --dry-run');
    expect(world.has('tenants/acme.ts')).toBe(true);
    await done(world, 'offboard acme --remove');
    expect(['tenants/acme.ts', 'dist/tenants/eu-1/acme', 'tenants/secrets/acme'].map(world.has)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is taken back', async () => {
    const world = await specWorld();
    const spec = world.text('tenants/acme.ts');
    await done(world, `offboard acme --reason "A mistake." --retain-until ${day(30)}`);
    await done(world, 'resume acme --cancel-offboarding');
    expect(world.value('acme')).not.toHaveProperty('offboarding');
    expect(world.text('tenants/acme.ts').length).toBeLessThanOrEqual(spec.length + 2);
  });

  it('asks at once why there is no final backup where none can be made', async () => {
    const world = await specWorld((documents) => {
      const { objectStore: _, ...first } = documents.clusters[0]!;
      documents.clusters = [first];
    });
    await refused(
      world,
      `offboard acme --reason "Moves out." --retain-until ${day(1)}`,
      'it takes --reason --retain-until --without-backup',
    );
  });

  it('begins each step from what is committed', async () => {
    const world = await specWorld();
    git(world, 'init', '--quiet');
    git(world, 'add', '.');
    git(world, 'commit', '--quiet', '--message', 'Begin');
    await done(world, `offboard acme --reason "Contract ended." --retain-until ${day(1)}`);
    await refused(
      world,
      `offboard acme --backup-confirmed ${today}`,
      'dist/tenants/eu-1/acme/tenant.json is not committed',
    );
    git(world, 'commit', '--quiet', '--all', '--message', 'Stop');
    await done(world, `offboard acme --backup-confirmed ${today}`);
  });
});

describe('fleet move', () => {
  it('carries the data by its backups, in three steps', async () => {
    const world = await specWorld(withSecondCluster);
    await done(world, 'move acme --to eu-2');
    expect(world.value('acme')).toMatchObject({
      lifecycle: 'offboarding',
      offboarding: { reason: 'Moves to eu-2.', retainUntil: day(30) },
    });
    await refused(world, 'move acme --to eu-2', 'The final backup of acme must have succeeded first');
    await refused(
      world,
      `move acme --to eu-2 --backup-confirmed ${day(1)}`,
      `must be a day such as ${today}, and no later`,
    );
    await done(world, `move acme --to eu-2 --backup-confirmed ${today}`);
    expect(world.value('acme')).not.toHaveProperty('offboarding');
    await done(world, 'move acme --to eu-2');
    expect(world.value('acme')).toMatchObject({
      placement: { cluster: 'eu-2' },
      database: { generation: 2, restoreFrom: { generation: 1 } },
    });
    expect(world.value('acme')).not.toHaveProperty('lifecycle');
    expect([world.has('dist/tenants/eu-1/acme'), world.has('dist/tenants/eu-2/acme')]).toEqual([false, true]);
    expect((await check(world.root, { today })).report.verdict).toBe('clean');
  });

  it('encrypts the key of the tenant to those of the other cluster', async () => {
    const other = await keyPair();
    const world = await specWorld((documents) => {
      documents.clusters.push({ ...documents.clusters[0]!, name: 'eu-2', secrets: { recipients: [other.recipient] } });
    });
    // Real Secrets in the place of those that nobody can open.
    const input = JSON.stringify({
      'backup-store': {
        ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        ACCESS_SECRET_KEY: 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY',
      },
    });
    expect(await world.run(['secrets', 'init', 'acme', '--force', '--stdin'], { input })).toMatchObject({ code: 0 });
    await done(world, 'synth');
    await done(world, 'move acme --to eu-2');
    await done(world, `move acme --to eu-2 --backup-confirmed ${today}`);
    await refused(
      world,
      'move acme --to eu-2',
      'must be encrypted to the keys of eu-2: give a recovery key with --identity',
    );
    writeFileSync(join(world.root, 'recovery.txt'), `${recoveryKey.identity}\n`);
    writeFileSync(join(world.root, 'other.txt'), `${other.identity}\n`);
    const before = world.files();
    await done(world, 'move acme --to eu-2 --identity recovery.txt');
    await done(world, 'secrets check acme --identity other.txt');
    const changed = Object.entries(world.files()).filter(([path, digest]) => before[path] !== digest);
    expect(changed.map(([path]) => path).filter((path) => path.startsWith('tenants/'))).toEqual([
      'tenants/acme.ts',
      'tenants/secrets/acme/age-key.yaml',
    ]);
  });

  it('only places a tenant that was never generated', async () => {
    const world = await specWorld(withSecondCluster);
    writeFileSync(
      join(world.root, 'tenants/globex.ts'),
      world.text('tenants/acme.ts').replaceAll('acme', 'globex').replace('"name": "Acme"', '"name": "Globex"'),
    );
    await done(world, 'move globex --to eu-2');
    expect(world.value('globex')).toMatchObject({ placement: { cluster: 'eu-2' } });
    expect(world.value('globex')).not.toHaveProperty('database');
  });

  it.each<[string, string, string]>([
    ['no cluster', 'move acme', '--to is missing, must be the other cluster, one of eu-2, eu-3, us-1.'],
    [
      'a cluster that there is not',
      'move acme --to eu-22',
      'must be a cluster, one of eu-2, eu-3, us-1; did you mean eu-2?',
    ],
    ['the same cluster', 'move acme --to eu-1', 'acme is on eu-1 already, --to must be another cluster.'],
    ['a cluster with another object store', 'move acme --to eu-3', 'otherwise the data of acme stays behind'],
    ['a cluster where the data may not be', 'move acme --to us-1', 'acme cannot be on us-1; nothing was changed.'],
  ])('refuses %s', async (_, line, message) => {
    const world = await specWorld((documents) => {
      const [first] = documents.clusters;
      documents.clusters.push({ ...first!, name: 'eu-2' }, { ...first!, name: 'us-1', region: 'us' });
      documents.clusters.push({ ...first!, name: 'eu-3', objectStore: { ...first!.objectStore!, bucket: 'others' } });
    }, {});
    await done(world, 'edit acme contract.residency=eu-central');
    await refused(world, line, message);
  });

  it('refuses a tenant that leaves for another reason', async () => {
    const world = await specWorld(withSecondCluster);
    await done(world, `offboard acme --reason "Contract ended." --retain-until ${day(1)}`);
    await refused(world, 'move acme --to eu-2', 'acme is leaving (closing) for another reason than this move');
  });
});
