/** Refuses changes that would lose what a spec refers to, or says in comments. */
import type { Expression, SpreadElement } from 'oxc-parser';
import { printable } from '../schema/document-value.ts';
import type { Refusal } from './field-schema.ts';
import { referenceIn, type SpecSource, type SpecTree } from './spec-source.ts';

type Node = Expression | SpreadElement;

/** A field whose value is written elsewhere: another tenant may have it from there. */
export function ownedElsewhere(source: SpecSource, node: Node | undefined, path: string): Refusal {
  const what = path === '' ? 'the spec' : printable(path);
  if (node === undefined) {
    return { message: `${what} is not written in defineTenant({ ... }), must be to be changed`, fix: 'Edit the file.' };
  }
  const shown = printable(source.text.slice(node.start, node.end));
  return {
    message: `${what} comes from ${shown} (${placeOf(source, node.start)}), must be written as a value to be changed`,
    fix: adviceFor(source, node),
  };
}

/** @returns undefined when the value may be replaced or removed. */
export function refuseLoss(source: SpecSource, { comments }: SpecTree, node: Node): Refusal | undefined {
  const reference = referenceIn(node);
  if (reference !== undefined) return ownedElsewhere(source, reference, 'the value');
  const comment = comments.find(({ start, end }) => start >= node.start && end <= node.end);
  if (comment === undefined) return undefined;
  const message = `the value holds a comment (${placeOf(source, comment.start)}), must hold none to be replaced`;
  return { message, fix: 'Move or remove the comment, or change single members with += and -=.' };
}

/** Whether the constant is the spec's own, and how often it is used, decides what a person may do. */
function adviceFor({ text, file }: SpecSource, node: Node): string {
  const name = /^(?:\.\.\.)?([A-Za-z_$][\w$]*)/.exec(text.slice(node.start, node.end))?.[1];
  const declared =
    name === undefined ? undefined : new RegExp(`^(?:export )?const ${escaped(name)}\\b`, 'm').exec(text);
  if (name === undefined || declared === null || declared === undefined) {
    return `Edit ${file} by hand: what it refers to may belong to other tenants as well.`;
  }
  const uses = text.match(new RegExp(`(?:^|[^\\w$.]|\\.\\.\\.)${escaped(name)}(?![\\w$])`, 'gm'))?.length ?? 0;
  const place = placeOf({ text, file }, declared.index);
  return uses === 2
    ? `Only this field uses it: change the constant at ${place}, or write its value here.`
    : `It is declared at ${place} and used in ${uses - 1} places: edit the file by hand.`;
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}

function placeOf({ file, text }: Pick<SpecSource, 'file' | 'text'>, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
}
