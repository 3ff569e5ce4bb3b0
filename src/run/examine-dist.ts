/** Findings about `dist` as a whole: files that differ, and files that no spec produces. */
import type { Finding } from '../model/finding.ts';
import type { Difference, Fault } from '../synth/compare-dist.ts';
import { distFolder, type Owner, ownerOf, tenantFiles, tenantFolder } from '../synth/paths.ts';
import { runCheck } from './run-checks.ts';

const messages = {
  changed: (line: number) =>
    `file differs from what its spec produces, first in line ${line}, must be the same to the byte`,
  missing: () => 'file is missing, must be what its spec produces',
  unexpected: () => 'file is produced by no spec, must not be there',
} as const;

function faultMessage(path: string, fault: Fault): string {
  switch (fault.kind) {
    case 'other':
      return path === distFolder
        ? `dist is ${fault.found}, must be a folder`
        : `entry is ${fault.found}, must be a regular file`;
    case 'unreadable':
      return `file cannot be read (${fault.code}), must be what its spec produces`;
    case 'mode':
      return `file has mode ${fault.mode.toString(8)}, must be 644 (${unwantedBits(fault.mode)})`;
  }
}

function unwantedBits(mode: number): string {
  const kinds = [...((mode & 0o111) === 0 ? [] : ['execute']), ...((mode & 0o7000) === 0 ? [] : ['special'])];
  return `no ${kinds.join(' or ')} bit`;
}

function differenceFinding({ path, kind, line, fault }: Difference): Finding {
  const { id, severity, fix } = runCheck(`dist-${kind}`);
  const tenant = ownerOf(path)?.tenant;
  return {
    policy: id,
    severity,
    ...(tenant !== undefined && { tenant }),
    object: { apiVersion: 'fleet.aos/v1', kind: 'DistFile', name: path },
    place: { file: path, line, column: 1 },
    message: fault ? faultMessage(path, fault) : messages[kind](line),
    fix,
  };
}

/**
 * The differences that a run would write away. It refuses while a tenant vanished, so that one's files are not named again.
 * @param vanished what was found about tenants that are gone.
 */
export function differenceFindings(differences: readonly Difference[], vanished: readonly Finding[]): Finding[] {
  const folders = new Set(vanished.map(({ place }) => ownFolder(place.file)));
  return differences.filter(({ path }) => !folders.has(ownFolder(path))).map(differenceFinding);
}

/** The folder of the tenant that a path belongs to, which may stand elsewhere; without a tenant, the path. */
function ownFolder(path: string): string {
  const owner = ownerOf(path);
  return owner ? tenantFolder(owner) : path;
}

/**
 * Tenants of which there were files that nothing makes any more. One that moved to another cluster is gone from the old one.
 * @param removed paths that no spec produces.
 */
export function goneTenants(removed: readonly string[]): readonly Owner[] {
  const gone = new Map<string, Owner>();
  for (const file of removed) {
    const owner = ownerOf(file);
    // These files are only produced all together, so one that no spec produces tells that the tenant is gone.
    if (owner && tenantFiles(owner).includes(file)) gone.set(tenantFolder(owner), owner);
  }
  return [...gone.values()];
}
