import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import type { ExitCode } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import type { World } from '../../src/cli/world.ts';
import { writeFleet } from '../minimal-tenant.ts';
import { repository, state, temporaryFolder } from '../run/fleet-folder.ts';
import { call } from './call.ts';

const generalHelp = '(fleet --help shows what there is)\n';
const validateHelp = '(fleet validate --help shows what there is)\n';

describe('misuse', () => {
  it.each<{ name: string; arguments_: string[]; stderr: string }>([
    {
      name: 'an unknown command',
      arguments_: ['valdate'],
      stderr: `fleet: unknown command 'valdate'\n(Did you mean validate?)\n${generalHelp}`,
    },
    {
      name: 'an unknown option',
      arguments_: ['validate', '--qiet'],
      stderr: `fleet: unknown option '--qiet'\n(Did you mean --quiet?)\n${validateHelp}`,
    },
    {
      name: 'an unknown format',
      arguments_: ['validate', '--format', 'xml'],
      stderr: `fleet: option '--format <format>' argument 'xml' is invalid. Allowed choices are github, json, junit, markdown, sarif, text.\n${generalHelp}`,
    },
    {
      name: 'an unknown level of Pod Security',
      arguments_: ['validate', '--manifests', '.', '--pod-security', 'strict'],
      stderr: `fleet: option '--pod-security <level>' argument 'strict' is invalid. Allowed choices are baseline, restricted.\n${validateHelp}`,
    },
    {
      name: 'an argument too many',
      arguments_: ['validate', 'tenants'],
      stderr: `fleet: too many arguments for 'validate'. Expected 0 arguments but got 1: tenants.\n${validateHelp}`,
    },
    {
      name: 'an argument too few',
      arguments_: ['explain'],
      stderr: "fleet: missing required argument 'policy'\n(fleet explain --help shows what there is)\n",
    },
    {
      name: 'an option without its value',
      arguments_: ['validate', '--manifests'],
      stderr: `fleet: option '--manifests <dir>' argument missing\n${validateHelp}`,
    },
    {
      name: 'a root that does not exist',
      arguments_: ['validate', '--root', 'nowhere'],
      stderr: 'fleet: --root is "nowhere", must be an existing folder.\n',
    },
    {
      name: 'a root that is a file',
      arguments_: ['synth', '--root', 'package.json'],
      stderr: 'fleet: --root is "package.json", must be an existing folder.\n',
    },
    {
      name: '--only without --manifests',
      arguments_: ['validate', '--only', '*.yaml'],
      stderr: 'fleet: --only needs --manifests: the fleet is always checked as a whole.\n',
    },
    {
      name: '--pod-security without --manifests',
      arguments_: ['validate', '--pod-security', 'baseline'],
      stderr: 'fleet: --pod-security needs --manifests: the fleet is always checked as a whole.\n',
    },
    {
      name: 'manifests that do not exist',
      arguments_: ['validate', '--manifests', 'nowhere'],
      stderr: 'fleet: --manifests is "nowhere", must be an existing folder or file.\n',
    },
    {
      name: 'manifests without a name',
      arguments_: ['validate', '--manifests', ''],
      stderr: 'fleet: --manifests is empty, must be a folder or file.\n',
    },
    {
      name: 'a glob without a character',
      arguments_: ['validate', '--manifests', 'dist', '--only', ''],
      stderr: 'fleet: --only is empty, must be a glob.\n',
    },
    {
      name: 'a folder without manifests',
      arguments_: ['validate', '--manifests', 'bin'],
      stderr: 'fleet: There is no object to check in bin.\n',
    },
    {
      name: 'a glob that matches nothing',
      arguments_: ['validate', '--manifests', 'fleet', '--only', '*.yml'],
      stderr: 'fleet: There is no object to check in fleet that matches *.yml.\n',
    },
    {
      name: 'a policy that does not exist, nearly right',
      arguments_: ['explain', 'images-by-digst'],
      stderr: 'fleet: There is no policy "images-by-digst", did you mean images-by-digest?\n',
    },
    {
      name: 'a policy that does not exist',
      arguments_: ['explain', 'sunshine'],
      stderr: 'fleet: There is no policy "sunshine"; fleet policies lists all.\n',
    },
    {
      name: 'a document that does not exist',
      arguments_: ['schema', 'cluster'],
      stderr:
        'fleet: The document is "cluster", must be one of clusters, exceptions, fleet, prices, release, rings, tenant, trusted, plan, report, status.\n',
    },
    {
      name: 'a cluster that does not exist',
      arguments_: ['list', '--cluster', 'internal'],
      stderr: 'fleet: --cluster is "internal", must be one of internal-1.\n',
    },
    {
      name: 'a ring that does not exist',
      arguments_: ['list', '--ring', ''],
      stderr: 'fleet: --ring is "", must be one of internal.\n',
    },
    ...['list', 'policies', 'explain images-by-digest'].flatMap((command) =>
      ['github', 'junit', 'sarif'].map((format) => ({
        name: `${command} as ${format}`,
        arguments_: [...command.split(' '), '--format', format],
        stderr: `fleet: fleet ${command.split(' ')[0]} has no format ${format}, must be text, json or markdown.\n`,
      })),
    ),
    {
      name: 'schema as markdown',
      arguments_: ['schema', '--format', 'markdown'],
      stderr: 'fleet: fleet schema has no format markdown, must be text or json.\n',
    },
  ])('is one sentence and exit code 2: $name', async ({ arguments_, stderr }) => {
    expect(await call(arguments_)).toEqual({ code: 2, stdout: '', stderr });
  });

  it.each(['synth', 'synth --check', 'validate', 'list'])(
    'is a folder without a fleet, in which nothing is made: %s',
    async (command) => {
      const folder = temporaryFolder();
      expect(await call(command.split(' '), { folder })).toEqual({
        code: 2,
        stdout: '',
        stderr: `fleet: There is no fleet in ${folder}, must be a folder with fleet/ and tenants/; --root names another.\n`,
      });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('is no command: the help says what there is', async () => {
    const { code, stdout, stderr } = await call([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: fleet [options] [command]');
  });
});

describe('help', () => {
  it('is data: the version', async () => {
    expect(await call(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  it.each(['', 'synth', 'validate', 'list', 'status', 'policies', 'explain', 'schema'])(
    'is data: fleet %s --help',
    async (name) => {
      const { code, stdout, stderr } = await call([...(name === '' ? [] : [name]), '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Usage: fleet ${name}`);
      expect(stdout).toContain('--root <dir>');
      if (name !== '') expect(stdout).toContain(`Examples:\n  npx fleet ${name}`);
      expect(stdout.endsWith('\n')).toBe(true);
    },
  );
});

describe('a run beside another', () => {
  it('is one sentence and exit code 2', async () => {
    const root = temporaryFolder();
    writeFleet(root, { '.fleet/lock': String(process.ppid) });
    const before = state(root);
    expect(await call(['synth', '--root', root])).toEqual({
      code: 2,
      stdout: '',
      stderr: `fleet: Another run (process ${process.ppid}) is writing dist; wait until it ends, or delete .fleet/lock if it is no fleet command.\n`,
    });
    const { '.fleet/.gitignore': _ignore, ...after } = state(root);
    expect(after).toEqual(before);
  });
});

describe('a machine that fails', () => {
  it.each<{ name: string; breakIt: (root: string) => void; stderr: RegExp }>([
    {
      name: 'the work folder cannot be made',
      breakIt: (root) => writeFileSync(join(root, '.fleet'), ''),
      stderr: /^fleet: \.fleet in \/.* is a file, must be a folder; delete it\.\n$/,
    },
    {
      name: 'a folder stands in the place of the lock',
      breakIt: (root) => mkdirSync(join(root, '.fleet/lock'), { recursive: true }),
      stderr: /^fleet: \.fleet\/lock is a folder, must be a file; delete it\.\n$/,
    },
  ])('is one sentence and exit code 2: $name', async ({ breakIt, stderr }) => {
    const root = temporaryFolder();
    writeFleet(root);
    breakIt(root);
    const result = await call(['synth', '--root', root]);
    expect(result).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(stderr) as string });
  });
});

describe('output that cannot be written', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' });
  const complaint = 'fleet: cannot write: ENOSPC: no space left on device, write.\n';

  /** Calls with an output that fails, before or after the command has ended; the exit code is that of the process. */
  async function callFailing(fails: 'stdout' | 'stderr', error: NodeJS.ErrnoException, arguments_: readonly string[]) {
    let stderr = '';
    const listeners: ((error: NodeJS.ErrnoException) => void)[] = [];
    const failing = {
      write: () => void listeners.forEach((listener) => listener(error)),
      on: (_: 'error', listener: (typeof listeners)[number]) => void listeners.push(listener),
    };
    const late = {
      write: () => void setImmediate(failing.write),
      on: failing.on,
    };
    const working = { write: (text: string) => void (stderr += text), on: () => {} };
    const ends: { code: ExitCode; stderr: string }[] = [];
    for (const output of [failing, late]) {
      stderr = '';
      listeners.length = 0;
      const world: World = { stdout: working, stderr: working, [fails]: output, env: {}, cwd: () => repository };
      const code = await main(arguments_, world);
      await new Promise((resolve) => void setImmediate(resolve));
      ends.push({ code: (world.exitCode as ExitCode | undefined) ?? code, stderr });
    }
    return ends;
  }

  it.each([
    { name: 'a report', arguments_: ['validate', '--manifests', 'dist'] },
    { name: 'data', arguments_: ['policies', '--format', 'json'] },
    { name: 'help', arguments_: ['--help'] },
  ])('is one sentence and exit code 2: $name', async ({ arguments_ }) => {
    const ended = { code: 2, stderr: complaint };
    expect(await callFailing('stdout', full, arguments_)).toEqual([ended, ended]);
  });

  it('is exit code 2 when nobody can be told', async () => {
    const ended = { code: 2, stderr: '' };
    expect(await callFailing('stderr', full, ['explain', 'sunshine'])).toEqual([ended, ended]);
  });

  it('is of no matter when nobody reads on', async () => {
    const ended = { code: 0, stderr: '' };
    expect(await callFailing('stdout', closed, ['policies'])).toEqual([ended, ended]);
  });
});
