import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tenantFiles } from '../../src/synth/paths.ts';
import { generateFleet, fleetFiles as generatedFiles } from '../generate-fleet.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { addSecrets } from '../secrets/fake-files.ts';
import {
  check,
  commercial,
  contents,
  copyOfFleet,
  repository,
  state,
  synth,
  temporaryFolder,
  today,
} from './fleet-folder.ts';

function generated(tenants: number, seed: number): string {
  const root = temporaryFolder();
  generateFleet(root, { tenants, seed });
  return root;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const fleets: readonly { name: string; make: () => string }[] = [
  { name: 'the fleet of this repository', make: () => copyOfFleet(repository) },
  { name: 'the commercial fleet', make: () => copyOfFleet(commercial) },
  { name: 'a generated fleet', make: () => generated(15, 1) },
];

describe('synth', () => {
  it.each(fleets)(
    'writes nothing the second time, and the same bytes after dist was deleted: $name',
    async ({ make }) => {
      const root = make();
      const first = await synth(root);
      expect(first.report.findings).toEqual([]);
      expect(first.written).toBe(true);
      const before = state(root);

      const second = await synth(root);
      expect(second).toMatchObject({ differences: [], written: false, report: { verdict: 'clean' } });
      expect(state(root)).toEqual(before);

      const bytes = contents(join(root, 'dist'));
      rmSync(join(root, 'dist'), { recursive: true });
      await synth(root);
      expect(contents(join(root, 'dist'))).toEqual(bytes);
    },
  );

  it('makes the same bytes in threads as in one', async () => {
    const root = generated(150, 3);
    const done: number[] = [];
    await synth(root);
    const { report, differences } = await check(root, { threads: 2, onProgress: (count) => void done.push(count) });
    expect(differences).toEqual([]);
    expect(report).toMatchObject({ verdict: 'clean', findings: [], counts: { tenants: 150 } });
    expect(done).toEqual([50, 100, 150]);
  });

  it('writes the same bytes whatever the order of the files', async () => {
    const size = { tenants: 12, seed: 4 };
    const roots = [temporaryFolder(), temporaryFolder()];
    const files = [...generatedFiles(size)];
    for (const [path, text] of files) write(roots[0]!, path, text);
    for (const [path, text] of files.toReversed()) write(roots[1]!, path, text);
    for (const root of roots) await synth(root);
    expect(contents(join(roots[1]!, 'dist'))).toEqual(contents(join(roots[0]!, 'dist')));
  });

  it('changes no file of others, nor a shared one, for new tenants', async () => {
    const root = copyOfFleet(commercial);
    await synth(root);
    const before = state(join(root, 'dist'));
    const text = readFileSync(join(root, 'tenants/kite-demo.ts'), 'utf8');
    const ids = ['aaa-first', 'zzz-last'];
    for (const id of ids) {
      write(root, `tenants/${id}.ts`, text.replaceAll('kite-demo', id).replaceAll(/kite\.|demo\./g, `${id}.`));
    }
    addSecrets(root, today);
    const { report, differences } = await synth(root);
    expect(report.findings).toEqual([]);
    const wanted = ids.flatMap((tenant) => tenantFiles({ cluster: 'us-east-1', tenant })).toSorted();
    expect(differences).toEqual(wanted.map((path) => ({ path, kind: 'missing', line: 1 })));
    const own = new Set(wanted.map((path) => path.slice('dist/'.length)));
    const others = Object.entries(state(join(root, 'dist'))).filter(([path]) => !own.has(path));
    expect(Object.fromEntries(others)).toEqual(before);
  });

  it('removes an object that the spec no longer asks for', async () => {
    const root = temporaryFolder();
    const integration = { name: 'erp', purpose: 'Orders.', cidrs: ['203.0.113.0/24'], ports: [443] };
    writeFleet(root, {
      'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), integrations: [integration] }),
    });
    await synth(root);
    const boundary = join(root, 'dist/tenants/eu-1/acme/boundary/manifests.yaml');
    expect(readFileSync(boundary, 'utf8')).toContain('203.0.113.0/24');
    writeFleet(root);
    const { differences } = await synth(root);
    expect(differences.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'changed dist/tenants/eu-1/acme/boundary/manifests.yaml',
      'changed dist/tenants/eu-1/acme/tenant.json',
    ]);
    expect(readFileSync(boundary, 'utf8')).not.toContain('203.0.113.0/24');
  });
});

describe('what stands in dist and was not generated', () => {
  it('is removed', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const clean = state(join(root, 'dist'));
    const strays = [
      'dist/clusters/eu-1/extra.yaml',
      'dist/clusters/eu-1/tenants/notes.txt',
      'dist/clusters/unknown/extra/deep/file.yaml',
      'dist/flux-system/gotk-sync.yaml',
      'dist/notes.md',
      'dist/tenants/eu-1/acme/app/.DS_Store',
      'dist/tenants/eu-1/acme/extra/manifests.yaml',
      'dist/tenants/eu-1/stranger/notes.txt',
    ];
    for (const path of strays) write(root, path, 'kind: Secret\n');
    const { differences, report } = await synth(root);
    expect(report.findings).toEqual([]);
    expect(differences).toEqual(strays.map((path) => ({ path, kind: 'unexpected', line: 1 })));
    expect(state(join(root, 'dist'))).toEqual(clean);
  });

  it('is a mode: the file is written anew', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const path = 'dist/tenants/eu-1/acme/app/manifests.yaml';
    const clean = contents(join(root, 'dist'));
    const { mode } = statSync(join(root, path));
    chmodSync(join(root, path), 0o4755);
    const { written, differences } = await synth(root);
    expect(written).toBe(true);
    expect(differences.map((difference) => difference.path)).toEqual([path]);
    expect(statSync(join(root, path)).mode).toBe(mode);
    expect(contents(join(root, 'dist'))).toEqual(clean);
  });

  it.each([
    { name: 'a file', path: 'dist/tenants/eu-1/acme/app/manifests.yaml' },
    { name: 'a folder', path: 'dist/tenants/eu-1/acme/app' },
    { name: 'a folder of all tenants', path: 'dist/tenants' },
    { name: 'dist', path: 'dist' },
  ])('gives way when it is a link in the place of $name', async ({ path }) => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const clean = contents(join(root, 'dist'));
    // The link leads to the very bytes that belong there.
    const elsewhere = join(root, 'elsewhere');
    mkdirSync(elsewhere);
    renameSync(join(root, path), join(elsewhere, 'moved'));
    symlinkSync(join(elsewhere, 'moved'), join(root, path));
    const before = state(elsewhere);
    const { written } = await synth(root);
    expect(written).toBe(true);
    expect(lstatSync(join(root, 'dist')).isDirectory()).toBe(true);
    expect(contents(join(root, 'dist'))).toEqual(clean);
    // What the link led to is left alone, and no file of it has a second name in dist.
    expect(state(elsewhere)).toEqual(before);
    const identity = (line: string) => line.split(' ')[1];
    const others = new Set(Object.values(before).map(identity));
    expect(Object.values(state(join(root, 'dist'))).filter((line) => others.has(identity(line)))).toEqual([]);
  });

  it.each<{ name: string; make: (path: string) => void }>([
    { name: 'a link to nothing', make: (path) => symlinkSync('nothing', path) },
    { name: 'a link to itself', make: (path) => symlinkSync('dist', path) },
    { name: 'a file', make: (path) => writeFileSync(path, '') },
    { name: 'a pipe', make: (path) => void execFileSync('mkfifo', [path]) },
  ])('gives way when it stands in the place of dist: $name', async ({ make }) => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const clean = contents(root);
    rmSync(join(root, 'dist'), { recursive: true });
    make(join(root, 'dist'));
    const { written } = await synth(root);
    expect(written).toBe(true);
    expect(contents(root)).toEqual(clean);
  });

  it.each([
    { name: 'a folder in the place of a file', path: 'dist/tenants/eu-1/acme/tenant.json', inside: '/notes.md' },
    { name: 'a pipe in the place of a file', path: 'dist/tenants/eu-1/acme/tenant.json', inside: '|' },
    { name: 'a file in the place of a folder', path: 'dist/tenants/eu-1/acme', inside: '' },
  ])('gives way when it is $name', async ({ path, inside }) => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const clean = contents(join(root, 'dist'));
    rmSync(join(root, path), { recursive: true });
    if (inside === '|') execFileSync('mkfifo', [join(root, path)]);
    else write(root, `${path}${inside}`, 'not ours\n');
    await synth(root);
    expect(contents(join(root, 'dist'))).toEqual(clean);
  });
});
