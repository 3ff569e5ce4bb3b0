import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { rules } from '../../src/run/report-of.ts';
import { generateFleet } from '../generate-fleet.ts';
import { writeFleet } from '../minimal-tenant.ts';
import { lastingFolder, repository, state, temporaryFolder } from '../run/fleet-folder.ts';
import { call } from './call.ts';

const isReport = new Ajv2020({ formats: { date: true } }).compile(reportSchema);
const escape = '\u001b[';

describe('reports', () => {
  const { folder: root, remove } = lastingFolder();
  const changed = 'dist/tenants/eu-1/acme/app/manifests.yaml';
  beforeAll(async () => {
    writeFleet(root);
    await call(['synth', '--root', root]);
    appendFileSync(join(root, changed), '# edited\n');
  });
  afterAll(remove);

  it.each<{ format: string; begins: RegExp }>([
    { format: 'github', begins: /^::error file=dist\/tenants\/eu-1\/acme\/app\/manifests\.yaml,line=\d+,/ },
    { format: 'json', begins: /^\{\n {2}"version": 1,\n {2}"verdict": "findings",/ },
    { format: 'junit', begins: /^<\?xml version="1\.0"/ },
    { format: 'markdown', begins: /^\*\*1 error, 0 warnings\*\* / },
    { format: 'sarif', begins: /^\{\n? *"\$schema"/ },
    { format: 'text', begins: /^dist\/tenants\/eu-1\/acme\/app\/manifests\.yaml:\d+:1 {2}error {2}dist-changed\n/ },
  ])('are data on stdout, and the verdict is the exit code: $format', async ({ format, begins }) => {
    const { code, stdout, stderr } = await call(['validate', '--root', root, '--format', format]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(begins);
    expect(stdout).toContain('dist-changed');
    expect(stdout).not.toContain(escape);
  });

  it('are the same from synth --check, wherever the format is written', async () => {
    const json = ['--format', 'json', '--root', root];
    expect(await call([...json, 'synth', '--check'])).toEqual(await call(['validate', ...json]));
  });

  it('are as their schema says, as JSON', async () => {
    const { stdout } = await call(['validate', '--root', root, '--format', 'json']);
    const report = JSON.parse(stdout) as unknown;
    isReport(report);
    expect(isReport.errors).toBeNull();
    expect(report).toMatchObject({ verdict: 'findings', counts: { tenants: 1, errors: 1, warnings: 0, excepted: 0 } });
  });

  it('are one line for each finding when quiet', async () => {
    const { stdout } = await call(['validate', '--root', root, '--quiet']);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^dist\/tenants\/eu-1\/acme\/app\/manifests\.yaml:\d+:1 {2}error {2}dist-changed {2}file differs from what its spec produces, first in line \d+, must be the same to the byte$/,
      ),
      expect.stringMatching(/^1 tenant, \d+ objects, 6 files, \d+ policies: 1 error, 0 warnings in \d+\.\d\d s$/),
      '',
    ]);
  });

  it.each<{ name: string; arguments_: string[]; env: Record<string, string>; coloured: boolean }>([
    { name: 'on a terminal', arguments_: [], env: {}, coloured: true },
    { name: 'with an empty NO_COLOR', arguments_: [], env: { NO_COLOR: '' }, coloured: true },
    { name: 'with NO_COLOR', arguments_: [], env: { NO_COLOR: '1' }, coloured: false },
    { name: 'with --no-color', arguments_: ['--no-color'], env: {}, coloured: false },
    { name: 'as JSON', arguments_: ['--format', 'json'], env: {}, coloured: false },
  ])('are coloured only where that is wanted: $name', async ({ arguments_, env, coloured }) => {
    const { stdout } = await call(['validate', '--root', root, ...arguments_], { env, isTerminal: true });
    expect(stdout.includes(escape)).toBe(coloured);
  });
});

describe('fleet synth', () => {
  it('says what it did on stderr, and nothing when quiet', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    const synth = ['synth', '--root', root, '--format', 'json'];
    expect(await call(synth)).toMatchObject({ code: 0, stderr: 'dist: 6 files added.\n' });
    expect(await call(synth)).toMatchObject({ code: 0, stderr: 'dist is up to date.\n' });
    rmSync(join(root, 'dist/tenants/eu-1/acme/tenant.json'));
    appendFileSync(join(root, 'dist/clusters/eu-1/platform/manifests.yaml'), '\n');
    writeFileSync(join(root, 'dist/stray.yaml'), '');
    expect(await call(synth)).toMatchObject({
      code: 0,
      stderr: 'dist: 1 file added, 1 file changed, 1 file removed.\n',
    });
    rmSync(join(root, 'fleet/rings.ts'));
    expect(await call(synth)).toMatchObject({ code: 1, stderr: 'dist was not changed.\n' });
    expect(await call([...synth, '--quiet'])).toMatchObject({ code: 1, stderr: '' });
  });

  it('shows progress on a terminal, and clears it', async () => {
    const root = temporaryFolder();
    generateFleet(root, { tenants: 51, seed: 6 });
    const { stdout, stderr } = await call(['synth', '--check', '--root', root], { isTerminal: true });
    expect(stderr).toBe(`\r${escape}K50 tenants\r${escape}K`);
    expect(stdout).not.toContain('\r');
  });
});

describe('fleet validate --manifests', () => {
  it('judges a folder of others, from wherever it is called', async () => {
    const folder = temporaryFolder();
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
    mkdirSync(join(folder, 'deploy'));
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'deploy/good.yaml'), config);
    const validate = ['validate', '--manifests', '../deploy', '--format', 'json'];
    const from = { folder: join(folder, 'elsewhere') };
    const clean = await call(validate, from);
    expect(clean).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(clean.stdout)).toMatchObject({
      verdict: 'clean',
      counts: { objects: 1, files: 1 },
      findings: [],
    });

    writeFileSync(join(folder, 'deploy/bad.yaml'), config.replace('ConfigMap', 'ConfigMop'));
    const bad = await call(validate, from);
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    isReport(JSON.parse(bad.stdout));
    expect(isReport.errors).toBeNull();
    expect(JSON.parse(bad.stdout)).toMatchObject({
      findings: [{ policy: 'schema-unknown-kind', file: '../deploy/bad.yaml', line: 2, column: 1 }],
    });
    expect(await call([...validate, '--only', 'good.*'], from)).toMatchObject({ code: 0 });
  });

  it.each([
    { name: 'the root is the current folder unless told', root: [], from: 'here', file: '../deploy/bad.yaml' },
    { name: 'a root above both', root: ['--root', '..'], from: 'here', file: 'deploy/bad.yaml' },
    { name: 'a root that is the folder', root: ['--root', '../deploy'], from: 'here', file: 'bad.yaml' },
    { name: 'a root that the folder is outside of', root: ['--root', 'here'], from: '.', file: '../deploy/bad.yaml' },
  ])('tells places relative to the root: $name', async ({ root, from, file }) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'deploy'));
    mkdirSync(join(folder, 'here'));
    writeFileSync(join(folder, 'deploy/bad.yaml'), 'apiVersion: v1\nkind: Pood\n');
    const manifests = from === '.' ? 'deploy' : '../deploy';
    for (const path of [manifests, `${manifests}/bad.yaml`, join(folder, 'deploy')]) {
      const { code, stdout } = await call(['validate', '--manifests', path, '--format', 'json', ...root], {
        folder: join(folder, from),
      });
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ findings: [{ policy: 'schema-unknown-kind', file }] });
    }
  });
});

describe('the checks that ran', () => {
  const { folder: brokenFleet, remove } = lastingFolder();
  beforeAll(() => void writeFleet(brokenFleet, { 'fleet/fleet.ts': 'export default {' }));
  afterAll(remove);

  it.each<{ name: string; arguments_: readonly string[]; has: readonly string[]; lacks: readonly string[] }>([
    {
      name: 'manifests at baseline',
      arguments_: ['validate', '--manifests', 'dist', '--pod-security', 'baseline'],
      has: ['manifest-unreadable', 'schema-invalid', 'pod-security-privileged', 'images-by-digest'],
      lacks: ['pod-security-run-as-user', 'dist-changed', 'spec-syntax', 'unique-hosts', 'image-registry'],
    },
    {
      name: 'the fleet',
      arguments_: ['validate'],
      has: ['dist-changed', 'schema-invalid', 'spec-syntax', 'pod-security-run-as-user', 'unique-hosts'],
      lacks: ['manifest-unreadable', 'manifest-link'],
    },
    {
      name: 'a fleet that cannot be read',
      arguments_: ['validate', '--root', brokenFleet],
      has: ['spec-file', 'spec-syntax'],
      lacks: ['dist-changed', 'schema-invalid', 'pod-security-privileged', 'unique-hosts'],
    },
  ])('are the suites of JUnit and the rules of SARIF: $name', async ({ arguments_, has, lacks }) => {
    const junit = await call([...arguments_, '--format', 'junit']);
    const sarif = await call([...arguments_, '--format', 'sarif']);
    const suites = Array.from(junit.stdout.matchAll(/<testsuite name="([^"]+)"/g), ([, id]) => id);
    const log = JSON.parse(sarif.stdout) as { runs: { tool: { driver: { rules: { id: string }[] } } }[] };
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(suites);
    expect(suites).toEqual(expect.arrayContaining([...has]));
    expect(suites.filter((id) => lacks.includes(id!))).toEqual([]);
  });
});

describe('fleet list', () => {
  it('shows the tenants of this repository as text', async () => {
    const { code, stdout, stderr } = await call(['list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      'id class environment lifecycle cluster isolation ring release plan engine domain cost/month'
        .toUpperCase()
        .split(' '),
      [
        'inclusion-factor',
        'internal',
        'production',
        'active',
        'internal-1',
        'namespace',
        'internal',
        '18.0-20260926',
        'medium',
        'cloudnative-pg',
        'aos.inclusionfactor.com',
        expect.stringMatching(/^\d+ USD$/),
      ],
      [''],
    ]);
  });

  it('finds the fleet from a folder in it, by --root', async () => {
    expect(await call(['list', '--root', '..'], { folder: join(repository, 'tenants') })).toEqual(await call(['list']));
  });

  it('filters, and prints JSON and Markdown', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    const acme = {
      id: 'acme',
      class: 'internal',
      environment: 'production',
      lifecycle: 'active',
      cluster: 'eu-1',
      isolation: 'namespace',
      ring: 'stable',
      release: '19.0-1',
      plan: 'small',
      engine: 'cloudnative-pg',
      domain: 'acme.example.com',
    };
    const list = ['list', '--root', root, '--cluster', 'eu-1', '--ring', 'stable'];
    const json = await call([...list, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toEqual([acme]);
    const markdown = await call([...list, '--format', 'markdown']);
    expect(markdown.stdout.split('\n')).toEqual([
      '| id | class | environment | lifecycle | cluster | isolation | ring | release | plan | engine | domain | cost/month |',
      `|${' --- |'.repeat(12)}`,
      `| ${Object.values(acme).join(' | ')} |  |`,
      '',
    ]);
  });

  it('shows the findings instead when a spec cannot be read', async () => {
    const root = temporaryFolder();
    writeFleet(root, { 'tenants/acme.ts': 'export default {' });
    const { code, stdout } = await call(['list', '--root', root, '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'findings', findings: [{ policy: 'spec-syntax' }] });
  });
});

describe('fleet policies and fleet explain', () => {
  it('list every check once', async () => {
    const json = await call(['policies', '--format', 'json']);
    expect(json).toMatchObject({ code: 0, stderr: '' });
    const ids = (JSON.parse(json.stdout) as readonly { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(rules.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const text = await call(['policies']);
    expect(
      text.stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ')[0]),
    ).toEqual(ids);
    const markdown = await call(['policies', '--format', 'markdown']);
    expect(markdown.stdout.trimEnd().split('\n')).toHaveLength(ids.length + 2);
  });

  it.each(['text', 'markdown', 'json'])('explain every check: %s', async (format) => {
    for (const { id, title, why, fix } of rules) {
      const { code, stdout, stderr } = await call(['explain', id, '--format', format]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      if (format === 'json') expect(JSON.parse(stdout)).toMatchObject({ id, title, why, fix });
      else for (const part of [id, `${title}.`, why, fix]) expect(stdout).toContain(part);
    }
  });
});

describe('fleet schema', () => {
  it.each(['tenant', 'fleet', 'clusters', 'rings', 'release', 'exceptions', 'prices', 'report'])(
    'prints the file of the repository: %s',
    async (name) => {
      const { default: file } = (await import(join(repository, `schemas/${name}.schema.json`), {
        with: { type: 'json' },
      })) as { default: object };
      const { code, stdout, stderr } = await call(['schema', name]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(file);
    },
  );

  it('prints that of tenants without a name', async () => {
    expect(await call(['schema'])).toEqual(await call(['schema', 'tenant', '--format', 'json']));
  });
});

it('no command that only reads writes anything but what it remembers', async () => {
  const root = temporaryFolder();
  writeFleet(root);
  const written = () =>
    Object.entries(state(root)).filter(([path]) => path !== '.cache' && !path.startsWith('.cache/'));
  const before = written();
  const commands = ['synth --check', 'validate', 'validate --manifests fleet', 'list', 'policies', 'schema'];
  for (const command of [...commands, 'explain dist-changed']) {
    await call([...command.split(' '), '--root', root], { folder: root });
    expect(written()).toEqual(before);
  }
});
