/** Fields that only say who made an object, for which release and plan, and of which content: nothing acts on them. */
import type { ChangeMeaning } from '../model/change.ts';

const bookkeeping =
  /^metadata\.(?:labels\["(?:[a-z0-9.-]+\/(?:release|plan)|app\.kubernetes\.io\/[a-z-]+|helm\.sh\/chart)"\]|annotations\["[a-z0-9.-]+\/[a-z-]+-digest"\])$/;

/** @param path of a changed field. Labels of pods are another field: a change of theirs replaces the pods. */
export function isBookkeeping(path: string): boolean {
  return bookkeeping.test(path);
}

/** Whether nothing else changes in an object. */
export function isRelabelled({ kind, fields }: Pick<ChangeMeaning, 'kind' | 'fields'>): boolean {
  return kind === 'change' && fields.every(({ path }) => isBookkeeping(path));
}
