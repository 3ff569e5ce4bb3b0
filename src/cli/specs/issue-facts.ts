/** Takes the text of an issue from a file: the text itself, or the event with which GitHub starts a workflow. */
import { type Draft, draftOf } from '../../intake/draft.ts';
import { readForm } from '../../intake/read-form.ts';
import { isObject, type Json } from '../../model/manifest.ts';
import type { Mistake } from '../../model/mistake.ts';
import { type Context, UsageError } from '../command.ts';
import { readText } from './read-text.ts';

export function issueFacts(
  context: Context,
  file: string,
): { readonly draft: Draft; readonly mistakes: readonly Mistake[] } | { readonly faults: readonly Mistake[] } {
  const text = readText(context, { option: '--from-issue', file });
  const { answers, mistakes, faults } = readForm(file.endsWith('.json') ? bodyOf(file, text) : text);
  return faults.length > 0 ? { faults } : { draft: draftOf(answers), mistakes };
}

/** @throws {UsageError} when the event is not about an issue. */
function bodyOf(file: string, text: string): string {
  let event: Json;
  try {
    event = JSON.parse(text) as Json;
  } catch {
    throw new UsageError(`--from-issue is ${JSON.stringify(file)}, must hold the event of an issue in JSON.`);
  }
  const issue = isObject(event) ? event['issue'] : undefined;
  const body = isObject(issue) ? issue['body'] : undefined;
  if (typeof body === 'string') return body;
  throw new UsageError(`--from-issue is ${JSON.stringify(file)}, must hold an event with the text of an issue.`);
}
