/** `fleet secrets`: makes, renews and checks the files of a tenant, and never shows a value. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import type { ClusterSpecs } from '../../src/model/specs.ts';
import { decryptSecret } from '../../src/secrets/sops.ts';
import { fleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { check, synth, temporaryFolder } from '../run/fleet-folder.ts';
import { type KeyPair, keyPair } from '../secrets/sealed.ts';
import { call } from './call.ts';

const [cluster, recovery, stranger] = [await keyPair(), await keyPair(), await keyPair()];

interface World {
  readonly root: string;
  run(line: string, input?: string): ReturnType<typeof call>;
  /** The values of a Secret, opened with a key. */
  values(name: string, key?: KeyPair): Promise<Readonly<Record<string, string>>>;
}

/** A fleet whose keys the test has; no secret is made yet. */
function fleet(secrets: ClusterSpecs[number]['secrets'] = { recipients: [cluster.recipient] }): World {
  const root = temporaryFolder();
  const documents = fleetDocuments();
  // Without backups, which would need Secrets that somebody gives.
  const { objectStore: _, ...without } = documents.clusters[0]!;
  writeFleet(root, {
    'fleet/fleet.ts': specText('defineFleet', {
      ...documents.fleet,
      secrets: { recoveryRecipients: [recovery.recipient] },
    }),
    'fleet/clusters.ts': specText('defineClusters', [{ ...without, secrets }]),
    'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), dataClassification: 'internal' }),
  });
  rmSync(join(root, 'tenants/secrets'), { recursive: true, force: true });
  for (const [name, { identity }] of Object.entries({ cluster, recovery, stranger })) {
    writeFileSync(join(root, `${name}.txt`), `# a key\n${identity}\n`);
  }
  return {
    root,
    run: (line, input) =>
      call(['secrets', ...line.split(' ')], { folder: root, ...(input !== undefined && { input }) }),
    values: (name, key = recovery) => decryptSecret(manifest(root, name), [key.identity]),
  };
}

function manifest(root: string, name: string): JsonObject {
  return load(readFileSync(join(root, `tenants/secrets/acme/${name}.yaml`), 'utf8')) as JsonObject;
}

function recipients(root: string, name: string): readonly string[] {
  const { sops } = manifest(root, name);
  return isObject(sops) ? (sops['age'] as readonly { recipient: string }[]).map(({ recipient }) => recipient) : [];
}

const all = ['age-key', 'database-app', 'odoo-admin'];
const paths = (names: readonly string[]) => names.map((name) => `tenants/secrets/acme/${name}.yaml\n`).join('');

describe('fleet secrets init', () => {
  it('makes what a tenant needs, which its own key and the recovery key open', async () => {
    const { root, run, values } = fleet();
    const called = await run('init acme');
    expect(called).toEqual({
      code: 0,
      stdout: paths(all),
      stderr: 'Now run npm start, then commit tenants/secrets/acme/ and dist/ together.\n',
    });
    expect(readdirSync(join(root, 'tenants/secrets/acme')).toSorted()).toEqual(all.map((name) => `${name}.yaml`));
    if (process.platform !== 'win32')
      expect(statSync(join(root, 'tenants/secrets/acme/age-key.yaml')).mode & 0o777).toBe(0o644);
    const { 'identity.agekey': identity = '' } = await values('age-key', cluster);
    const own = { identity: identity.trim(), recipient: '' };
    expect(await values('database-app', own)).toEqual({
      username: 'odoo',
      password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    expect(await values('odoo-admin', own)).not.toEqual({ password: (await values('database-app'))['password'] });
    await expect(values('database-app', cluster)).rejects.toThrow('no given key opens it');
    const { report } = await synth(root);
    expect(report.findings).toEqual([]);
    expect((await check(root)).report.verdict).toBe('clean');
  });

  it('never replaces what is there, unless it is forced to', async () => {
    const { root, run, values } = fleet();
    await run('init acme');
    const before = await values('odoo-admin');
    expect(await run('init acme')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'tenants/secrets/acme/ is complete. rotate makes new values.\n',
    });
    rmSync(join(root, 'tenants/secrets/acme/database-app.yaml'));
    expect(await run('init acme')).toMatchObject({ code: 0, stdout: paths(['database-app']) });
    expect(await values('odoo-admin')).toEqual(before);
    expect(await run('init acme --force')).toMatchObject({ code: 0, stdout: paths(all) });
    expect(await values('odoo-admin')).not.toEqual(before);
  });

  it('does not make a second key for Secrets that the lost one opens', async () => {
    const { root, run } = fleet();
    await run('init acme');
    rmSync(join(root, 'tenants/secrets/acme/age-key.yaml'));
    const { code, stdout, stderr } = await run('init acme');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('tenants/secrets/acme/age-key.yaml is missing, and without it');
  });

  it('takes values from standard input, such as the password of a database that runs already', async () => {
    const { run, values } = fleet();
    const password = 'the-one-that-runs-already';
    const called = await run('init acme --stdin', JSON.stringify({ 'database-app': { password } }));
    expect(called).toMatchObject({ code: 0, stdout: paths(all) });
    expect(await values('database-app')).toEqual({ username: 'odoo', password });
    expect(JSON.stringify(called)).not.toContain(password);
  });

  it.each([
    ['no JSON', 'hunter2-hunter2', 'Standard input is no valid JSON'],
    ['no object', '"hunter2-hunter2"', 'Standard input is no JSON object'],
    [
      'another Secret',
      '{"smtp":{"password":"hunter2-hunter2"}}',
      'Standard input names "smtp", must be one of age-key,',
    ],
    [
      'another key',
      '{"odoo-admin":{"pass":"hunter2-hunter2"}}',
      'Standard input gives "odoo-admin.pass", which is decided',
    ],
    ['a fixed value', '{"database-app":{"username":"hunter2-hunter2"}}', 'which is decided otherwise'],
    ['a private key', '{"age-key":{"identity.agekey":"hunter2-hunter2"}}', 'which is decided otherwise'],
    ['no text', '{"odoo-admin":{"password":["hunter2-hunter2"]}}', 'odoo-admin.password on standard input is no text'],
    [
      'a short value',
      '{"odoo-admin":{"password":"hunter2-hunter2"}}',
      'odoo-admin.password has 15 characters, must have at least 20',
    ],
    ['a monotonous value', `{"odoo-admin":{"password":"${'ab'.repeat(20)}"}}`, 'has 2 different characters'],
    ['a line break', '{"odoo-admin":{"password":"hunter2-hunter2-hunter2\\n"}}', 'has a control character'],
  ])('refuses %s on standard input without showing it, and writes nothing', async (_, input, message) => {
    const { root, run } = fleet();
    const { code, stdout, stderr } = await run('init acme --stdin', input);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2-');
    expect(() => readdirSync(join(root, 'tenants/secrets'))).toThrow('ENOENT');
  });

  it('names what the store must hold where the External Secrets Operator fetches it', async () => {
    const { run } = fleet({ provider: 'external-secrets', vault: { server: 'https://vault.example.org' } });
    expect(await run('init acme')).toEqual({
      code: 0,
      stdout: 'tenants/acme/database-app: password\ntenants/acme/odoo-admin: password\n',
      stderr:
        'Cluster eu-1 fetches secrets from Vault https://vault.example.org, mount secret; nothing is kept here. It looks for:\n',
    });
  });
});

describe('fleet secrets rotate', () => {
  it('makes new values and leaves the key, and says what follows', async () => {
    const { run, values } = fleet();
    await run('init acme');
    const before = await Promise.all(all.map((name) => values(name)));
    const { code, stdout, stderr } = await run('rotate acme');
    expect({ code, stdout }).toEqual({ code: 0, stdout: paths(['database-app', 'odoo-admin']) });
    expect(stderr).toContain('database-app: PostgreSQL takes it over');
    expect(stderr).toContain('odoo-admin: It is only the first password');
    const after = await Promise.all(all.map((name) => values(name)));
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
    expect(after[2]).not.toEqual(before[2]);
    expect(await run('rotate acme odoo-admin')).toMatchObject({ code: 0, stdout: paths(['odoo-admin']) });
    expect(await values('database-app')).toEqual(after[1]);
  });

  it('encrypts the same values to the recipients of today', async () => {
    const { root, run, values } = fleet();
    await run('init acme');
    const before = await Promise.all(all.map((name) => values(name)));
    const second = await keyPair();
    const keys = { recoveryRecipients: [recovery.recipient, second.recipient] };
    writeFileSync(join(root, 'fleet/fleet.ts'), specText('defineFleet', { ...fleetDocuments().fleet, secrets: keys }));
    expect((await run('check acme')).stdout).toContain('secret-recipients');
    expect(await run('rotate acme --keep-values --identity recovery.txt')).toMatchObject({
      code: 0,
      stdout: paths(all),
    });
    expect(await Promise.all(all.map((name) => values(name, second)))).toEqual(before);
    expect(await run('check acme')).toMatchObject({ code: 0 });
  });

  it('makes a new key of the tenant, to which all is encrypted anew', async () => {
    const { root, run, values } = fleet();
    await run('init acme');
    const [key, ...before] = await Promise.all(all.map((name) => values(name)));
    const old = { identity: key!['identity.agekey']!.trim(), recipient: '' };
    expect((await run('rotate acme age-key')).stderr).toContain(
      'database-app cannot be kept, since no given key opens it',
    );
    expect(await run('rotate acme age-key --identity recovery.txt')).toMatchObject({ code: 0 });
    expect(await Promise.all(all.slice(1).map((name) => values(name)))).toEqual(before);
    await expect(values('odoo-admin', old)).rejects.toThrow('no given key opens it');
    expect(recipients(root, 'odoo-admin')).not.toContain(cluster.recipient);
    expect(await run('check acme --identity cluster.txt')).toMatchObject({ code: 0 });
  });

  it('refuses a name that is no Secret, and to keep what it cannot open', async () => {
    const { run } = fleet();
    await run('init acme');
    expect((await run('rotate acme smtp')).stderr).toBe(
      'fleet: "smtp" is no Secret of acme, must be one of age-key, database-app, odoo-admin.\n',
    );
    expect(await run('rotate acme --keep-values')).toMatchObject({ code: 2, stdout: '' });
    expect(await run('rotate acme --keep-values --identity stranger.txt')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('fleet secrets check', () => {
  it('opens with the key of the cluster what the key of the tenant opens', async () => {
    const { run } = fleet();
    await run('init acme');
    expect((await run('check acme')).stdout).toContain('note: Nothing was opened: no private key was given.');
    for (const key of ['cluster', 'recovery']) {
      const { code, stdout } = await run(`check acme --identity ${key}.txt`);
      expect(code).toBe(0);
      expect(stdout).not.toContain('note:');
    }
  });

  it('takes the key that SOPS_AGE_KEY_FILE names', async () => {
    const { root, run } = fleet();
    await run('init acme');
    const env = { SOPS_AGE_KEY_FILE: 'stranger.txt' };
    const { code, stdout } = await call(['secrets', 'check', 'acme'], { folder: root, env });
    expect(code).toBe(1);
    expect(stdout.match(/secret-unreadable/g)).toHaveLength(3);
    expect(stdout).toContain('it cannot be opened: no given key opens it');
  });

  it('finds what was changed, what can be guessed and what is old', async () => {
    const { root, run } = fleet();
    await run('init acme');
    const file = join(root, 'tenants/secrets/acme/odoo-admin.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/lastmodified: .*/, 'lastmodified: "2020-01-01T00:00:00Z"'));
    const { code, stdout } = await run('check acme --identity recovery.txt');
    expect(code).toBe(1);
    expect(stdout).toContain('odoo-admin: it cannot be opened: the value at 2020-01-01T00:00:00Z was changed');
    expect(stdout).toMatch(/odoo-admin: it is \d+ days old, must be at most 365/);
  });

  it.each([
    ['check acme --identity nowhere.txt', 'fleet: The key file nowhere.txt cannot be read (ENOENT).\n'],
    ['check acme --identity fleet/fleet.ts', 'holds something else than private keys of age'],
    ['check acme odoo-admin', 'odoo-admin is given, must be left out with check'],
    ['check acme --force', '--force is for init, must be left out with check.'],
    ['init acme --keep-values', '--keep-values is for rotate, must be left out with init.'],
    ['make acme', 'The action is "make", must be check, init or rotate.'],
    ['check globex', 'There is no tenant "globex": tenants/globex.ts does not exist.'],
  ])('says what is wrong with: %s', async (line, message) => {
    const { code, stderr } = await fleet().run(line);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('reports a spec that cannot be read', async () => {
    const { root, run } = fleet();
    mkdirSync(join(root, 'tenants'), { recursive: true });
    writeFileSync(join(root, 'tenants/acme.ts'), '{');
    expect(await run('init acme')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('tenants/acme.ts:1') as string,
    });
  });
});
