/**
 * Asks the program what must hold every day, whatever was merged: writes `report.md` into the folder OUTPUT when something
 * does not, and nothing when all is well.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { variable } from './environment.ts';

interface Question {
  readonly title: string;
  readonly words: readonly string[];
}

export const questions: readonly Question[] = [
  { title: 'No tenant can reach another', words: ['prove', '--format', 'markdown'] },
  {
    title: '`dist` is what the specs produce, and breaks no policy',
    words: ['synth', '--check', '--format', 'markdown'],
  },
  { title: 'Nothing ends within 30 days', words: ['due', '--within', '30d', '--format', 'markdown'] },
];

const longestAnswer = 18_000;

/**
 * @param fleet an executable and its first arguments.
 * @returns Markdown about what does not hold; undefined when all does.
 */
export function dailyReport(root: string, fleet: readonly string[]): string | undefined {
  const failed = questions.flatMap(({ title, words }) => {
    const [program = '', ...first] = fleet;
    const { status, stdout, stderr, error } = spawnSync(program, [...first, ...words], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 512 * 1024 * 1024,
    });
    if (status === 0) return [];
    const answer = status === 1 ? stdout : `It could not be asked: ${error?.message ?? stderr}`;
    return [`## Not so: ${title}\n\n\`npx fleet ${words.join(' ')}\`\n\n${cut(answer.trim())}\n`];
  });
  return failed.length === 0 ? undefined : failed.join('\n');
}

function cut(text: string): string {
  if (text.length <= longestAnswer) return text;
  return `${text.slice(0, text.lastIndexOf('\n', longestAnswer)).toWellFormed()}\n\nThe rest is left out.`;
}

if (import.meta.main) {
  const output = variable('OUTPUT');
  mkdirSync(output, { recursive: true });
  const report = dailyReport(process.cwd(), [process.execPath, 'bin/fleet.mjs']);
  if (report !== undefined) writeFileSync(join(output, 'report.md'), report);
  console.log(report ?? 'All is well.');
  // What the job that keeps the issue reads: without it, nothing is known.
  writeFileSync(join(output, 'finished'), '');
}
