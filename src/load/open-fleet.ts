/** The door of this room: opens a repository, reads what holds for all tenants, and loads tenants one by one. */
import { realpathSync } from 'node:fs';
import { compareFindings, compareText, type Finding } from '../model/finding.ts';
import type { Fleet, SourceDocument, Tenant } from '../model/fleet.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { PlacedText, TenantSummary } from '../model/summary.ts';
import { checkFleet } from './check-fleet.ts';
import { checkTenant } from './check-tenant.ts';
import { checkReferences, type References } from './check-references.ts';
import { type FleetParts, nameOf, readFleetParts, releaseIdOf } from './fleet-parts.ts';
import { listFiles } from './list-files.ts';
import type { Module } from './evaluation.ts';
import { modulesOf } from './modules.ts';
import { findingOf, type Problem, subjectOf } from './problem.ts';
import { readSpec } from './read-document.ts';
import { readSecrets } from './read-secrets.ts';
import type { LocatedDocument } from './source-value.ts';
import { specDigest } from './spec-digest.ts';

export interface FleetSource {
  readonly root: string;
  /** Absent when a document of `fleet/` is missing or wrong: then no tenant can be built. */
  readonly fleet?: Fleet;
  /** About `fleet/`, `tenants/shared/` and files that are neither spec nor module; sorted. */
  readonly findings: readonly Finding[];
  /** `tenants/<id>.ts`, sorted. Modules that tenants share stand in `tenants/shared/` and are no tenants. */
  readonly tenantFiles: readonly string[];
  /** The documents of `fleet/` by file, with the place of every value. */
  readonly documents: ReadonlyMap<string, LocatedDocument>;
  /** Everything that `fleet` and `documents` were read from, sorted. */
  readonly sources: readonly string[];
  /** Loads one of `tenantFiles`. */
  load(file: string): TenantResult;
  /** What `load` would say if the text stood in the file, which may not exist yet. */
  judge(file: string, text: string): TenantResult;
}

export interface TenantResult {
  readonly file: string;
  /**
   * There when the spec is as its schema says and its cluster and release are known. It may have findings
   * nevertheless, so that its manifests are checked together with them.
   */
  readonly tenant?: Tenant;
  /** The spec as it is written, with the place of every value; absent when it cannot be read at all. */
  readonly document?: SourceDocument;
  /** Sorted. */
  readonly findings: readonly Finding[];
  readonly summary: TenantSummary;
  /** The spec, what it imports, and of a copy the same of its production tenant; sorted. Its Secrets stand in their folder. */
  readonly sources: readonly string[];
}

/** `today` is `YYYY-MM-DD`; pins and exceptions end by it. Throws when `root` does not exist. */
export function openFleet(root: string, today: string): FleetSource {
  const realRoot = realpathSync.native(root);
  const files = listFiles(realRoot);
  const modules = modulesOf(realRoot, files);
  const parts = readFleetParts(realRoot, files, modules);
  const fleet = fleetOf(parts);
  const tenantFiles = new Set(files.tenants);

  function examine(module: Module): TenantResult {
    const { file } = module;
    const id = nameOf(file);
    const { document, value, problems } = readSpec('tenant', module);
    const production = value === undefined ? undefined : productionOf(value);
    const context = value !== undefined &&
      document !== undefined && {
        spec: value,
        document,
        id,
        parts,
        today,
        ...(production !== undefined && { production }),
      };
    // A spec with wrong fields is still told what else is wrong: whoever wrote it wants to know all at once.
    const found =
      context !== false
        ? checkTenant(context)
        : [
            ...problems,
            ...(document === undefined ? [] : checkReferences(validTexts(document, problems), { document, id, parts })),
          ];
    const { secrets, findings: about } = readSecrets(realRoot, id, files.secrets.has(id));
    const findings = [...found.map((problem) => findingOf(problem, subjectOf('Tenant', id))), ...about].toSorted(
      compareFindings,
    );
    const tenant =
      context === false
        ? undefined
        : tenantOf({ spec: context.spec, document: document!, secrets }, { fleet, production });
    const read = [file, ...(production === undefined ? [] : [`tenants/${value!.stagingOf}.ts`])];
    const sources = new Set(read.flatMap((one) => Array.from(modules.sourcesOf(one))));
    return {
      file,
      ...(tenant !== undefined && { tenant }),
      ...(document !== undefined && { document }),
      findings,
      summary: summaryOf(file, document, value),
      sources: [...sources].toSorted(compareText),
    };
  }

  /** The spec of the tenant whose backup this one's database is made from: its mistakes are told where it is loaded. */
  function productionOf({ stagingOf, environment, database }: ResolvedTenantSpec): ResolvedTenantSpec | undefined {
    if (database.restoreFrom?.tenant === undefined || environment !== 'staging') return undefined;
    const file = `tenants/${stagingOf}.ts`;
    return tenantFiles.has(file) ? readSpec('tenant', modules.once(file)).value : undefined;
  }

  return {
    root: realRoot,
    ...(fleet !== undefined && { fleet }),
    findings: [...parts.findings, ...checkFleet(parts, today)].toSorted(compareFindings),
    tenantFiles: files.tenants,
    documents: parts.documents,
    sources: [...new Set([...files.fleet.flatMap((file) => [...modules.sourcesOf(file)]), ...files.releases])].toSorted(
      compareText,
    ),
    load: (file) => examine(modules.once(file)),
    judge: (file, text) => examine(modules.proposed(file, text)),
  };
}

/** What a spec with mistakes refers to, as far as that is no mistake itself. */
function validTexts(document: LocatedDocument, problems: readonly Problem[]): References {
  const wrong = new Set(problems.map(({ pointer }) => pointer));
  const textAt = (...path: readonly string[]) => {
    let value: Json | undefined = document.value;
    for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return typeof value === 'string' && !wrong.has(`/${path.join('/')}`) ? value : undefined;
  };
  return { id: textAt('id'), ring: textAt('ring'), cluster: textAt('placement', 'cluster') };
}

function fleetOf({
  spec,
  clusters,
  rings,
  exceptions,
  prices,
  trusted,
  releases,
  releaseIds,
  documents,
}: FleetParts): Fleet | undefined {
  const isRead = (value: unknown, file: string): boolean => value !== undefined || !documents.has(file);
  const complete =
    releases.size === releaseIds.size && isRead(prices, 'fleet/prices.ts') && isRead(trusted, 'fleet/trusted.ts');
  if (!complete || spec === undefined || clusters === undefined || rings === undefined || exceptions === undefined)
    return undefined;
  return {
    spec,
    clusters,
    rings,
    releases,
    exceptions,
    ...(prices !== undefined && { prices }),
    ...(trusted !== undefined && { trusted }),
  };
}

interface Surroundings {
  readonly fleet: Fleet | undefined;
  readonly production: ResolvedTenantSpec | undefined;
}

function tenantOf(
  read: Pick<Tenant, 'spec' | 'document' | 'secrets'>,
  { fleet, production }: Surroundings,
): Tenant | undefined {
  const { spec } = read;
  const cluster = fleet?.clusters.get(spec.placement.cluster);
  const release = fleet?.releases.get(releaseIdOf(spec, fleet.rings) ?? '');
  if (cluster === undefined || release === undefined) return undefined;
  const tenant = { ...read, cluster, release, specDigest: specDigest(spec as unknown as Json) };
  if (spec.database.restoreFrom?.tenant === undefined) return tenant;
  const store = fleet?.clusters.get(production?.placement.cluster ?? '')?.objectStore;
  return production === undefined || store === undefined
    ? undefined
    : { ...tenant, copyOf: { id: production.id, store } };
}

/** What is known of a tenant, as far as its spec can be read. */
function summaryOf(
  file: string,
  document: LocatedDocument | undefined,
  spec: ResolvedTenantSpec | undefined,
): TenantSummary {
  const written = isObject(document?.value) ? document.value : {};
  const text = (pointer: string, value: Json | undefined): PlacedText[] =>
    typeof value === 'string' && document !== undefined ? [{ text: value, place: document.locate(pointer) }] : [];
  const [writtenId] = text('/id', written['id']);
  const [stagingOf] = text('/stagingOf', written['stagingOf']);
  const domains = Array.isArray(written['domains']) ? (written['domains'] as readonly Json[]) : [];
  return {
    file,
    id: nameOf(file),
    ...(writtenId !== undefined && { writtenId }),
    ...(spec !== undefined && { environment: spec.environment }),
    ...(stagingOf !== undefined && spec?.environment === 'staging' && { stagingOf }),
    domains: domains.flatMap((domain, index) => text(`/domains/${index}`, domain)),
  };
}
