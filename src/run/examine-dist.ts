/** Findings about `dist` as a whole: files that differ, and files that no spec produces. */
import type { Finding } from '../model/finding.ts';
import type { Difference, Fault } from '../synth/compare-dist.ts';
import { distFolder, ownerOf, recordFile, tenantFiles } from '../synth/paths.ts';
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

export function differenceFinding({ path, kind, line, fault }: Difference): Finding {
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
 * One finding for each tenant whose files would be removed although its record does not allow it. A tenant that moved to
 * another cluster counts as vanished from the old one.
 * @param removed paths that no spec produces.
 */
export function vanishedTenants(root: string, removed: readonly string[]): Finding[] {
  const owners = new Map(
    removed.flatMap((path) => {
      const owner = ownerOf(path);
      // These files are only produced all together, so one that no spec produces tells that the tenant is gone.
      return owner && tenantFiles(owner).includes(path) ? [[recordFile(owner), owner] as const] : [];
    }),
  );
  const { id, severity, fix } = runCheck('tenant-vanished');
  return [...owners].flatMap(([path, { cluster, tenant }]) => {
    // What cannot be read allows nothing.
    const lifecycle = readRecord(root, { cluster, tenant })?.['lifecycle'] ?? 'unknown';
    if (lifecycle === 'offboarding') return [];
    return [
      {
        policy: id,
        severity,
        tenant,
        object: { apiVersion: 'fleet.aos/v1', kind: 'Tenant', name: tenant },
        place: { file: path, line: 1, column: 1 },
        message: `tenant ${JSON.stringify(tenant)} is no longer placed on cluster ${JSON.stringify(cluster)}, but its lifecycle there was ${JSON.stringify(lifecycle)}, must have been "offboarding"`,
        fix,
      },
    ];
  });
}
