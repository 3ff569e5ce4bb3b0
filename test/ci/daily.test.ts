import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dailyReport } from '../../scripts/ci/daily.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';

/** A stand-in for `fleet`: does as the code for each command says. */
function report(code: Readonly<Record<string, string>>): string | undefined {
  const file = join(temporaryFolder(), 'fleet.mjs');
  writeFileSync(file, `const code = ${JSON.stringify(code)}; eval(code[process.argv[2]] ?? '');`);
  return dailyReport(temporaryFolder(), [process.execPath, file]);
}

describe('the daily report', () => {
  it('is nothing when all is well', () => {
    expect(report({})).toBeUndefined();
  });

  it('has what does not hold, and what could not be asked', () => {
    const due = 'console.log("| last day |"); process.exitCode = 1';
    const prove = 'console.error("fleet: there is no fleet"); process.exitCode = 2';
    expect(report({ due, prove })).toBe(
      [
        '## Not so: No tenant can reach another\n\n`npx fleet prove --format markdown`\n\nIt could not be asked: fleet: there is no fleet\n',
        '## Not so: Nothing ends within 30 days\n\n`npx fleet due --within 30d --format markdown`\n\n| last day |\n',
      ].join('\n'),
    );
  });

  it('fits into an issue', () => {
    const long = 'for (let i = 0; i < 9000; i++) console.log("| a row |"); process.exitCode = 1';
    const text = report({ prove: long, synth: long, due: long })!;
    expect(text.length).toBeLessThan(65_000);
    expect(text.match(/The rest is left out\./g)).toHaveLength(3);
  });
});
