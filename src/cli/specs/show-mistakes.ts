/** Tells what is wrong with what a person gave, and that nothing was done. */
import type { Mistake } from '../../model/mistake.ts';
import { mistakesJson, mistakesMarkdown, mistakesText } from '../../report/mistakes.ts';
import type { Context, ExitCode } from '../command.ts';

/** For machines and comments to stdout, since it is what they asked for; for people to stderr. */
export function showMistakes(context: Context, mistakes: readonly Mistake[]): ExitCode {
  if (context.format === 'json') context.print(mistakesJson(mistakes));
  else if (context.format === 'markdown') context.print(mistakesMarkdown(mistakes));
  else context.complain(mistakesText(mistakes).trimEnd());
  return 2;
}
