import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UnwritableError } from '../../src/synth/unwritable-error.ts';
import { enter } from '../../src/synth/work-folder.ts';
import { contents, repository, state, temporaryFolder } from '../run/fleet-folder.ts';
import { withErrors } from './dying-file-system.ts';

function write(root: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
}

/** A folder with `repository`, in which the runs are, and beside it `victim`. */
function beside(): { readonly root: string; readonly victim: string } {
  const folder = temporaryFolder();
  write(folder, 'victim/next/file', 'victim/old/file', 'victim/lock', 'repository/dist/file');
  return { root: join(folder, 'repository'), victim: join(folder, 'victim') };
}

describe('entering', () => {
  it.each<{ name: string; make: (path: string) => void }>([
    { name: 'a symbolic link', make: (path) => symlinkSync('../victim', path) },
    { name: 'a symbolic link', make: (path) => symlinkSync('nothing', path) },
    { name: 'a file', make: (path) => writeFileSync(path, '') },
    { name: 'a named pipe', make: (path) => void execFileSync('mkfifo', [path]) },
  ])('is refused when .fleet is no folder, and nothing is touched: $name', ({ name, make }) => {
    const { root } = beside();
    make(join(root, '.fleet'));
    const before = state(dirname(root));
    expect(() => enter(root)).toThrow(
      new UnwritableError(`.fleet in ${root} is ${name}, must be a folder; delete it.`),
    );
    expect(state(dirname(root))).toEqual(before);
  });

  it.each<{ name: string; hasDist: boolean; make: (root: string) => void }>([
    {
      name: 'next and old',
      hasDist: true,
      make: (root) => {
        for (const name of ['next', 'old']) symlinkSync(`../../victim/${name}`, join(root, '.fleet', name));
      },
    },
    {
      name: 'old, and there is no dist',
      hasDist: false,
      make: (root) => symlinkSync('../../victim/old', join(root, '.fleet/old')),
    },
    {
      name: 'its ignore file',
      hasDist: true,
      make: (root) => symlinkSync('../../victim/new', join(root, '.fleet/.gitignore')),
    },
  ])('follows no link in .fleet: $name', ({ hasDist, make }) => {
    const { root, victim } = beside();
    mkdirSync(join(root, '.fleet'));
    if (!hasDist) execFileSync('rm', ['-r', join(root, 'dist')]);
    make(root);
    const before = state(victim);
    enter(root).leave();
    expect(state(victim)).toEqual(before);
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore']);
    expect(existsSync(join(root, 'dist'))).toBe(hasDist);
  });

  it('puts the old dist back, also in the place of nothing but its name', () => {
    const root = temporaryFolder();
    write(root, '.fleet/old/file', '.fleet/next/file', '.fleet/next/other');
    enter(root).leave();
    expect(Object.keys(contents(root))).toEqual(['.fleet/.gitignore', 'dist/file']);
  });

  it.each([
    { code: 'EROFS', words: 'read-only file system' },
    { code: 'ENOSPC', words: 'no space left on device' },
  ])('says why .fleet cannot be made: $code', ({ code, words }) => {
    const root = temporaryFolder();
    const failing = { call: 'mkdirSync', path: join(root, '.fleet'), code, words } as const;
    expect(withErrors(failing, () => enter(root))).toEqual(
      new UnwritableError(`.fleet cannot be made in ${root}: ${words} (${code}).`),
    );
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('what cannot be removed', () => {
  const busy = { call: 'rmSync', code: 'EBUSY', words: 'resource busy or locked' } as const;

  it.each(['next', 'old'])('refuses the next run by name, without keeping the lock: %s', (name) => {
    const root = temporaryFolder();
    write(root, 'dist/file', `.fleet/${name}/file`);
    const failing = { ...busy, path: join(root, '.fleet', name) };
    expect(withErrors(failing, () => enter(root))).toEqual(
      new UnwritableError(`.fleet/${name} cannot be removed: resource busy or locked (EBUSY); delete it.`),
    );
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore', name]);
    // As soon as it can be removed, all is well.
    enter(root).leave();
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore']);
  });

  it('is told by the run that leaves it, which gives the lock back', () => {
    const root = temporaryFolder();
    const work = enter(root);
    write(root, 'dist/file', '.fleet/old/file');
    let left: string | undefined;
    expect(withErrors({ ...busy, path: join(root, '.fleet/old') }, () => (left = work.leave()))).toBeUndefined();
    expect(left).toBe('.fleet/old cannot be removed: resource busy or locked (EBUSY); delete it.');
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore', 'old']);
  });

  it('is told when the old dist cannot be put back', () => {
    const root = temporaryFolder();
    write(root, '.fleet/old/file');
    const failing = {
      call: 'renameSync',
      path: join(root, '.fleet/old'),
      code: 'EXDEV',
      words: 'cross-device link',
    } as const;
    expect(withErrors(failing, () => enter(root))).toEqual(
      new UnwritableError('.fleet/old cannot be moved back to dist: cross-device link (EXDEV); move it by hand.'),
    );
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore', 'old']);
  });
});

describe('.gitignore', () => {
  it('ignores .fleet, also when it is a link', () => {
    const root = temporaryFolder();
    const git = (...arguments_: readonly string[]) => execFileSync('git', arguments_, { cwd: root, encoding: 'utf8' });
    git('init', '--quiet');
    copyFileSync(join(repository, '.gitignore'), join(root, '.gitignore'));
    symlinkSync('elsewhere', join(root, '.fleet'));
    expect(git('status', '--porcelain')).toBe('?? .gitignore\n');
  });
});
