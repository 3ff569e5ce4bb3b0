/** Reads the documents of `fleet/` one by one: what is right is there, whatever is wrong with the rest. */
import type { Cluster, Exception, Release, Ring } from '../model/fleet.ts';
import { compareFindings, compareText, type Finding } from '../model/finding.ts';
import type { ResolvedFleetSpec, ResolvedPriceSpec, ResolvedTenantSpec, ResolvedTrustedSpecs } from '../model/specs.ts';
import type { Module } from './evaluation.ts';
import type { FleetFiles } from './list-files.ts';
import type { Modules } from './modules.ts';
import { clusterNetworks, type Network } from './networks.ts';
import { type DocumentKind, findingOf, type Problem, subjectOf } from './problem.ts';
import { documentFile, readDocument, readSpec, type ReadDocument, type SpecName } from './read-document.ts';
import { readSource } from './read-source.ts';
import { readYaml } from './read-yaml.ts';
import type { LocatedDocument } from './source-value.ts';

/** What is known of the fleet. A part is absent when its document is missing or wrong. */
export interface FleetParts {
  readonly spec?: ResolvedFleetSpec;
  readonly clusters?: ReadonlyMap<string, Cluster>;
  readonly rings?: readonly Ring[];
  readonly exceptions?: readonly Exception[];
  readonly prices?: ResolvedPriceSpec;
  readonly trusted?: ResolvedTrustedSpecs;
  /** By cluster: where none of its tenants may open a way to. */
  readonly networks: ReadonlyMap<string, readonly Network[]>;
  readonly releases: ReadonlyMap<string, Release>;
  /** Ids of all releases that have a file, right or wrong. */
  readonly releaseIds: ReadonlySet<string>;
  /** By file; with the places of their values. */
  readonly documents: ReadonlyMap<string, LocatedDocument>;
  /** What is wrong with the documents and with the modules of `tenants/shared/`. */
  readonly findings: readonly Finding[];
}

const kinds: Readonly<Record<string, DocumentKind>> = {
  'fleet/clusters.ts': 'Clusters',
  'fleet/exceptions.ts': 'Exceptions',
  'fleet/fleet.ts': 'Fleet',
  'fleet/prices.ts': 'Prices',
  'fleet/rings.ts': 'Rings',
  'fleet/trusted.ts': 'TrustedParts',
};

export function readFleetParts(root: string, files: FleetFiles, modules: Modules): FleetParts {
  const findings: Finding[] = [];
  const documents = new Map<string, LocatedDocument>();
  const add = (file: string, problems: readonly Problem[]) => {
    const subject = subjectOfFile(file);
    for (const problem of problems) findings.push(findingOf(problem, subject));
  };
  const keep = <Name extends Parameters<typeof readDocument>[0]>(file: string, read: ReadDocument<Name>) => {
    if (read.document !== undefined) documents.set(file, read.document);
    add(file, read.problems);
    return read.value;
  };
  const spec = <Name extends SpecName>(name: Name, required: boolean) => {
    const file = `fleet/${name}.ts`;
    if (files.fleet.includes(file)) return keep(file, readSpec(name, modules.shared(file)));
    if (required) add(file, [missingFile(file)]);
    return undefined;
  };

  for (const problem of files.problems) add(problem.place.file, [problem]);
  for (const file of [...files.fleet, ...files.shared]) {
    if (file in kinds) continue;
    const module = modules.shared(file);
    add(file, [...module.problems, ...misplacedDocument(module)]);
  }
  const fleet = spec('fleet', true);
  const clusters = spec('clusters', true);
  const rings = spec('rings', true);
  const exceptions = files.fleet.includes('fleet/exceptions.ts') ? spec('exceptions', false) : [];
  const prices = spec('prices', false);
  const trusted = spec('trusted', false);

  const releases = new Map<string, Release>();
  if (files.releases.length === 0) add('fleet/releases', [missingFile('fleet/releases/<id>.yaml')]);
  for (const file of files.releases) {
    const value = keep(file, readRelease(root, file));
    if (value !== undefined) releases.set(nameOf(file), { ...value, id: nameOf(file) });
  }
  return {
    ...(fleet !== undefined && { spec: fleet }),
    ...(clusters !== undefined && { clusters: byName(clusters) }),
    ...(rings !== undefined && { rings }),
    ...(exceptions !== undefined && { exceptions }),
    ...(prices !== undefined && { prices }),
    ...(trusted !== undefined && { trusted }),
    networks: new Map((clusters ?? []).map((cluster) => [cluster.name, clusterNetworks(cluster)])),
    releases,
    releaseIds: new Set(files.releases.map(nameOf)),
    documents,
    findings: findings.toSorted(compareFindings),
  };
}

/** The release that a tenant's pin or ring selects; undefined when it is in no ring that is known. */
export function releaseIdOf(
  { pin, ring }: Pick<ResolvedTenantSpec, 'pin' | 'ring'>,
  rings: readonly Ring[] | undefined,
): string | undefined {
  return pin?.release ?? rings?.find(({ name }) => name === ring)?.release;
}

/** Sorted by name; of two with one name the first, since the duplicate is reported. */
function byName(clusters: readonly Cluster[]): ReadonlyMap<string, Cluster> {
  const sorted = clusters.toSorted((a, b) => compareText(a.name, b.name));
  return new Map(
    sorted
      .toReversed()
      .map((cluster) => [cluster.name, cluster] as const)
      .toReversed(),
  );
}

function readRelease(root: string, file: string): ReadDocument<'release'> {
  const read = readSource(root, file);
  if ('problem' in read) return { problems: [read.problem] };
  const { root: value, problems } = readYaml(read.source);
  return value === undefined ? { problems } : readDocument('release', file, value);
}

export function subjectOfFile(file: string): ReturnType<typeof subjectOf> {
  if (file.startsWith('fleet/releases/')) return subjectOf('Release', nameOf(file));
  const kind = kinds[file];
  return kind === undefined ? subjectOf('Module', file) : subjectOf(kind, nameOf(file));
}

/** The file's name without folder and ending. */
export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.(ts|yaml)$/, '');
}

/** A spec in a file that nothing reads as one would be left out silently. */
function misplacedDocument({ file, exports }: Module): readonly Problem[] {
  const root = exports.get('default');
  if (root?.definedBy === undefined) return [];
  const wanted = documentFile(root.definedBy, nameOf(file));
  return [
    {
      policy: 'spec-file',
      place: root.source.placeOf(root.start),
      message: `${file} is made by ${root.definedBy}, must be ${wanted}`,
      value: file,
      wanted,
      fix: `Move it to ${wanted}.`,
    },
  ];
}

function missingFile(file: string): Problem {
  return {
    policy: 'spec-file',
    place: { file: file.replace('/<id>.yaml', ''), line: 1, column: 1 },
    message: `${file} is missing, must exist`,
    wanted: file,
    fix: `Add ${file}.`,
  };
}
