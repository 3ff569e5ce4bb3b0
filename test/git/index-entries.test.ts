import { describe, expect, it } from 'vitest';
import { readIndexEntries } from '../../src/git/index-entries.ts';

const id = 'd00491fd7e5bb6fa28c517a0bb32b8b506539d4d';
const debug = (size: number): string =>
  `  ctime: 1:2\n  mtime: 3:4\n  dev: 5\tino: 6\n  uid: 0\tgid: 0\n  size: ${size}\tflags: 0\n`;
const entry = (path: string, { tag = 'H', mode = '100644', stage = 0, size = 7 } = {}): string =>
  `${tag} ${mode} ${id} ${stage}\t${path}\0${debug(size)}`;

describe('readIndexEntries', () => {
  it('reads paths with anything in them', () => {
    const paths = ['a', 'b c\td', 'e\n  size: 9\tflags: 0\n', 'ü'];
    const entries = readIndexEntries(paths.map((path) => entry(path)).join(''), 40);
    expect(entries?.map(({ path }) => path)).toEqual(paths);
    expect(entries?.every(({ isPlain, size }) => isPlain && size === 7)).toBe(true);
  });

  it.each<{ name: string; is: Parameters<typeof entry>[1]; plain: boolean; lookedAt: boolean; size?: number }>([
    { name: 'a program', is: { mode: '100755' }, plain: false, lookedAt: true },
    { name: 'a link', is: { mode: '120000' }, plain: false, lookedAt: true },
    { name: 'a submodule', is: { mode: '160000' }, plain: false, lookedAt: false },
    { name: 'assumed unchanged', is: { tag: 'h' }, plain: false, lookedAt: false },
    { name: 'left out', is: { tag: 'S' }, plain: false, lookedAt: false },
    { name: 'in conflict', is: { tag: 'M', stage: 2 }, plain: false, lookedAt: false },
  ])('$name', ({ is, plain, lookedAt }) => {
    expect(readIndexEntries(entry('a', is), 40)).toMatchObject([{ isPlain: plain, isLookedAt: lookedAt }]);
  });

  it('has no size where Git has noted none', () => {
    expect(readIndexEntries(entry('a', { size: 0 }), 40)?.[0]?.size).toBeUndefined();
  });

  it.each([
    ['another form', entry('a').replace('ctime', 'time')],
    ['something after the last', `${entry('a')}x`],
    ['half an entry', entry('a').slice(0, -3)],
    ['ids of another length', entry('a').replace(id, id.slice(1))],
  ])('is undefined for %s', (_, output) => {
    expect(readIndexEntries(output, 40)).toBeUndefined();
  });
});
