/** Which tenants a change can touch, by the files that it touches. */
import { type ChangedPath, changedFiles, changedPaths } from '../git/changed-paths.ts';
import { commitOf, headCommit, mergeBase } from '../git/revision.ts';
import type { Survey } from '../git/survey.ts';
import { distFolder, ownerOf } from '../synth/paths.ts';

export interface ChangeScope {
  /** Full id of the commit where the change starts: the last that base and head have in common. */
  readonly base: string;
  /** Full id; absent for the working tree. */
  readonly head?: string;
  /** Sorted by path. */
  readonly changed: readonly ChangedPath[];
  /** Tenants whose spec or secrets the change touches. */
  readonly own: readonly string[];
  /** Tenants whose files in `dist` it touches. */
  readonly rendered: readonly string[];
  /** Whether it touches something that all tenants are made from. */
  readonly isShared: boolean;
}

/** As the user names them. */
export interface Change {
  readonly base: string;
  /** Default: the working tree. */
  readonly head?: string;
  /** Of the working tree, where somebody has one anyway. */
  readonly survey?: Promise<Survey | undefined> | undefined;
}

/** @throws {GitError} for names that lead to no commit, and for commits that have nothing in common. */
export async function changeScope(root: string, { base, head, survey }: Change): Promise<ChangeScope> {
  const tip = commitOf(root, base);
  const headId = head === undefined ? undefined : commitOf(root, head);
  const from = headId ?? headCommit(root);
  const start = from === undefined ? tip : mergeBase(root, tip, from);
  const changed = headId === undefined ? await changedFiles(root, start, survey) : changedPaths(root, start, headId);
  const own = new Set<string>();
  const rendered = new Set<string>();
  let isShared = false;
  for (const { path } of changed) {
    const tenant = tenantOf(path);
    if (tenant !== undefined) own.add(tenant);
    else if (isOfAll(path)) isShared = true;
    const owner = ownerOf(path);
    if (path.startsWith(`${distFolder}/`) && owner) rendered.add(owner.tenant);
  }
  return {
    base: start,
    ...(headId !== undefined && { head: headId }),
    changed,
    own: [...own],
    rendered: [...rendered],
    isShared,
  };
}

/** The tenant whose spec or secret stands there. */
function tenantOf(path: string): string | undefined {
  const [, id] =
    /^tenants\/(?:secrets\/([^/]+)\/.+|([^/]+)\.ts)$/.exec(path)?.filter((part) => part !== undefined) ?? [];
  return id;
}

/** What every tenant is made from; `areaOf` names the rest. */
function isOfAll(path: string): boolean {
  return path.startsWith('fleet/') || path.startsWith('tenants/shared/') || isProgram(path);
}

/** The generator and its schemas, in a repository that holds them, and the packages by which another gets them. */
export function isProgram(path: string): boolean {
  return /^(?:src|schemas|bin)\//.test(path) || ['package.json', 'package-lock.json'].includes(path);
}
