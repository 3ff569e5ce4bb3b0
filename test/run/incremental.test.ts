import { cpSync } from 'node:fs';
import { array, assert, asyncProperty, constantFrom, infiniteStream, nat, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { git } from '../../src/git/git.ts';
import { json } from '../../src/report/json.ts';
import type { Report } from '../../src/model/report.ts';
import { generateFleet } from '../generate-fleet.ts';
import { check, lastingFolder, synth } from './fleet-folder.ts';
import { edits } from './incremental/edits.ts';

const cache = { runtime: 'test' };
const pristine = lastingFolder();
afterAll(pristine.remove);

beforeAll(async () => {
  generateFleet(pristine.folder, { tenants: 10, seed: 5 });
  const { report } = await synth(pristine.folder);
  expect(report.findings).toEqual([]);
  const { folder } = pristine;
  git(folder, ['init', '--quiet']);
  for (const [name, value] of Object.entries({ 'user.name': 'Test', 'user.email': 'test@example.org' }))
    git(folder, ['config', name, value]);
  git(folder, ['config', 'core.excludesFile', '/dev/null']);
  git(folder, ['add', '--all']);
  git(folder, ['commit', '--quiet', '--no-verify', '-m', 'Start']);
}, 120_000);

describe('a run with results of earlier runs', () => {
  const step = tuple(constantFrom(...Object.keys(edits)), infiniteStream(nat()));

  it('reports what a run without them does, to the byte, after any edits', { timeout: 1_200_000 }, async () => {
    await assert(
      asyncProperty(array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const { folder: root, remove } = lastingFolder();
        try {
          cpSync(pristine.folder, root, { recursive: true });
          await check(root, { cache });
          for (const [name, numbers] of steps) {
            const pick = (from: number): number => numbers.next().value! % from;
            await edits[name]!(root, pick);
            const cached = await check(root, { cache });
            const full = await check(root);
            expect({ after: name, report: shown(cached.report) }).toEqual({ after: name, report: shown(full.report) });
            expect(cached.differences).toEqual(full.differences);
          }
        } finally {
          remove();
        }
      }),
      {
        numRuns: Number(process.env['INCREMENTAL_RUNS'] ?? 4),
        seed: Number(process.env['INCREMENTAL_SEED'] ?? 7),
        endOnFailure: true,
      },
    );
  });
});

function shown(report: Report): string {
  return json(report);
}
