/** The files of a change that are not rendered, with what they are for. */
import type { ChangedPath } from '../git/changed-paths.ts';
import { hashFiles } from '../git/revision.ts';
import type { FileChange, OtherFile } from '../model/plan.ts';
import { distFolder } from '../synth/paths.ts';
import { type ChangeScope, isProgram } from './change-scope.ts';

export type OtherChange = OtherFile & Pick<FileChange, 'before' | 'after'>;

/** @param rendered paths that the plan tells of as rendered. */
export function otherFiles(
  root: string,
  { changed, head, own, isShared, rendered: touched }: ChangeScope,
  rendered: ReadonlySet<string>,
): readonly OtherChange[] {
  const tenants = new Set([...own, ...touched]);
  const others = changed.filter(({ path }) => !rendered.has(path) && !isUnchanged(path));
  const unknown = head === undefined ? others.filter(({ isThere, after }) => isThere.after && after === undefined) : [];
  const hashes = hashFiles(
    root,
    unknown.map(({ path }) => path),
  );
  return others.map((file) => otherChange(file, file.after ?? hashes.get(file.path)));

  /** A file of `dist` that is touched, but is rendered as it was before: it is not what will be merged once `dist` is made anew. */
  function isUnchanged(path: string): boolean {
    if (!path.startsWith(`${distFolder}/`)) return false;
    const [, area, , kind, name = ''] = path.split('/');
    if (area === 'clusters')
      return isShared ? kind === 'platform' : kind === 'tenants' && tenants.has(name.replace(/\.yaml$/, ''));
    return area === 'tenants' && tenants.has(kind ?? '');
  }
}

function otherChange({ path, before, isThere }: ChangedPath, after: string | undefined): OtherChange {
  return {
    path,
    area: areaOf(path),
    state: stateOf(isThere),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function stateOf({ before, after }: ChangedPath['isThere']): OtherFile['state'] {
  if (!before) return 'new';
  return after ? 'changed' : 'gone';
}

function areaOf(path: string): OtherFile['area'] {
  if (path.startsWith('tenants/secrets/')) return 'secret';
  if (path.startsWith('tenants/')) return 'spec';
  if (path.startsWith('fleet/')) return 'fleet';
  if (path.startsWith(`${distFolder}/`)) return 'dist';
  return isProgram(path) ? 'program' : 'other';
}
