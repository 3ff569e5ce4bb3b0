import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { GitError } from '../../src/git/git.ts';
import { changedFiles, changedPaths } from '../../src/git/changed-paths.ts';
import { commitOf, hashFiles, headCommit, mergeBase } from '../../src/git/revision.ts';
import { surveyWorkingTree } from '../../src/git/survey.ts';
import { listTree, readBlobs } from '../../src/git/tree.ts';
import { repository } from './repository.ts';

const repo = repository();
afterAll(() => repo.delete());

repo.write('fleet/a.ts', 'a\n');
repo.write('fleet/b.ts', 'b\n');
const first = repo.commit();
repo.git('switch', '--quiet', '-c', 'change');
repo.write('fleet/a.ts', 'A\n');
repo.remove('fleet/b.ts');
repo.write('tenants/ü "x"\n.ts', 'new\n');
const second = repo.commit();
repo.git('switch', '--quiet', 'main');
repo.write('other.txt', 'other\n');
const third = repo.commit();
repo.git('switch', '--quiet', 'change');

describe('commitOf', () => {
  it.each([
    ['main', third],
    ['change', second],
    ['HEAD^', first],
    [second.slice(0, 10), second],
  ])('%s', (name, id) => {
    expect(commitOf(repo.root, name)).toBe(id);
  });

  it.each(['nowhere', '--all', '-x', '', 'HEAD:fleet/a.ts', 'a..b', '$(id)', 'main\nchange'])(
    'refuses %j in a sentence',
    (name) => {
      expect(() => commitOf(repo.root, name)).toThrow(GitError);
      expect(() => commitOf(repo.root, name)).toThrow(/names no commit here, must be a branch/);
    },
  );

  it('says when there is no repository', () => {
    expect(() => commitOf('/', 'main')).toThrow('/ is in no Git repository');
  });
});

describe('mergeBase', () => {
  it('is where the two parted', () => {
    expect(mergeBase(repo.root, third, second)).toBe(first);
  });

  it('explains histories that have nothing in common', () => {
    repo.git('switch', '--quiet', '--orphan', 'other');
    const other = repo.commit();
    repo.git('switch', '--quiet', '--force', 'change');
    expect(() => mergeBase(repo.root, first, other)).toThrow(/have in common, must be two states of one history/);
  });
});

describe('changedPaths', () => {
  it('lists what differs between two commits', () => {
    const changes = changedPaths(repo.root, first, second);
    expect(changes.map(({ path, isThere }) => [path, isThere.before, isThere.after])).toEqual([
      ['fleet/a.ts', true, true],
      ['fleet/b.ts', true, false],
      ['tenants/ü "x"\n.ts', false, true],
    ]);
    const blobs = readBlobs(
      repo.root,
      changes.flatMap(({ before, after }) => [before, after].filter((id) => id !== undefined)),
    );
    expect([...blobs.values()].map(String).toSorted()).toEqual(['A\n', 'a\n', 'b\n', 'new\n']);
  });

  it('lists what differs in the working tree, with what Git does not know yet', async () => {
    repo.write('.gitignore', 'ignored\n');
    repo.write('fleet/a.ts', 'again\n');
    repo.write('ignored', 'x');
    repo.write('new/file', 'x');
    expect(
      (await changedFiles(repo.root, second)).map(({ path, before, after }) => [path, before?.length, after]),
    ).toEqual([
      ['.gitignore', undefined, undefined],
      ['fleet/a.ts', 40, undefined],
      ['new/file', undefined, undefined],
    ]);
  });

  it('leaves out what Git ignores, whatever its name is', async () => {
    const own = repository();
    try {
      own.write('.gitignore', 'ignored*\n*.log\nfolder/\n');
      own.write('sub/.gitignore', 'x\n');
      own.commit();
      const files = [':(top)x', '*', '[a]', 'a b', 'sub/y', 'new/deep/z', 'ü'];
      for (const file of files) own.write(file, '');
      for (const file of ['ignored', 'ignored:x', 'a.log', 'new/b.log', 'folder/x', 'sub/x']) own.write(file, '');
      const found = await changedFiles(own.root, 'HEAD');
      expect(found.map(({ path }) => path)).toEqual(files.toSorted());
      const survey = surveyWorkingTree(own.root);
      expect(await changedFiles(own.root, 'HEAD', survey)).toEqual(found);
    } finally {
      own.delete();
    }
  });

  it('is relative to a fleet in a folder of the repository', () => {
    expect(changedPaths(`${repo.root}/fleet`, first, second).map(({ path }) => path)).toEqual(['a.ts', 'b.ts']);
    expect(listTree(`${repo.root}/fleet`, first, []).map(({ path }) => path)).toEqual(['a.ts', 'b.ts']);
  });
});

describe('headCommit', () => {
  it('is undefined before the first commit', () => {
    const empty = repository();
    expect(headCommit(empty.root)).toBeUndefined();
    empty.delete();
    expect(headCommit(repo.root)).toBe(second);
  });
});

describe('hashFiles', () => {
  it.each([
    ['usual names', ['a', 'b/c', 'link', 'gone', 'b', 'loop']],
    ['a name with a line break', ['a', 'x\ny', 'link']],
    ['nothing', []],
  ])('gives the ids that a commit would have: %s', (_, paths) => {
    const own = repository();
    try {
      own.write('a', 'a\r\n');
      own.write('b/c', 'c\n');
      own.write('x\ny', 'x\n');
      own.write('.gitattributes', 'a text\n');
      symlinkSync('../outside', join(own.root, 'link'));
      symlinkSync('loop', join(own.root, 'loop'));
      const ids = hashFiles(own.root, paths);
      own.commit();
      const committed = new Map(listTree(own.root, 'HEAD', []).map(({ path, id }) => [path, id]));
      expect(ids).toEqual(new Map(paths.flatMap((path) => (committed.has(path) ? [[path, committed.get(path)]] : []))));
    } finally {
      own.delete();
    }
  });
});
