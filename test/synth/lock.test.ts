import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/synth/lock.ts';
import { UnwritableError } from '../../src/synth/unwritable-error.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ['--version']).pid;

function codeOf(program: string, folder: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder, stdio: 'inherit' });
  return new Promise((resolve) => void child.on('close', resolve));
}

describe('takeLock', () => {
  it.each([
    { name: 'there is none', found: undefined },
    { name: 'its process is dead', found: String(dead) },
    { name: 'it is our own, from before a restart', found: String(process.pid) },
    { name: 'it is empty', found: '' },
    { name: 'it is garbage', found: 'garbage\u0000' },
    { name: 'it is a number that no process has', found: '-1' },
    { name: 'it is no whole number', found: '1.5' },
  ])('takes it when $name, and releases it', ({ found }) => {
    const folder = temporaryFolder();
    const lock = join(folder, 'lock');
    if (found !== undefined) writeFileSync(lock, found);
    const { release } = takeLock(lock);
    expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
    expect(readdirSync(folder)).toEqual(['lock']);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses when a living process holds it, and leaves it', () => {
    const folder = temporaryFolder();
    const lock = join(folder, 'lock');
    writeFileSync(lock, String(process.ppid));
    expect(() => takeLock(lock)).toThrow(
      new UnwritableError(
        `Another run (process ${process.ppid}) is writing dist; wait until it ends, or delete .fleet/lock if it is no fleet command.`,
      ),
    );
    expect(readFileSync(lock, 'utf8')).toBe(String(process.ppid));
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it.each<{ name: string; make: (path: string) => void }>([
    { name: 'a folder', make: (path) => mkdirSync(path) },
    { name: 'a symbolic link', make: (path) => symlinkSync('other', path) },
    { name: 'a named pipe', make: (path) => void execFileSync('mkfifo', [path]) },
  ])('refuses when in its place is $name, which it neither follows nor waits for', ({ name, make }) => {
    for (const place of ['lock', 'lock.takeover']) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'other'), String(dead));
      if (place !== 'lock') writeFileSync(join(folder, 'lock'), String(dead));
      make(join(folder, place));
      const before = readdirSync(folder);
      expect(() => takeLock(join(folder, 'lock'))).toThrow(
        new UnwritableError(`.fleet/${place} is ${name}, must be a file; delete it.`),
      );
      expect(readdirSync(folder)).toEqual(before);
    }
  });

  it('does not write through a link that has the name it writes under', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'victim'), 'precious');
    symlinkSync('victim', join(folder, `lock.${process.pid}`));
    takeLock(join(folder, 'lock')).release();
    expect(readdirSync(folder)).toEqual(['victim']);
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious');
  });

  it('refuses when a run was killed at the worst moment, and says what to do', () => {
    const folder = temporaryFolder();
    for (const name of ['lock', 'lock.takeover']) writeFileSync(join(folder, name), String(dead));
    expect(() => takeLock(join(folder, 'lock'))).toThrow(
      new UnwritableError('A run was killed while it took over .fleet/lock; delete .fleet/lock.takeover.'),
    );
  });

  it('is never held by two processes, also when all find the lock of a dead one at once', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'lock'), String(dead));
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { takeLock } from ${JSON.stringify(join(import.meta.dirname, '../../src/synth/lock.ts'))};
      await setTimeout(${Date.now() + 500} - Date.now());
      try {
        const { release } = takeLock('lock');
        appendFileSync('log', 'took ');
        await setTimeout(100);
        appendFileSync('log', 'released ');
        release();
      } catch (error) {
        if (error.name !== 'UnwritableError') throw error;
      }`;
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(program, folder)));
    expect(codes).toEqual(Array(8).fill(0));
    expect(readFileSync(join(folder, 'log'), 'utf8')).toMatch(/^(took released )+$/);
    expect(readdirSync(folder)).toEqual(['log']);
  });
});
