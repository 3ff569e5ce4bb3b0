import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateFleet } from '../generate-fleet.ts';
import { writeFleet } from '../minimal-tenant.ts';
import { check, contents, lastingFolder, repository, state, synth, temporaryFolder } from '../run/fleet-folder.ts';
import { type Ended, fleet, fleetCommand, start } from './fleet-process.ts';

const clean = expect.stringMatching(/ policies: clean in \d+\.\d\d s\n$/) as string;

/** The superuser may read and write everything: the tests of rights run as somebody else. */
const anybody: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Runs a line of a shell in which `$FLEET` is the command. */
function shell(line: string, folder = repository): Promise<Ended> {
  const FLEET = `${process.execPath} ${fleetCommand}`;
  return start(['bash', '-o', 'pipefail', '-c', line], { cwd: folder, env: { ...process.env, FLEET } }).ended;
}

describe('fleet as a process', () => {
  it('renders the same bytes whatever the environment', async () => {
    const root = temporaryFolder();
    generateFleet(root, { tenants: 10, seed: 7 });
    await synth(root);
    const other = temporaryFolder();
    generateFleet(join(other, 'real'), { tenants: 10, seed: 7 });
    symlinkSync('real', join(other, 'link'));
    const env = 'TZ=Pacific/Apia LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 HOME=/nonexistent USER=nobody';
    const result = await shell(`umask 077; ${env} $FLEET synth --root ../link`, join(other, 'real'));
    expect(result).toMatchObject({ code: 0, stdout: clean });
    expect(contents(join(other, 'real/dist'))).toEqual(contents(join(root, 'dist')));
  });

  it('does not mind a reader that closes the pipe', async () => {
    expect(await shell('$FLEET policies --format json | head -n 1')).toMatchObject({
      code: 0,
      stdout: '[\n',
      stderr: '',
    });
    // Whoever reads neither output still gets the exit code.
    const unread = await shell('exec 3>&1; ($FLEET explain sunshine 2>&1; echo "code $?" >&3) | true');
    expect(unread).toEqual({ code: 0, signal: null, stdout: 'code 2\n', stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, whatever its verdict', async () => {
    const stderr = 'fleet: cannot write: ENOSPC: no space left on device, write.\n';
    for (const command of ['validate --manifests dist --format sarif', 'policies', '--help']) {
      expect(await shell(`$FLEET ${command} > /dev/full`)).toEqual({ code: 2, signal: null, stdout: '', stderr });
    }
    expect(await shell('$FLEET policies > /dev/full 2>&1')).toMatchObject({ code: 2, stderr: '' });
  });

  it('reports a bug with everything that helps to find it', async () => {
    // A process whose code breaks: there is no known bug to trigger.
    const breaking = `data:text/javascript,${encodeURIComponent("Date.prototype.toISOString = () => { throw new RangeError('broken') }")}`;
    const result = await start([process.execPath, '--import', breaking, fleetCommand, 'schema']).ended;
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/^fleet: this is a bug\.\nRangeError: broken\n {4}at .*\/src\/cli\//s);
  });
});

describe('fleet without its dependencies', () => {
  it('says what to do', async () => {
    const folder = temporaryFolder();
    for (const part of ['bin', 'src', 'schemas', 'package.json']) {
      cpSync(join(repository, part), join(folder, part), { recursive: true });
    }
    const { ended } = start([process.execPath, join(folder, 'bin/fleet.mjs'), 'list']);
    expect(await ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^fleet: Cannot find package '\S+' imported from \S+\/src\/\S+\.ts\. Run npm ci\.\n$/,
      ) as string,
    });
  });
});

describe('fleet under an older Node', () => {
  const older = ['/usr/bin/node', '/usr/local/bin/node'].find((file) => {
    if (!existsSync(file)) return false;
    return Number(/^v(\d+)/.exec(execFileSync(file, ['--version'], { encoding: 'utf8' }))?.[1]) < 24;
  });
  const fakes = lastingFolder();
  let node: string;
  beforeAll(() => {
    // Where no older one is installed, this one pretends to be it.
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
    writeFileSync(join(fakes.folder, 'pretend.mjs'), pretend);
    node = join(fakes.folder, 'node');
    const command = older ?? `${process.execPath} --import ${join(fakes.folder, 'pretend.mjs')}`;
    writeFileSync(node, `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(node, 0o755);
  });
  afterAll(fakes.remove);

  it('starts the Node that npm brought, with the same arguments, output and exit code', async () => {
    expect(await start([node, fleetCommand, 'explain', 'sunshine and rain']).ended).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'fleet: There is no policy "sunshine and rain"; fleet policies lists all.\n',
    });
  });

  it('says what is missing when there is none', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/fleet.mjs'), readFileSync(fleetCommand));
    const { status, stdout, stderr } = spawnSync(node, [join(folder, 'bin/fleet.mjs'), 'list'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^fleet: this is Node 20\.\S+, must be 24 or newer\. Run npm ci, which brings one\.\n$/);
  });
});

describe('fleet validate as a process', () => {
  it('says which file of dist it may not read', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const path = 'dist/tenants/eu-1/acme/app/manifests.yaml';
    execFileSync('chmod', ['-R', 'a+rX', root]);
    chmodSync(join(root, path), 0);
    const { code, stdout } = await fleet(['validate', '--root', root, '--format', 'json'], anybody);
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: unknown };
    expect(findings).toMatchObject([
      {
        policy: 'dist-changed',
        file: path,
        message: 'file cannot be read (EACCES), must be what its spec produces',
      },
    ]);
  });
});

describe('fleet validate --manifests as a process', () => {
  it('examines what it may read, and names what it may not', async () => {
    const folder = temporaryFolder();
    const pod = 'apiVersion: v1\nkind: Pood\nmetadata:\n  name: a\n';
    for (const place of ['open', 'secret']) {
      mkdirSync(join(folder, place));
      writeFileSync(join(folder, place, 'pod.yaml'), pod);
    }
    writeFileSync(join(folder, 'shut.yaml'), pod);
    execFileSync('chmod', ['-R', 'a+rX', folder]);
    for (const path of ['secret', 'shut.yaml']) chmodSync(join(folder, path), 0);
    try {
      const { code, stdout } = await fleet(['validate', '--manifests', '.', '--format', 'json'], {
        ...anybody,
        cwd: folder,
      });
      const { findings } = JSON.parse(stdout) as { findings: { file: string; policy: string; fix: string }[] };
      expect(code).toBe(1);
      expect(findings).toMatchObject([
        { file: 'open/pod.yaml', policy: 'schema-unknown-kind' },
        {
          file: 'secret',
          policy: 'manifest-unreadable',
          fix: 'Let the user who runs the check read the folder, or keep it out of the folder of manifests.',
        },
        {
          file: 'shut.yaml',
          policy: 'manifest-unreadable',
          fix: 'Let the user who runs the check read the file, or keep it out of the folder of manifests.',
        },
      ]);
    } finally {
      chmodSync(join(folder, 'secret'), 0o700);
    }
  });
});

describe('fleet synth as a process', () => {
  it('leaves dist as it was when the disk is full', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const path = 'fleet/releases/19.0-1.yaml';
    writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8').replaceAll(/a{64}/g, 'd'.repeat(64)));
    const before = state(root);
    // No file may grow beyond 512 bytes.
    const result = await shell(`ulimit -f 1; $FLEET synth --root ${root}`);
    expect(result).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'dist was not changed.\nfleet: EFBIG: file too large, write.\n',
    });
    expect(state(root)).toEqual(before);
  });

  it('says what it could not tidy up, with the exit code of its work, and the next run says it too', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    appendFileSync(join(root, 'dist/clusters/eu-1/platform/manifests.yaml'), '# note\n');
    const breaking = `data:text/javascript,${encodeURIComponent(`
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { rmSync } = fs;
      fs.rmSync = (path, options) => {
        if (path.endsWith('/.fleet/old') && fs.existsSync(path)) {
          throw Object.assign(new Error('EBUSY: resource busy or locked, rmdir'), { code: 'EBUSY', syscall: 'rmdir' });
        }
        return rmSync(path, options);
      };
      syncBuiltinESMExports();`)}`;
    const run = () => start([process.execPath, '--import', breaking, fleetCommand, 'synth', '--root', root]).ended;
    const left = '.fleet/old cannot be removed: resource busy or locked (EBUSY); delete it.\n';
    expect(await run()).toMatchObject({ code: 0, stdout: clean, stderr: `dist: 1 file changed.\n${left}` });
    expect(await run()).toMatchObject({ code: 2, stdout: '', stderr: `fleet: ${left}` });
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore', 'old']);
    expect((await check(root)).report.verdict).toBe('clean');
  });

  it('leaves nothing behind when a folder of Flux is read-only', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const folder = join(root, 'dist/clusters/eu-1/flux-system');
    mkdirSync(folder);
    writeFileSync(join(folder, 'gotk-sync.yaml'), '');
    appendFileSync(join(root, 'dist/clusters/eu-1/platform/manifests.yaml'), '# note\n');
    if (anybody.uid !== undefined) execFileSync('chown', ['-R', `${anybody.uid}:${anybody.gid}`, root]);
    chmodSync(folder, 0o555);
    try {
      const result = await fleet(['synth', '--root', root], anybody);
      expect(result).toMatchObject({ code: 0, stderr: 'dist: 1 file changed.\n' });
      expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore']);
      expect(statSync(folder).mode & 0o777).toBe(0o555);
    } finally {
      chmodSync(folder, 0o755);
    }
  });

  it('says where it may not make .fleet', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    execFileSync('chmod', ['-R', 'a-w,a+rX', root]);
    try {
      expect(await fleet(['synth', '--root', root], anybody)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `fleet: .fleet cannot be made in ${root}: permission denied (EACCES).\n`,
      });
    } finally {
      execFileSync('chmod', ['-R', 'u+w', root]);
    }
  });

  it('needs no right to write for reading, and says what it may not do', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const before = state(root);
    execFileSync('chmod', ['-R', 'a-w,a+rX', root]);
    try {
      expect(await fleet(['validate', '--root', root], anybody)).toMatchObject({ code: 0, stdout: clean, stderr: '' });
      expect(await fleet(['synth', '--root', root], anybody)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^fleet: EACCES: permission denied, \w+ '.*\/\.fleet\/lock\.\d+'\.\n$/) as string,
      });
    } finally {
      execFileSync('chmod', ['-R', 'u+w', root]);
    }
    expect(contents(root)).toEqual(Object.fromEntries(Object.keys(before).map((path) => [path, contents(root)[path]])));
  });
});
