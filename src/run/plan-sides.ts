/** The two sides of a plan: the specs after the change, and the `dist` before it. */
import { join } from 'node:path';
import { writeEntries } from '../git/checkout.ts';
import { listTree, type TreeEntry } from '../git/tree.ts';
import { type FleetSource, openFleet } from '../load/open-fleet.ts';
import type { Fleet } from '../model/fleet.ts';
import { ownerOf } from '../synth/paths.ts';
import { renderPlatform } from '../synth/render-platform.ts';
import { renderTenant } from '../synth/render-tenant.ts';
import type { ChangeScope } from './change-scope.ts';
import { isNamingOneOf } from './comparison.ts';

export interface Workplace {
  /** The fleet's folder in its repository. */
  readonly root: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** An empty folder of ours, absolute. */
  readonly scratch: string;
}

/** The fleet after the change: the working tree, or the files of a commit, written to a folder of ours as data. */
export function sourceAfter(scope: ChangeScope, { root, today, scratch }: Workplace): FleetSource {
  if (scope.head === undefined) return openFleet(root, today);
  const folder = join(scratch, 'head');
  const touched = touchedTenants(scope);
  const entries = listTree(root, scope.head, ['fleet', 'tenants', 'dist']).filter(({ path }) => {
    // Thousands of tenants that the change does not touch need not be written.
    const tenant = secretsOf(path) ?? ownerOf(path)?.tenant;
    return tenant === undefined || touched === 'all' || touched.has(tenant);
  });
  writeEntries(root, entries, folder);
  return openFleet(folder, today);
}

/** Those that the change can touch at first sight; specs may refer to others' besides. */
export function touchedTenants({ own, rendered, isShared }: ChangeScope): ReadonlySet<string> | 'all' {
  return isShared ? 'all' : new Set([...own, ...rendered]);
}

function secretsOf(path: string): string | undefined {
  return /^tenants\/secrets\/([^/]+)\//.exec(path)?.[1];
}

/**
 * Of tenants that have a spec in the revision but nothing in its `dist`: what the spec makes there, by path, and then the same
 * of the platforms of clusters. Such a revision is one whose `dist` was never made, or not with its specs.
 * @param files specs that are asked about.
 */
export function synthesizedBefore(
  scope: ChangeScope,
  files: readonly string[],
  { root, today, scratch }: Workplace,
): ReadonlyMap<string, string> {
  const entries = listTree(root, scope.base, ['fleet', 'tenants']);
  const specs = new Set(entries.map(({ path }) => path));
  const dist = new Set(listTree(root, scope.base, ['dist']).map(({ path }) => path));
  const recorded = new Set(Array.from(dist, (path) => ownerOf(path)?.tenant));
  const missing = files.map(idOf).filter((id) => specs.has(`tenants/${id}.ts`) && !recorded.has(id));
  const texts = new Map<string, string>();
  if (missing.length === 0) return texts;
  const folder = join(scratch, 'base');
  writeEntries(root, entries.filter(isNeededFor(new Set(missing))), folder);
  const source = openFleet(folder, today);
  if (source.fleet === undefined) return texts;
  for (const id of missing) {
    const { tenant } = source.load(`tenants/${id}.ts`);
    // What cannot be made has never been applied.
    if (tenant === undefined) continue;
    for (const [path, text] of renderTenant(tenant, source.fleet).files) texts.set(path, text);
  }
  for (const cluster of source.fleet.clusters.values()) {
    for (const [path, text] of renderPlatform(source.fleet, cluster).files) if (!dist.has(path)) texts.set(path, text);
  }
  return texts;
}

function isNeededFor(tenants: ReadonlySet<string>): (entry: TreeEntry) => boolean {
  return ({ path }) => {
    const tenant = secretsOf(path);
    return tenant === undefined || tenants.has(tenant);
  };
}

/** The specs that the change can touch: its own, and those that name a tenant whose spec it touches. */
export function selectedFiles(scope: ChangeScope, { root, tenantFiles }: FleetSource): readonly string[] {
  const touched = touchedTenants(scope);
  if (touched === 'all') return tenantFiles;
  const own = new Set(scope.own);
  return tenantFiles.filter((file) => touched.has(idOf(file)) || isNamingOneOf(root, file, own));
}

export function idOf(file: string): string {
  return file.slice('tenants/'.length, -'.ts'.length);
}

/** The prices of the revision, when the change touches them. */
export function pricesBefore(scope: ChangeScope, { root, today, scratch }: Workplace): Fleet['prices'] {
  if (!scope.changed.some(({ path }) => path === 'fleet/prices.ts')) return undefined;
  const folder = join(scratch, 'prices');
  writeEntries(root, listTree(root, scope.base, ['fleet']), folder);
  return openFleet(folder, today).fleet?.prices;
}

/** Paths of `dist` before that nothing makes any more. @param before every path, @param produced of the tenants that are selected. */
export function removedPaths(
  scope: ChangeScope,
  before: readonly string[],
  produced: ReadonlySet<string>,
): readonly string[] {
  const touched = touchedTenants(scope);
  return before.filter((path) => {
    const owner = ownerOf(path);
    return owner !== undefined && (touched === 'all' || touched.has(owner.tenant)) && !produced.has(path);
  });
}
