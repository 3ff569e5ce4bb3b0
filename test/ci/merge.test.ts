import { existsSync, lstatSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mergeCommits } from '../../scripts/ci/merge-commits.ts';
import { writeData } from '../../scripts/ci/write-data.ts';
import { type Repository, repository } from '../git/repository.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';

function made(): Repository {
  const repo = repository();
  onTestFinished(() => repo.delete());
  repo.write('fleet/rings.ts', 'one\n');
  repo.commit();
  return repo;
}

/** Commits on a branch from where main is, and comes back. */
function branch(repo: Repository, change: () => void): string {
  repo.git('checkout', '--quiet', '-b', 'change');
  change();
  const id = repo.commit();
  repo.git('checkout', '--quiet', 'main');
  return id;
}

describe('a merge', () => {
  it('has what both sides have, and leaves the working tree alone', () => {
    const repo = made();
    const head = branch(repo, () => repo.write('tenants/acme.ts', 'acme\n'));
    repo.write('tenants/birch.ts', 'birch\n');
    const base = repo.commit();
    const merge = mergeCommits(repo.root, base, head);
    if ('conflicts' in merge) throw new Error(merge.conflicts.join());
    const files = repo.git('ls-tree', '-r', '--name-only', merge.commit).split('\n');
    expect(files).toEqual(['fleet/rings.ts', 'tenants/acme.ts', 'tenants/birch.ts']);
    expect(repo.git('rev-parse', `${merge.commit}^1`, `${merge.commit}^2`)).toBe(`${base}\n${head}`);
    expect(existsSync(join(repo.root, 'tenants/acme.ts'))).toBe(false);
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('names the files that conflict', () => {
    const repo = made();
    const head = branch(repo, () => repo.write('fleet/rings.ts', 'two\n'));
    repo.write('fleet/rings.ts', 'three\n');
    expect(mergeCommits(repo.root, repo.commit(), head)).toEqual({ conflicts: ['fleet/rings.ts'] });
  });
});

describe('the data of a commit', () => {
  it('is written byte for byte, whatever its attributes say', () => {
    const repo = made();
    // Whoever can set this in the clone could run anything; a commit alone must not be able to use it.
    repo.git('config', 'filter.shout.smudge', 'tr a-z A-Z');
    repo.write('.gitattributes', '*.ts filter=shout ident\ntenants/hidden.ts export-ignore\n');
    repo.write('tenants/hidden.ts', '$Id$ a\n');
    repo.write('src/index.ts', 'program\n');
    writeFileSync(join(repo.root, 'tenants/bytes.ts'), Buffer.from([0, 13, 10, 255]));
    const commit = repo.commit();
    const folder = temporaryFolder();
    writeData(repo.root, commit, folder);
    expect(readFileSync(join(folder, 'tenants/hidden.ts'), 'utf8')).toBe('$Id$ a\n');
    expect([...readFileSync(join(folder, 'tenants/bytes.ts'))]).toEqual([0, 13, 10, 255]);
    expect(existsSync(join(folder, 'src'))).toBe(false);
  });

  it('has links that lead nowhere', () => {
    const repo = made();
    const outside = temporaryFolder();
    repo.write('tenants/acme.ts', 'acme\n');
    symlinkSync(outside, join(repo.root, 'dist'));
    const commit = repo.commit();
    const folder = temporaryFolder();
    writeData(repo.root, commit, folder);
    expect(lstatSync(join(folder, 'dist')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(folder, 'dist'))).toBe('nowhere');
  });

  it('never leaves its folder', () => {
    const repo = made();
    const blob = repo.git('hash-object', '-w', 'fleet/rings.ts');
    const raw = (mode: string, name: string, id: string): Buffer =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
    const tree = (...entries: readonly Buffer[]): string => {
      const file = join(temporaryFolder(), 'tree');
      writeFileSync(file, Buffer.concat(entries));
      return repo.git('hash-object', '-w', '-t', 'tree', '--literally', file);
    };
    const up = tree(raw('40000', '..', tree(raw('100644', 'stolen', blob))));
    const commit = repo.git('commit-tree', '-m', 'Bad', tree(raw('40000', 'tenants', up)));
    const folder = join(temporaryFolder(), 'data');
    writeData(repo.root, commit, folder);
    expect(existsSync(join(folder, '../stolen')) || existsSync(join(folder, 'stolen'))).toBe(false);
  });
});
