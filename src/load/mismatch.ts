/** Words a problem about one value of a document that is valid by itself but does not fit the rest of the fleet. */
import { pathOf } from '../schema/document-path.ts';
import { nearestName } from '../schema/document-suggestion.ts';
import type { SourceDocument } from '../model/fleet.ts';
import type { Problem } from './problem.ts';

export interface Mismatch {
  readonly policy: string;
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly found: string;
  readonly wanted: string;
  readonly fix: string;
}

export function mismatch(document: SourceDocument, { policy, pointer, found, wanted, fix }: Mismatch): Problem {
  return {
    policy,
    place: document.locate(pointer),
    pointer,
    message: `${pathOf(pointer)} is ${found}, must be ${wanted}`,
    value: found,
    wanted,
    fix,
  };
}

export interface Missing {
  readonly policy: string;
  readonly pointer: string;
  readonly name: string;
  readonly known: Iterable<string>;
  /** What the name must be, such as `a cluster of fleet/clusters.ts`. */
  readonly wanted: string;
}

/** A name that stands for nothing, with the name that was probably meant. */
export function unknownReference(document: SourceDocument, { policy, pointer, name, known, wanted }: Missing): Problem {
  const names = [...known];
  const meant = nearestName(name, names);
  const fix = meant === undefined ? `Write ${wanted}: ${listed(names)}.` : `Write ${meant}.`;
  const problem = mismatch(document, { policy, pointer, found: name, wanted, fix });
  return meant === undefined ? problem : { ...problem, message: `${problem.message}; did you mean ${meant}?` };
}

function listed(names: readonly string[]): string {
  const few = names.slice(0, 10).join(', ');
  return names.length === 0 ? 'there is none yet' : names.length > 10 ? `${few}, ...` : few;
}
