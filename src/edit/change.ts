/** What `fleet edit` is told to change, one argument for each change. */
import type { Mistake } from '../model/mistake.ts';
import { printable, shownValue } from '../schema/document-value.ts';

export interface Change {
  /** As it was given. */
  readonly argument: string;
  readonly path: readonly string[];
  readonly action: 'set' | 'add' | 'take' | 'unset';
  /** Empty for `unset`. */
  readonly text: string;
}

const actions = { '=': 'set', '+=': 'add', '-=': 'take' } as const;

export function parseChange(argument: string): Change | Mistake {
  const found = /^([^=]*?)([+-]?=)([^]*)$/.exec(argument) ?? /^([^=]*)(-)()$/.exec(argument);
  const [, key = '', operator = '', text = ''] = found ?? [];
  const path = key.split('.');
  if (path.some((segment) => segment === '')) {
    return {
      about: printable(argument),
      message: `the change is ${shownValue(argument)}, must be field=value, field+=value, field-=value or field-`,
      fix: 'Write such as plan=large, odoo.workers=4, domains+=new.example.org, or pin- to remove a field.',
    };
  }
  const action = operator === '-' ? 'unset' : actions[operator as keyof typeof actions];
  return { argument, path, action, text };
}

/** One mistake for each change whose field another one sets or removes as well. */
export function conflicts(changes: readonly Change[]): readonly Mistake[] {
  return changes.flatMap((change, index) => {
    const other = changes.slice(0, index).find((earlier) => isInConflict(earlier, change));
    if (other === undefined) return [];
    const message = `${change.path.join('.')} is changed by ${printable(other.argument)} already, must be changed once`;
    return [{ about: printable(change.argument), message, fix: 'Leave one of the two out.' }];
  });
}

function isInConflict(a: Change, b: Change): boolean {
  const isWhole = ({ action }: Change): boolean => action === 'set' || action === 'unset';
  const [short, long] = a.path.length <= b.path.length ? [a, b] : [b, a];
  if (!short.path.every((segment, at) => segment === long.path[at])) return false;
  return short.path.length < long.path.length || isWhole(a) || isWhole(b);
}
