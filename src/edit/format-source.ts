/** Formats a spec as the repository formats all its sources. */
import { format } from 'oxfmt';
import settings from '../../.oxfmtrc.json' with { type: 'json' };

const { printWidth, singleQuote } = settings;

/** @throws when the text is no TypeScript: then whoever made it made a mistake. */
export async function formatSource(file: string, text: string): Promise<string> {
  const { code, errors } = await format(file, text, { printWidth, singleQuote });
  const [first] = errors;
  if (first !== undefined) throw new Error(`${file} cannot be formatted: ${first.message}`);
  return code;
}

/** A text that was formatted stays so; one that its author formats otherwise is left as it is. */
export async function formatLike(before: string, file: string, after: string): Promise<string> {
  return (await formatSource(file, before)) === before ? formatSource(file, after) : after;
}
