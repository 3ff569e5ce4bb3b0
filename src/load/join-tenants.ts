/** Checks all tenants together. Linear in their number. */
import { domainToASCII } from 'node:url';
import { compareFindings, type Finding, type Place } from '../model/finding.ts';
import type { PlacedText, TenantSummary } from '../model/summary.ts';
import { nearestName } from '../schema/document-suggestion.ts';
import { printable } from '../schema/document-value.ts';
import { subjectOfFile } from './fleet-parts.ts';
import type { FleetSource } from './open-fleet.ts';
import { findingOf, type Problem, subjectOf } from './problem.ts';

/** What of the opened fleet is needed. */
export type JoinedFleet = Pick<FleetSource, 'fleet' | 'documents'>;

/** `summaries`: of all tenants, those whose specs are wrong included. The findings are sorted. */
export function joinTenants(joined: JoinedFleet, summaries: readonly TenantSummary[]): readonly Finding[] {
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const findings = [
    ...ofTenants(duplicateIds(summaries, byId)),
    ...ofTenants(duplicateDomains(summaries)),
    ...ofTenants(stagingTargets(summaries, byId)),
    ...ofTenants(collidingNames(summaries, byId)),
    ...fleetReferences(joined, byId),
  ];
  return findings.toSorted(compareFindings);
}

type TenantProblem = readonly [TenantSummary, Problem];

function ofTenants(problems: Iterable<TenantProblem>): Finding[] {
  return [...problems].map(([{ id }, problem]) => findingOf(problem, subjectOf('Tenant', id)));
}

/** One problem for each later occurrence of a text; `occurrences` in the order of the files. */
function* repeated(
  occurrences: Iterable<readonly [TenantSummary, PlacedText]>,
  describe: (text: string, first: string) => Omit<Problem, 'place'>,
): Iterable<TenantProblem> {
  const seen = new Map<string, TenantSummary>();
  for (const [summary, { text, place }] of occurrences) {
    const key = sameName(text);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, summary);
    else if (first !== summary) yield [summary, { ...describe(printable(text), first.id), place }];
  }
}

/** The same for all ways to write one DNS name; an id is a DNS name as well. */
function sameName(text: string): string {
  return (domainToASCII(text) || text.toLowerCase()).replace(/\.$/, '');
}

/** False for a copy of another tenant's spec whose id was not changed, which `tenant-id` reports. */
function hasOwnId({ id, writtenId }: TenantSummary): boolean {
  return writtenId === undefined || writtenId.text === id;
}

function duplicateIds(
  summaries: readonly TenantSummary[],
  byId: ReadonlyMap<string, TenantSummary>,
): Iterable<TenantProblem> {
  const ids = summaries.flatMap((summary) =>
    summary.writtenId === undefined || (!hasOwnId(summary) && byId.has(summary.writtenId.text))
      ? []
      : [[summary, summary.writtenId] as const],
  );
  return repeated(ids, (text, first) => ({
    policy: 'tenant-duplicate',
    pointer: '/id',
    message: `id is ${text}, must be another one than that of tenants/${first}.ts`,
    value: text,
    wanted: 'an id of its own',
    fix: 'Give one of the two tenants another id.',
  }));
}

function duplicateDomains(summaries: readonly TenantSummary[]): Iterable<TenantProblem> {
  // A copy whose id was not changed comes last, so that the copy is named and not the tenant that it was made from.
  const ordered = [...summaries.filter(hasOwnId), ...summaries.filter((summary) => !hasOwnId(summary))];
  const domains = ordered.flatMap((summary) => summary.domains.map((domain) => [summary, domain] as const));
  return repeated(domains, (text, first) => ({
    policy: 'tenant-domain-duplicate',
    pointer: '/domains',
    message: `domain ${text} belongs to tenant ${first}, must belong to one tenant`,
    value: text,
    wanted: 'a domain of its own',
    fix: `Remove it here or from tenant ${first}.`,
  }));
}

function* stagingTargets(
  summaries: readonly TenantSummary[],
  byId: ReadonlyMap<string, TenantSummary>,
): Iterable<TenantProblem> {
  for (const summary of summaries) {
    const { stagingOf } = summary;
    if (stagingOf === undefined) continue;
    const target = byId.get(stagingOf.text);
    // Of a target whose spec is wrong nothing is known but that it exists.
    if (target !== undefined && target.environment !== 'staging') continue;
    const wanted = target === undefined ? 'a tenant that exists' : 'a production tenant';
    const found = `${printable(stagingOf.text)}${target === undefined ? '' : ', a staging tenant'}`;
    const { policy, message, value, fix } = reference({
      policy: 'tenant-staging',
      path: 'stagingOf',
      found,
      wanted,
      name: stagingOf.text,
      byId,
    });
    yield [summary, { policy, pointer: '/stagingOf', place: stagingOf.place, message, value, wanted, fix }];
  }
}

const layerSuffix = /-(boundary|data|app)$/;

function* collidingNames(
  summaries: readonly TenantSummary[],
  byId: ReadonlyMap<string, TenantSummary>,
): Iterable<TenantProblem> {
  for (const summary of summaries) {
    const other = summary.id.replace(layerSuffix, '');
    if (other === summary.id || !byId.has(other)) continue;
    const problem = {
      policy: 'tenant-name-collision',
      pointer: '/id',
      place: summary.writtenId?.place ?? { file: summary.file, line: 1, column: 1 },
      message: `id is ${summary.id}, must not be the name of a layer of tenant ${other}`,
      value: summary.id,
      wanted: `an id that is not ${other} with the name of a layer`,
      fix: 'Give one of the two tenants another id.',
    };
    yield [summary, problem];
  }
}

/** Tenants that the documents of `fleet/` name. */
function fleetReferences({ fleet, documents }: JoinedFleet, byId: ReadonlyMap<string, TenantSummary>): Finding[] {
  const findings: Finding[] = [];
  const refer = (
    file: string,
    pointer: string,
    { policy, name, path }: { policy: string; name: string; path: string },
  ) => {
    if (byId.has(name)) return;
    const place: Place = documents.get(file)?.locate(pointer) ?? { file, line: 1, column: 1 };
    const wanted = 'a tenant that exists';
    const problem = reference({ policy, path, found: name, wanted, name, byId });
    findings.push(findingOf({ ...problem, pointer, place, wanted }, subjectOfFile(file)));
  };
  for (const [index, { tenant }] of (fleet?.exceptions ?? []).entries()) {
    refer('fleet/exceptions.ts', `/${index}/tenant`, {
      policy: 'exception-tenant',
      name: tenant,
      path: `[${index}].tenant`,
    });
  }
  const clusters = documents.get('fleet/clusters.ts')?.value;
  for (const [index, written] of (Array.isArray(clusters) && fleet !== undefined ? clusters : []).entries()) {
    const { dedicatedTo } = written as { readonly dedicatedTo?: string };
    if (dedicatedTo === undefined) continue;
    refer('fleet/clusters.ts', `/${index}/dedicatedTo`, {
      policy: 'dedicated-tenant',
      name: dedicatedTo,
      path: `[${index}].dedicatedTo`,
    });
  }
  return findings;
}

interface Reference {
  readonly policy: string;
  readonly path: string;
  readonly found: string;
  readonly wanted: string;
  readonly name: string;
  readonly byId: ReadonlyMap<string, TenantSummary>;
}

function reference({ policy, path, found, wanted, name, byId }: Reference): {
  policy: string;
  message: string;
  value: string;
  fix: string;
} {
  const meant = byId.has(name) ? undefined : nearestName(name, byId.keys());
  return {
    policy,
    message: `${path} is ${found}, must be ${wanted}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    value: found,
    fix: meant === undefined ? `Name ${wanted}.` : `Write ${meant}.`,
  };
}
