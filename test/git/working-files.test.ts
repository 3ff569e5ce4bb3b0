import { chmodSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { surveyWorkingTree } from '../../src/git/survey.ts';
import { workingFiles } from '../../src/git/working-files.ts';
import { type Repository, repository } from './repository.ts';

const repositories: Repository[] = [];
afterAll(() => {
  for (const repo of repositories) repo.delete();
});

function committed(): Repository {
  const repo = repository();
  repositories.push(repo);
  repo.write('dist/a/one', 'one\n');
  repo.write('dist/a/two', 'two\n');
  repo.write('dist/ü "x"\n', '');
  repo.commit();
  return repo;
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (path === '.git') return [];
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

describe('workingFiles', () => {
  it.each<{ name: string; change: (repo: Repository) => void; unchanged?: readonly string[] }>([
    { name: 'nothing', change: () => {}, unchanged: ['dist/a/one', 'dist/a/two', 'dist/ü "x"\n'] },
    {
      name: 'another text',
      change: (repo) => repo.write('dist/a/one', 'eno\n'),
      unchanged: ['dist/a/two', 'dist/ü "x"\n'],
    },
    { name: 'a file less', change: (repo) => repo.remove('dist/a/one'), unchanged: ['dist/a/two', 'dist/ü "x"\n'] },
    { name: 'a folder less', change: (repo) => repo.remove('dist/a'), unchanged: ['dist/ü "x"\n'] },
    { name: 'a file more', change: (repo) => repo.write('dist/a/three', '') },
    { name: 'a folder more', change: (repo) => repo.write('dist/b/c/three', '') },
    { name: 'a hidden file', change: (repo) => repo.write('dist/.hidden', '') },
    {
      name: 'an ignored file',
      change: (repo) => {
        repo.write('.gitignore', 'three\n');
        repo.write('dist/a/three', '');
      },
    },
    {
      name: 'a program',
      change: ({ root }) => chmodSync(join(root, 'dist/a/one'), 0o755),
      unchanged: ['dist/a/two', 'dist/ü "x"\n'],
    },
    {
      name: 'a link in the place of a folder',
      change: (repo) => {
        repo.write('elsewhere/one', 'one\n');
        repo.remove('dist/a');
        symlinkSync('../elsewhere', join(repo.root, 'dist/a'));
      },
      unchanged: ['dist/ü "x"\n'],
    },
    {
      name: 'a committed link',
      change: (repo) => {
        symlinkSync('one', join(repo.root, 'dist/a/link'));
        repo.commit();
      },
    },
  ])('lists what stands there, and knows what is as it was: $name', async ({ change, unchanged }) => {
    const repo = committed();
    change(repo);
    const found = await workingFiles(repo.root, surveyWorkingTree(repo.root));
    const { files = [], folders = [] } = found?.listing ?? {};
    const all = [...files, ...folders.flatMap((folder) => filesBelow(repo.root, folder))];
    expect(all.toSorted()).toEqual(filesBelow(repo.root, '').toSorted());
    if (unchanged) expect([...(found?.unchanged.keys() ?? [])].toSorted()).toEqual(unchanged);
  });

  it('tells empty folders', async () => {
    const { root } = committed();
    mkdirSync(join(root, 'dist/a/empty/inside'), { recursive: true });
    const found = await workingFiles(root, surveyWorkingTree(root));
    expect(found?.listing?.folders).toEqual(['dist/a/empty']);
  });

  it('tells ids and sizes', async () => {
    const repo = committed();
    // Written well before the index, so that Git notes its size.
    utimesSync(join(repo.root, 'dist/a/one'), 1, 1);
    repo.git('add', '--all');
    const found = await workingFiles(repo.root, surveyWorkingTree(repo.root));
    const id = repo.git('hash-object', 'dist/a/one').trim();
    expect(found?.unchanged.get('dist/a/one')).toMatchObject({ id, size: 4 });
  });

  it.each<{ name: string; change: (repo: Repository) => void }>([
    { name: 'execute bits are overlooked', change: (repo) => void repo.git('config', 'core.fileMode', 'no') },
    {
      name: 'Git cannot look at a file',
      change: (repo) => {
        repo.remove('dist/a');
        symlinkSync('a', join(repo.root, 'dist/a'));
      },
    },
    {
      name: 'a filter makes any bytes of any others',
      change: (repo) => {
        repo.git('config', 'filter.upper.smudge', 'tr a-z A-Z');
        repo.write('.gitattributes', 'dist/** filter=upper\n');
      },
    },
  ])('knows nothing where $name', async ({ change }) => {
    const repo = committed();
    change(repo);
    expect(await workingFiles(repo.root, surveyWorkingTree(repo.root))).toBeUndefined();
  });

  it.each<{ name: string; change: (repo: Repository) => void }>([
    {
      name: 'one name of a file is taken for another',
      change: (repo) => void repo.git('config', 'core.ignoreCase', 'true'),
    },
    {
      name: 'some files are not looked at',
      change: (repo) => void repo.git('update-index', '--assume-unchanged', 'dist/a/one'),
    },
    {
      name: 'a folder stands in the place of a file',
      change: (repo) => {
        repo.remove('dist/a/one');
        repo.write('dist/a/one/inside', '');
      },
    },
    {
      name: 'files are left out of the tree',
      change: (repo) => void repo.git('update-index', '--skip-worktree', 'dist/a/one'),
    },
  ])('lists nothing where $name', async ({ change }) => {
    const repo = committed();
    change(repo);
    const found = await workingFiles(repo.root, surveyWorkingTree(repo.root));
    expect(found?.unchanged.has('dist/a/two')).toBe(true);
    expect(found?.listing).toBeUndefined();
  });

  it('knows nothing outside of a repository', async () => {
    expect(await workingFiles('/', surveyWorkingTree('/'))).toBeUndefined();
  });

  it('knows a repository with SHA-256', async () => {
    const repo = repository('--object-format=sha256');
    repositories.push(repo);
    writeFileSync(join(repo.root, 'file'), 'x');
    repo.commit();
    const found = await workingFiles(repo.root, surveyWorkingTree(repo.root));
    expect(found?.idLength).toBe(64);
    expect(found?.unchanged.get('file')?.id).toHaveLength(64);
  });
});
