import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { tenantFiles } from '../../src/synth/paths.ts';
import { writeFleet } from '../minimal-tenant.ts';
import { check, lastingFolder, state, synth, temporaryFolder } from './fleet-folder.ts';

const app = 'dist/tenants/eu-1/acme/app/manifests.yaml';
const record = 'dist/tenants/eu-1/acme/tenant.json';
const platform = 'dist/clusters/eu-1/platform/manifests.yaml';
const regenerate = 'Run `npm start` and commit `dist`.';

function changed(file: string, line: number): Partial<Finding> {
  const message = `file differs from what its spec produces, first in line ${line}, must be the same to the byte`;
  return { policy: 'dist-changed', place: { file, line, column: 1 }, message, fix: regenerate };
}

function missing(file: string): Partial<Finding> {
  const message = 'file is missing, must be what its spec produces';
  return { policy: 'dist-missing', place: { file, line: 1, column: 1 }, message, fix: regenerate };
}

function other(file: string, found: string): Partial<Finding> {
  return { ...changed(file, 1), message: `entry is ${found}, must be a regular file` };
}

function mode(file: string, found: string, bits: string): Partial<Finding> {
  return { ...changed(file, 1), message: `file has mode ${found}, must be 644 (no ${bits} bit)` };
}

function unexpected(file: string): Partial<Finding> {
  const message = 'file is produced by no spec, must not be there';
  const fix = 'Run `npm start`, which removes it, and commit `dist`.';
  return { policy: 'dist-unexpected', place: { file, line: 1, column: 1 }, message, fix };
}

/** Changes one byte at a position, counted from the end when negative. */
function flip(root: string, path: string, position: number): void {
  const bytes = readFileSync(join(root, path));
  const index = position < 0 ? bytes.length + position : position;
  bytes[index] = bytes[index]! ^ 1;
  writeFileSync(join(root, path), bytes);
}

const replacedByLink = (root: string, path: string): void => {
  renameSync(join(root, path), join(root, 'moved'));
  symlinkSync(join(root, 'moved'), join(root, path));
};

describe('a check of dist', () => {
  const { folder: pristine, remove } = lastingFolder();
  beforeAll(async () => {
    writeFleet(pristine);
    await synth(pristine);
    rmSync(join(pristine, '.fleet'), { recursive: true });
  });
  afterAll(remove);

  it.each<{ name: string; change: (root: string) => void; findings: (root: string) => Partial<Finding>[] }>([
    { name: 'nothing changed', change: () => {}, findings: () => [] },
    { name: 'the first byte changed', change: (root) => flip(root, app, 0), findings: () => [changed(app, 1)] },
    {
      name: 'the last byte changed',
      change: (root) => flip(root, record, -1),
      findings: (root) => [changed(record, readFileSync(join(root, record), 'utf8').split('\n').length)],
    },
    {
      name: 'a byte in the third line changed',
      change: (root) => flip(root, app, readFileSync(join(root, app), 'utf8').split('\n', 2).join('\n').length + 2),
      findings: () => [changed(app, 3)],
    },
    {
      name: 'a line was added at the end',
      change: (root) => appendFileSync(join(root, platform), '# note\n'),
      findings: (root) => [changed(platform, readFileSync(join(root, platform), 'utf8').split('\n').length - 1)],
    },
    {
      name: 'line feeds became CRLF',
      change: (root) =>
        writeFileSync(join(root, record), readFileSync(join(root, record), 'utf8').replaceAll('\n', '\r\n')),
      findings: () => [changed(record, 1)],
    },
    {
      name: 'a file was emptied',
      change: (root) => writeFileSync(join(root, app), ''),
      findings: () => [changed(app, 1)],
    },
    { name: 'a file was removed', change: (root) => rmSync(join(root, app)), findings: () => [missing(app)] },
    {
      name: 'a file became a link to the same bytes',
      change: (root) => replacedByLink(root, app),
      findings: () => [other(app, 'a symbolic link')],
    },
    {
      name: 'a file became a folder with something in it',
      change: (root) => {
        rmSync(join(root, app));
        mkdirSync(join(root, app));
        writeFileSync(join(root, app, 'notes.md'), '');
      },
      findings: () => [other(app, 'a folder'), unexpected(`${app}/notes.md`)],
    },
    {
      name: 'a file became a pipe',
      change: (root) => {
        rmSync(join(root, app));
        execFileSync('mkfifo', [join(root, app)]);
      },
      findings: () => [other(app, 'a named pipe')],
    },
    {
      name: 'files became programs',
      change: (root) => {
        chmodSync(join(root, app), 0o755);
        chmodSync(join(root, platform), 0o744);
        chmodSync(join(root, record), 0o2755);
      },
      findings: () => [
        mode(platform, '744', 'execute'),
        mode(app, '755', 'execute'),
        mode(record, '2755', 'execute or special'),
      ],
    },
    {
      name: 'a folder became a link to the same files',
      change: (root) => replacedByLink(root, 'dist/tenants'),
      findings: () => [unexpected('dist/tenants')],
    },
    {
      name: 'dist became a link to the same files',
      change: (root) => replacedByLink(root, 'dist'),
      findings: () => [{ ...changed('dist', 1), message: 'dist is a symbolic link, must be a folder' }],
    },
    {
      name: 'dist became a link to nothing',
      change: (root) => {
        rmSync(join(root, 'dist'), { recursive: true });
        symlinkSync('nothing', join(root, 'dist'));
      },
      findings: () => [
        { ...changed('dist', 1), message: 'dist is a symbolic link, must be a folder' },
        ...tenantFiles({ cluster: 'eu-1', tenant: 'acme' }).concat(platform).toSorted().map(missing),
      ],
    },
    {
      name: 'files were added',
      change: (root) => {
        writeFileSync(join(root, 'dist/README.md'), '');
        mkdirSync(join(root, 'dist/clusters/eu-9/tenants'), { recursive: true });
        writeFileSync(join(root, 'dist/clusters/eu-9/tenants/mallory.txt'), '');
      },
      findings: () => [unexpected('dist/README.md'), unexpected('dist/clusters/eu-9/tenants/mallory.txt')],
    },
    {
      name: 'everything at once',
      change: (root) => {
        rmSync(join(root, app));
        flip(root, platform, 0);
        writeFileSync(join(root, 'dist/x'), '');
      },
      findings: () => [changed(platform, 1), missing(app), unexpected('dist/x')],
    },
  ])('names the file and the line, and writes nothing: $name', async ({ change, findings }) => {
    const root = temporaryFolder();
    cpSync(pristine, root, { recursive: true });
    change(root);
    const before = state(root);
    const { report, written } = await check(root);
    const wanted = findings(root);
    expect(report.findings).toMatchObject(wanted);
    expect(report.findings).toHaveLength(wanted.length);
    expect(report.verdict).toBe(wanted.length === 0 ? 'clean' : 'findings');
    expect(written).toBe(false);
    expect(state(root)).toEqual(before);
  });

  it('names every file when there is no dist', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    const { report } = await check(root);
    expect(report.findings.map(({ policy }) => policy)).toEqual(Array(6).fill('dist-missing'));
    expect(report.counts).toMatchObject({ files: 6, errors: 6 });
  });
});
