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

/** One thing with a name: what it is, a table about it, and a note below. */
export interface One {
  readonly command: string;
  readonly name: string;
  /** Such as its kind and its severity. */
  readonly about: readonly string[];
  readonly title: string;
  readonly table: Table;
  readonly note?: string;
  readonly json: Json;
}

export function showOne(context: Context, { command, name, about, title, table, note, json }: One): void {
  const isMarkdown = context.format === 'markdown';
  if (!isMarkdown && context.format !== 'text') {
    show(context, { command, table, json });
    return;
  }
  const facts = about.join(', ');
  const heading = isMarkdown ? `## ${name}\n\n${title} (${facts}).\n` : `${name}  (${facts})\n${title}.\n`;
  const rows = table.rows.length === 0 ? [] : [isMarkdown ? markdownTable(table) : textTable(table)];
  const notes = note === undefined ? [] : [`${note}\n`];
  context.print([heading, ...rows, ...notes].join('\n'));
}
