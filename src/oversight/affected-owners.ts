/** Which tenants a set of files belongs to, and who answers for them. */
import { compareText } from '../model/finding.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import { fileOwner } from './file-owner.ts';

export type Owner = ResolvedTenantSpec['owners'][number];

export interface AffectedTenant {
  readonly tenant: string;
  /** Whether one of its own sources is among the files, and not only what was generated. */
  readonly isSource: boolean;
  /** Undefined when the fleet has no such tenant, or its spec cannot be read. */
  readonly owners: readonly Owner[] | undefined;
}

export interface Affected {
  /** Sorted by name. */
  readonly tenants: readonly AffectedTenant[];
  /** Sources of the platform team, sorted. */
  readonly platform: readonly string[];
}

/** @param ownersOf the owners of a tenant, as the fleet has them before the change. */
export function affectedOwners(
  files: readonly string[],
  ownersOf: (tenant: string) => readonly Owner[] | undefined,
): Affected {
  const owned = [...new Set(files)].map(fileOwner);
  const byTenant = Map.groupBy(owned, ({ tenant }) => tenant);
  byTenant.delete(undefined);
  const tenants = [...byTenant].map(([tenant = '', of]) => ({
    tenant,
    isSource: of.some(({ origin }) => origin === 'source'),
    owners: ownersOf(tenant),
  }));
  return {
    tenants: tenants.toSorted((a, b) => compareText(a.tenant, b.tenant)),
    platform: owned
      .filter(({ tenant, origin }) => tenant === undefined && origin === 'source')
      .map(({ file }) => file)
      .toSorted(compareText),
  };
}
