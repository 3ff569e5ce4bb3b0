import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareFile } from '../../src/synth/compare-dist.ts';
import { listDist } from '../../src/synth/list-dist.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';

describe('compareFile', () => {
  it.each<{ name: string; found: string | Uint8Array; wanted: string; line: number | undefined }>([
    { name: 'the same', found: 'a\nü\n', wanted: 'a\nü\n', line: undefined },
    { name: 'both empty', found: '', wanted: '', line: undefined },
    { name: 'another first line', found: 'b\n', wanted: 'a\n', line: 1 },
    { name: 'another last line', found: 'a\nb\nc', wanted: 'a\nb\nd', line: 3 },
    { name: 'no end of line', found: 'a\nb', wanted: 'a\nb\n', line: 2 },
    { name: 'a line more', found: 'a\nb\nc\n', wanted: 'a\nb\n', line: 3 },
    { name: 'a line less', found: 'a\n', wanted: 'a\nb\n', line: 2 },
    { name: 'CRLF', found: 'a\r\nb\r\n', wanted: 'a\nb\n', line: 1 },
    { name: 'a byte order mark', found: '\ufeffa\n', wanted: 'a\n', line: 1 },
    { name: 'not UTF-8', found: new Uint8Array([0x61, 0x0a, 0xff]), wanted: 'a\n\ufffd', line: 2 },
  ])('tells the first line that differs: $name', ({ found, wanted, line }) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'file'), found);
    const difference = line === undefined ? undefined : { path: 'file', kind: 'changed', line };
    expect(compareFile(root, 'file', wanted)).toEqual(difference);
  });

  it.each<{ name: string; make: (path: string) => void; found: string }>([
    { name: 'a folder', make: (path) => mkdirSync(path), found: 'a folder' },
    { name: 'a link to the same text', make: (path) => symlinkSync('text', path), found: 'a symbolic link' },
    { name: 'a link to nothing', make: (path) => symlinkSync('nothing', path), found: 'a symbolic link' },
    { name: 'a link to itself', make: (path) => symlinkSync('file', path), found: 'a symbolic link' },
    {
      name: 'a pipe that nobody writes to',
      make: (path) => void execFileSync('mkfifo', [path]),
      found: 'a named pipe',
    },
  ])('tells what stands in the place of a file: $name', ({ make, found }) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'text'), 'a\n');
    make(join(root, 'file'));
    const fault = { kind: 'other', found };
    expect(compareFile(root, 'file', 'a\n')).toEqual({ path: 'file', kind: 'changed', line: 1, fault });
  });

  it.each<{ name: string; mode: number; isWrong: boolean }>([
    { name: 'as written', mode: 0o644, isWrong: false },
    { name: 'of a private umask', mode: 0o600, isWrong: false },
    { name: 'of no umask', mode: 0o666, isWrong: false },
    { name: 'read only', mode: 0o444, isWrong: false },
    { name: 'executable', mode: 0o755, isWrong: true },
    { name: 'executable, set user', mode: 0o4755, isWrong: true },
    // Git records none of these.
    { name: 'executable by others alone', mode: 0o645, isWrong: false },
    { name: 'set group', mode: 0o2644, isWrong: false },
    { name: 'sticky', mode: 0o1644, isWrong: false },
  ])('tells a mode that no file of ours has: $name', ({ mode, isWrong }) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'file'), 'a\n');
    chmodSync(join(root, 'file'), mode);
    const difference = isWrong ? { path: 'file', kind: 'changed', line: 1, fault: { kind: 'mode', mode } } : undefined;
    expect(compareFile(root, 'file', 'a\n')).toEqual(difference);
    // The text is said first.
    expect(compareFile(root, 'file', 'b\n')).toEqual({ path: 'file', kind: 'changed', line: 1 });
  });

  it.each([
    { name: 'nothing stands there', path: 'file' },
    { name: 'a file stands in the place of its folder', path: 'text/file' },
  ])('calls a file missing when $name', ({ path }) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'text'), 'a\n');
    expect(compareFile(root, path, 'a\n')).toEqual({ path, kind: 'missing', line: 1 });
  });
});

describe('listDist', () => {
  it('lists everything that is no folder, sorted by code units, and what belongs to Flux', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'dist/clusters/b/flux-system'), { recursive: true });
    mkdirSync(join(root, 'dist/clusters/a/empty'), { recursive: true });
    for (const name of ['Z', 'a', 'ä', '.hidden', 'clusters/b/flux-system/x'])
      writeFileSync(join(root, 'dist', name), '');
    symlinkSync('..', join(root, 'dist/up'));
    symlinkSync('../b', join(root, 'dist/clusters/a/flux-system'));
    expect(listDist(root)).toEqual({
      paths: ['dist/.hidden', 'dist/Z', 'dist/a', 'dist/up', 'dist/ä'],
      flux: ['dist/clusters/a/flux-system', 'dist/clusters/b/flux-system'],
    });
  });

  it.each<{ name: string; make: (path: string) => void; found: string }>([
    { name: 'a link to a folder', make: (path) => symlinkSync('other', path), found: 'a symbolic link' },
    { name: 'a link to nothing', make: (path) => symlinkSync('nothing', path), found: 'a symbolic link' },
    { name: 'a link to itself', make: (path) => symlinkSync('dist', path), found: 'a symbolic link' },
    { name: 'a file', make: (path) => writeFileSync(path, ''), found: 'a file' },
    { name: 'a pipe', make: (path) => void execFileSync('mkfifo', [path]), found: 'a named pipe' },
  ])('tells that dist is no folder, and lists nothing behind it: $name', ({ make, found }) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'other/clusters/a/flux-system'), { recursive: true });
    writeFileSync(join(root, 'other/file'), '');
    make(join(root, 'dist'));
    const difference = { path: 'dist', kind: 'changed', line: 1, fault: { kind: 'other', found } };
    expect(listDist(root)).toEqual({ paths: [], flux: [], difference });
  });

  it('finds nothing where there is no dist', () => {
    expect(listDist(temporaryFolder())).toEqual({ paths: [], flux: [] });
  });
});
