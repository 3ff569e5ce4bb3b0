import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readPack, writePack } from '../../src/cache/pack-file.ts';
import { encodePack } from '../../src/cache/pack.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';

const parts = (context: string, size = 10) => encodePack(context, new Map([['one', Buffer.alloc(size, context)]]));

/** Writes packs of several megabytes, one after the other, for as long as it lives. */
const writer = `
  import { writePack } from ${JSON.stringify(new URL('../../src/cache/pack-file.ts', import.meta.url).href)};
  import { encodePack } from ${JSON.stringify(new URL('../../src/cache/pack.ts', import.meta.url).href)};
  const [file, name] = process.argv.slice(1);
  for (let round = 0; ; round += 1) writePack(file, encodePack(name, new Map([['one', Buffer.alloc(4_000_000, name)]])));
`;

describe('a pack in a file', () => {
  it('is what was written last', () => {
    const file = join(temporaryFolder(), 'a/b/results');
    expect(readPack(file)).toBeUndefined();
    for (const context of ['one', 'two']) {
      expect(writePack(file, parts(context))).toBe(true);
      expect(readPack(file)?.context).toBe(context);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is always a whole one, whoever writes it and is killed meanwhile', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'results');
    let seen = 0;
    for (let round = 0; round < 6; round += 1) {
      const writers = ['a', 'b', 'c'].map((name) =>
        spawn(process.execPath, ['--input-type=module', '-e', writer, file, name], { stdio: 'ignore' }),
      );
      const ended = writers.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      const until = performance.now() + 400 + round * 37;
      while (performance.now() < until) {
        const pack = readPack(file);
        if (pack) {
          seen += 1;
          expect(pack.section('one')?.equals(Buffer.alloc(4_000_000, pack.context))).toBe(true);
        }
        // oxlint-disable-next-line no-await-in-loop -- one look after the other
        await sleep(5);
      }
      for (const child of writers) child.kill('SIGKILL');
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      await Promise.all(ended);
    }
    expect(seen).toBeGreaterThan(10);
    expect(readPack(file)?.section('one')).toHaveLength(4_000_000);
  });

  it('is rid of what killed runs left, but not of what others write now', () => {
    const folder = temporaryFolder();
    for (const name of ['results.old', 'results.new', 'other']) writeFileSync(join(folder, name), '');
    utimesSync(join(folder, 'results.old'), 1, 1);
    expect(writePack(join(folder, 'results'), parts('one'))).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['.gitignore', 'other', 'results', 'results.new']);
  });

  it.each<{ name: string; prepare: (folder: string) => string }>([
    {
      name: 'a file stands in the place of the folder',
      prepare: (folder) => {
        writeFileSync(join(folder, 'cache'), '');
        return join(folder, 'cache/results');
      },
    },
    {
      name: 'a folder stands in its place',
      prepare: (folder) => {
        mkdirSync(join(folder, 'results/inside'), { recursive: true });
        return join(folder, 'results');
      },
    },
  ])('is left out where $name', ({ prepare }) => {
    const folder = temporaryFolder();
    const file = prepare(folder);
    expect(writePack(file, parts('one'))).toBe(false);
    expect(readPack(file)).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.startsWith('results.'))).toEqual([]);
  });
});
