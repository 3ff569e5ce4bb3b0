/** Lists what stands in `tenants/` and `fleet/`, and reports what does not belong there. */
import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../model/finding.ts';
import { printable } from '../schema/document-value.ts';
import type { Problem } from './problem.ts';

/** All paths are POSIX, relative to the root, and sorted. */
export interface FleetFiles {
  /** `tenants/<id>.ts` */
  readonly tenants: readonly string[];
  /** `tenants/shared/<name>.ts`: constants for several tenants. */
  readonly shared: readonly string[];
  /** `fleet/<name>.ts` */
  readonly fleet: readonly string[];
  /** `fleet/releases/<id>.yaml` */
  readonly releases: readonly string[];
  /** Folders of `tenants/secrets/` that belong to a tenant, by its id. */
  readonly secrets: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const specName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.ts$/;
const releaseName = /^[a-z0-9]+([.-][a-z0-9]+)*\.yaml$/;

export function listFiles(root: string): FleetFiles {
  const problems: Problem[] = [];
  const listing: Listing = { root, problems };
  const tenants = namesIn(listing, 'tenants', {
    pattern: specName,
    folders: ['secrets', 'shared'],
    wanted: '<id>.ts, with the id of a tenant',
  });
  const shared = namesIn(listing, 'tenants/shared', {
    pattern: specName,
    folders: [],
    wanted: '<name>.ts, in lower case',
  });
  const fleet = namesIn(listing, 'fleet', {
    pattern: specName,
    folders: ['releases', 'rollouts'],
    wanted: '<name>.ts, in lower case',
  });
  const releases = namesIn(listing, 'fleet/releases', {
    pattern: releaseName,
    folders: [],
    wanted: '<id>.yaml, with the id of a release',
  });
  return { tenants, shared, fleet, releases, secrets: secretFolders(listing, tenants), problems };
}

interface Listing {
  readonly root: string;
  readonly problems: Problem[];
}

interface Expected {
  readonly pattern: RegExp;
  readonly folders: readonly string[];
  /** What the folder's files must be named. */
  readonly wanted: string;
}

/** Files that are named as wanted. Hidden files are passed over: tools leave them, and nothing reads them. */
function namesIn({ root, problems }: Listing, folder: string, { pattern, folders, wanted }: Expected): string[] {
  const files: string[] = [];
  if (isLink(join(root, folder))) {
    problems.push({
      policy: 'spec-file',
      place: { file: folder, line: 1, column: 1 },
      message: `${folder} is a symbolic link, must be a folder`,
      wanted: 'a folder',
      fix: 'Replace it by the folder itself.',
    });
    return files;
  }
  for (const entry of entriesOf(join(root, folder))) {
    const file = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || (entry.isDirectory() && folders.includes(entry.name))) continue;
    if (entry.isFile() && pattern.test(entry.name)) {
      files.push(file);
      continue;
    }
    problems.push({
      policy: 'spec-file',
      place: { file, line: 1, column: 1 },
      message: `${printable(file)} is ${kindOf(entry)}, must be a file named ${wanted}`,
      value: printable(entry.name),
      wanted,
      fix: entry.isFile() ? 'Rename the file, or move it out of the folder.' : 'Move it out of the folder.',
    });
  }
  return files.toSorted(compareText);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** The folders in `tenants/secrets/`; what belongs to no tenant is a problem. */
function secretFolders({ root, problems }: Listing, tenants: readonly string[]): ReadonlySet<string> {
  const ids = new Set(tenants.map((file) => file.slice('tenants/'.length, -'.ts'.length)));
  const folders = new Set<string>();
  for (const entry of entriesOf(join(root, 'tenants/secrets'))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && ids.has(entry.name)) {
      folders.add(entry.name);
      continue;
    }
    const file = `tenants/secrets/${entry.name}`;
    const isLeft = entry.isDirectory();
    problems.push({
      policy: isLeft ? 'secret-left-over' : 'secret-file',
      // Of a tenant that was removed: encrypted still, and applied by nothing.
      ...(isLeft && { severity: 'warning' as const }),
      place: { file, line: 1, column: 1 },
      message: `${printable(file)} is ${isLeft ? 'a folder for no tenant' : kindOf(entry)}, must be a folder named after a tenant`,
      value: printable(entry.name),
      wanted: 'a folder named after a tenant',
      fix: 'Remove it, or restore tenants/<id>.ts. Values that were ever committed in plain must be replaced.',
    });
  }
  return folders;
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isDirectory()) return 'a folder';
  return entry.isFile() ? 'a file of another name' : 'no regular file';
}

/** Nothing for a folder that does not exist: whether it must is decided by what is missing in it. */
function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
