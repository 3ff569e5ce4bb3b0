/** Prints what a command knows in the formats that suit it: text, JSON or Markdown. */
import type { Json } from '../model/manifest.ts';
import { type Context, UsageError } from './command.ts';
import { markdownTable, type Table, textTable } from '../report/table.ts';

export function show(
  context: Context,
  of: { readonly table: Table; readonly json: Json; readonly command: string },
): void {
  switch (context.format) {
    case 'text':
      context.print(textTable(of.table));
      break;
    case 'json':
      context.print(`${JSON.stringify(of.json, null, 2)}\n`);
      break;
    case 'markdown':
      context.print(markdownTable(of.table));
      break;
    default:
      throw new UsageError(`fleet ${of.command} has no format ${context.format}, must be text, json or markdown.`);
  }
}
