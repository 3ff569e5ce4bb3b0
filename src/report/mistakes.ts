/** What is wrong with what a person gave to a command, for a terminal, a comment on an issue, or a machine. */
import type { Mistake } from '../model/mistake.ts';
import { code, prose } from './markdown-text.ts';
import { amount } from './summary.ts';
import { visible } from './visible.ts';

export function mistakesText(mistakes: readonly Mistake[]): string {
  const blocks = mistakes.map(
    ({ about, message, fix }) => `${visible(about)}\n  ${visible(message)}\n  fix: ${visible(fix)}\n`,
  );
  return `${blocks.join('')}\n${amount(mistakes.length, 'mistake')}, nothing was written.\n`;
}

export function mistakesMarkdown(mistakes: readonly Mistake[]): string {
  const items = mistakes.map(
    ({ about, message, fix }) => `- ${code(about)}: ${prose(message)}<br>*Fix:* ${prose(fix)}`,
  );
  return `**${amount(mistakes.length, 'mistake')}**, nothing was written.\n\n${items.join('\n')}\n`;
}

export function mistakesJson(mistakes: readonly Mistake[]): string {
  return `${JSON.stringify({ mistakes }, null, 2)}\n`;
}
