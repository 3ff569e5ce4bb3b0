/** Checks that the database of a staging tenant can be made from production's backup, and is held behind the same walls. */
import type { Release } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import { type FleetParts, releaseIdOf } from './fleet-parts.ts';
import type { Mismatch } from './mismatch.ts';
import { hostNetworks, overlapping } from './networks.ts';

export interface CopyContext {
  readonly spec: ResolvedTenantSpec;
  /** Absent when there is none, or when its spec cannot be read. */
  readonly production?: ResolvedTenantSpec;
  readonly parts: FleetParts;
}

type Pair = Required<CopyContext>;

const policy = 'tenant-staging-copy';

export function* checkCopy(context: CopyContext): Iterable<Mismatch> {
  const { spec, production } = context;
  if (spec.database.restoreFrom?.tenant === undefined) return;
  if (spec.environment !== 'staging') {
    yield {
      policy,
      pointer: '/database/restoreFrom/tenant',
      found: 'production',
      wanted: `left out for environment ${spec.environment}`,
      fix: "Remove it to restore the tenant's own backup.",
    };
  }
  // That there is no such tenant, or that it is a staging tenant itself, is said of `stagingOf`.
  if (spec.environment !== 'staging' || production === undefined || production.environment !== 'production') return;
  const pair = { ...context, production };
  yield* checkWalls(pair);
  yield* checkSource(pair);
  yield* checkReleases(pair);
  yield* checkModules(pair);
}

/** From open to secret. */
const classifications = ['public', 'internal', 'pii', 'phi'] as const;

/** A copy is the same data: neutralisation changes what it does, not what it is. */
function* checkWalls({ spec, production }: Pair): Iterable<Mismatch> {
  const rank = (of: ResolvedTenantSpec): number => classifications.indexOf(of.dataClassification);
  const same = (pointer: string, found: string | undefined, wanted: string | undefined): Mismatch[] =>
    wanted === undefined || found === wanted
      ? []
      : [
          {
            policy,
            pointer,
            found: found ?? 'missing',
            wanted: `${wanted}, as ${production.id} has it`,
            fix: `Write what tenants/${production.id}.ts has.`,
          },
        ];
  if (rank(spec) < rank(production)) {
    yield* same('/dataClassification', spec.dataClassification, production.dataClassification);
  }
  yield* same('/class', spec.class, production.class);
  // A cluster is dedicated to one tenant, so a copy of what has one must have nodes of its own at least.
  if (production.isolation !== 'namespace' && spec.isolation === 'namespace') {
    yield* same('/isolation', spec.isolation, 'node');
  }
  yield* same('/contract/residency', spec.contract.residency, production.contract.residency);
  yield* same('/contract/baa', spec.contract.baa, production.contract.baa);
}

function* checkSource({ spec, production, parts }: Pair): Iterable<Mismatch> {
  const { engine, restoreFrom } = spec.database;
  const { generation } = production.database;
  const read = restoreFrom?.generation ?? 1;
  if (engine !== production.database.engine) {
    yield {
      policy,
      pointer: '/database/engine',
      found: engine,
      wanted: `${production.database.engine}, with which the backups of ${production.id} are made`,
      fix: `Write database.engine: '${production.database.engine}'.`,
    };
  }
  if (read > generation) {
    yield {
      policy,
      pointer: '/database/restoreFrom/generation',
      found: String(read),
      wanted: `at most ${generation}, the generation of ${production.id}`,
      fix: `Write ${generation}.`,
    };
  }
  const cluster = parts.clusters?.get(production.placement.cluster);
  if (cluster === undefined) return;
  const place = { policy, pointer: '/database/restoreFrom/tenant', found: 'production' };
  if (cluster.objectStore === undefined) {
    const wanted = `left out, since ${production.id} on cluster ${cluster.name} has no backups`;
    yield { ...place, wanted, fix: `Add objectStore to ${cluster.name} in fleet/clusters.ts.` };
    return;
  }
  const networks = [...hostNetworks, ...(parts.networks.get(spec.placement.cluster) ?? [])];
  for (const cidr of cluster.objectStore.cidrs) {
    const met = overlapping(cidr, networks);
    if (met === undefined) continue;
    yield {
      ...place,
      wanted: `left out, since the object store of ${cluster.name} (${cidr}) stands in ${met.cidr} (${met.name})`,
      fix: `Place the tenant on ${cluster.name}, beside its production tenant.`,
    };
  }
}

/** A backup of files opens with its own major version only, and an image migrates forward only. */
function* checkReleases({ spec, production, parts }: Pair): Iterable<Mismatch> {
  const releaseOf = (of: ResolvedTenantSpec): Release | undefined =>
    parts.releases.get(releaseIdOf(of, parts.rings) ?? '');
  const [own, source] = [releaseOf(spec), releaseOf(production)];
  if (own === undefined || source === undefined || own.id === source.id) return;
  const fault =
    own.odoo.series !== source.odoo.series
      ? `of Odoo ${source.odoo.series}`
      : own.postgresql.major !== source.postgresql.major
        ? `of PostgreSQL ${source.postgresql.major}`
        : own.released < source.released
          ? `of ${source.released} or later`
          : undefined;
  if (fault === undefined) return;
  yield {
    policy,
    pointer: spec.pin === undefined ? '/ring' : '/pin/release',
    found: spec.pin === undefined ? `${spec.ring} with release ${own.id}` : own.id,
    wanted: `${spec.pin === undefined ? 'a ring with a release' : 'a release'} ${fault}, since ${production.id} runs ${source.id}`,
    fix: `Use the ring of ${production.id}, or one that is ahead of it.`,
  };
}

/** Odoo neutralises nothing of a module whose code is not there, and does not say so. */
function* checkModules({ spec, production }: Pair): Iterable<Mismatch> {
  const modules = production.odoo.modules.filter((name) => !spec.odoo.modules.includes(name));
  const addons = production.odoo.addons.filter(({ name }) => !spec.odoo.addons.some((each) => each.name === name));
  for (const [field, missing] of [
    ['modules', modules],
    ['addons', addons.map(({ name }) => name)],
  ] as const) {
    if (missing.length === 0) continue;
    yield {
      policy,
      pointer: `/odoo/${field}`,
      found: `without ${missing.join(', ')}`,
      wanted: `with all ${field} of ${production.id}`,
      fix: `Add ${missing.join(', ')}, or share the list of both tenants in tenants/shared/.`,
    };
  }
}
