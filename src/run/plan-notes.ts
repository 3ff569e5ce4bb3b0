/** What a reviewer must know of how a plan was made, in sentences. */
import { commitOf, commitsBetween, headCommit } from '../git/revision.ts';
import { type ChangeScope, isProgram } from './change-scope.ts';
import type { TenantOutcome } from './examine-tenant.ts';

export interface Noted {
  readonly run: { readonly root: string; readonly base: string };
  readonly scope: ChangeScope;
  readonly outcomes: readonly TenantOutcome[];
  readonly overlay: ReadonlyMap<string, string>;
  /** Whether `dist` after the change was made by another generator. */
  readonly isForeign: boolean;
  /** Whether everything could be rendered. */
  readonly isComplete: boolean;
}

export function notesOf({ run, scope, outcomes, overlay, isForeign, isComplete }: Noted): readonly string[] {
  const stale = outcomes.filter(({ differences }) => differences.length > 0).length;
  const head = scope.head ?? headCommit(run.root);
  const behind = head === undefined ? 0 : commitsBetween(run.root, head, commitOf(run.root, run.base));
  return [
    ...(isComplete
      ? []
      : ['Not everything can be rendered: the plan is not complete, and its digest is good for nothing.']),
    ...(behind === 0
      ? []
      : [
          `${run.base} is ${count(behind, 'commit')} ahead of where the change starts; the plan shows the change alone.`,
        ]),
    ...(isForeign
      ? [
          'The change touches the generator: shown is the dist that it brings along, which only its own `fleet synth --check` can prove.',
        ]
      : scope.changed.some(({ path }) => isProgram(path))
        ? ['The change touches the generator: every tenant was rendered anew.']
        : []),
    ...(stale === 0
      ? []
      : [
          `dist of ${count(stale, 'tenant')} is not what the specs produce: the plan shows what they do. Run \`npm start\` and commit dist.`,
        ]),
    ...(overlay.size === 0
      ? []
      : ['At the start of the change specs have no dist: what they would have made counts as what was there.']),
  ];
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
