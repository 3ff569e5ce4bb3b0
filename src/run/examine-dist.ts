/** Findings about `dist` as a whole: files that differ, and files that no spec produces. */
import type { Finding } from '../model/finding.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { Difference, Fault } from '../synth/compare-dist.ts';
import { distFolder, type Owner, ownerOf, partFile, recordFile, tenantFiles, tenantFolder } from '../synth/paths.ts';
import { readRecord } from './read-record.ts';
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
 * @param vanished what `vanishedTenants` found.
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
 * One finding for each tenant whose files would be removed although its record does not allow it. A tenant that moved to
 * another cluster counts as vanished from the old one.
 * @param removed paths that no spec produces.
 */
export function vanishedTenants(root: string, removed: readonly string[]): Finding[] {
  const left = new Map<string, { readonly owner: Owner; readonly file: string }>();
  for (const file of removed) {
    const owner = ownerOf(file);
    // These files are only produced all together, so one that no spec produces tells that the tenant is gone.
    if (!owner || !tenantFiles(owner).includes(file) || left.has(tenantFolder(owner))) continue;
    left.set(tenantFolder(owner), { owner, file });
  }
  const found = new Set(removed);
  return [...left.values()].flatMap(({ owner, file }) => {
    const record = recordFile(owner);
    if (!found.has(record)) return [vanishedFinding(owner, file, withoutRecord(owner))];
    // What cannot be read allows nothing.
    const { lifecycle = 'unknown', offboarding } = readRecord(root, owner) ?? {};
    if (lifecycle !== 'offboarding') return [vanishedFinding(owner, record, withLifecycle(owner, lifecycle))];
    const isKept = isObject(offboarding) && offboarding['deletesData'] !== true;
    return isKept
      ? [vanishedFinding(owner, record, withRetention(owner, offboarding['retainUntil'] ?? 'unknown'))]
      : [];
  });
}

type Advice = Pick<Finding, 'message' | 'fix'>;

function vanishedFinding({ tenant }: Owner, file: string, advice: Advice): Finding {
  const { id, severity } = runCheck('tenant-vanished');
  return {
    policy: id,
    severity,
    tenant,
    object: { apiVersion: 'fleet.aos/v1', kind: 'Tenant', name: tenant },
    place: { file, line: 1, column: 1 },
    ...advice,
  };
}

function withLifecycle(owner: Owner, lifecycle: Json): Advice {
  const { tenant, cluster } = owner;
  return {
    message: `tenant ${JSON.stringify(tenant)} is no longer placed on cluster ${JSON.stringify(cluster)}, but its lifecycle there was ${JSON.stringify(lifecycle)}, must have been "offboarding"`,
    fix: runCheck('tenant-vanished')
      .fix.replaceAll('<cluster>', () => cluster)
      .replaceAll('<id>', () => tenant),
  };
}

/** Removing the spec would leave the data in the cluster with nothing that remembers it. */
function withRetention({ tenant, cluster }: Owner, retainUntil: Json): Advice {
  return {
    message: `tenant ${JSON.stringify(tenant)} is no longer placed on cluster ${JSON.stringify(cluster)}, but its data there is kept until ${String(retainUntil)}, must be deleted first`,
    fix: 'Restore the spec. After that day add `deleteData` to its `offboarding`, and remove the spec in a later change.',
  };
}

/** Perhaps it never was a tenant: nobody can set the lifecycle of a spec that there never was. */
function withoutRecord(owner: Owner): Advice {
  const { tenant, cluster } = owner;
  return {
    message: `tenant ${JSON.stringify(tenant)} is placed on cluster ${JSON.stringify(cluster)} by no spec and has no record (tenant.json) there, must have one with lifecycle "offboarding"`,
    fix: `Delete \`${tenantFolder(owner)}\` and \`${partFile('flux', owner)}\` if no tenant ran from them, or else restore the record.`,
  };
}
