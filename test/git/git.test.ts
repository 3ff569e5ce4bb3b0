import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { git, GitError, tryGit, zeroEnded } from '../../src/git/git.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleet-git-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('git', () => {
  it('returns what Git prints, and takes input', () => {
    git(folder, ['init', '--quiet']);
    const id = git(folder, ['hash-object', '-w', '--stdin'], 'hello\n').toString().trim();
    expect(id).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
    expect(git(folder, ['cat-file', '-p', id]).toString()).toBe('hello\n');
  });

  it('says what Git said when it fails', () => {
    expect(() => git(folder, ['rev-parse', '--verify', 'HEAD'])).toThrow(
      new GitError('git rev-parse failed: Needed a single revision.'),
    );
    expect(tryGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']).code).toBe(1);
  });

  it('gives arguments to no shell', () => {
    expect(git(folder, ['rev-parse', '--sq-quote', '$(touch x); `id`']).toString()).toBe(" '$(touch x); `id`'\n");
  });
});

describe('zeroEnded', () => {
  it.each([
    ['', []],
    ['a\0', ['a']],
    ['a\0b c\n\0', ['a', 'b c\n']],
  ])('%j', (output, parts) => {
    expect(zeroEnded(Buffer.from(output))).toEqual(parts);
  });
});
