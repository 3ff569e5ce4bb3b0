import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateFleet } from '../generate-fleet.ts';
import { contents, temporaryFolder } from '../run/fleet-folder.ts';
import { fleet, fleetCommand, start } from './fleet-process.ts';

/** How long the test kills runs, in milliseconds. `test/synth/write-dist.test.ts` covers every single step. */
const budget = 5000;

const releases = ['fleet/releases/18.0-20260926.yaml', 'fleet/releases/19.0-20261015.yaml'];

describe('fleet synth that is killed', () => {
  it('leaves the old dist or the new one, and the next run finishes the work', async () => {
    const root = temporaryFolder();
    const dist = join(root, 'dist');
    const synth = ['synth', '--root', root, '--quiet'];
    generateFleet(root, { tenants: 40, seed: 5 });
    const texts = releases.map((file) => readFileSync(join(root, file), 'utf8'));
    /** Other digests of the images change every file with a pod in it. */
    const release = (digit: string): void => {
      for (const [index, file] of releases.entries()) {
        writeFileSync(join(root, file), texts[index]!.replaceAll(/[ab]{64}/g, digit.repeat(64)));
      }
    };
    const digits = ['c', 'd'] as const;
    const bytes: string[] = [];
    for (const digit of digits) {
      release(digit);
      expect((await fleet(synth)).code).toBe(0);
      bytes.push(JSON.stringify(contents(dist)));
    }

    let current = 1;
    const end = performance.now() + budget;
    while (performance.now() < end) {
      release(digits[1 - current]!);
      const { child, ended } = start([process.execPath, fleetCommand, ...synth]);
      // From the moment that it begins to write.
      while (!existsSync(join(root, '.fleet/next')) && child.exitCode === null) await sleep(1);
      await sleep(Math.random() * 800);
      child.kill('SIGKILL');
      await ended;
      // Missing only between two renames: then the old one stands aside.
      const found = contents(existsSync(dist) ? dist : join(root, '.fleet/old'));
      const state = bytes.indexOf(JSON.stringify(found));
      expect(state).not.toBe(-1);
      current = existsSync(dist) ? state : current;
    }

    release(digits[1 - current]!);
    expect(await fleet(synth)).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.stringify(contents(dist))).toBe(bytes[1 - current]);
    expect(readdirSync(join(root, '.fleet')).filter((name) => !name.startsWith('lock.'))).toEqual(['.gitignore']);
  });
});
