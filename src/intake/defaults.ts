/** What is taken for granted about a new tenant, and among what people may choose. */
import type { Cluster, Fleet } from '../model/fleet.ts';
import { isObject } from '../model/manifest.ts';
import { documentSchemas } from '../schema/documents.ts';
import { type Draft, factOf, withFact } from './draft.ts';
import { type Fact, facts } from './facts.ts';

/** Of the fleet what answers depend on. */
export type Choices = Pick<Fleet, 'spec' | 'clusters' | 'rings'>;

/** What a fact may be, the best first; undefined for free text. */
export function choicesFor(fact: Fact, draft: Draft, fleet: Choices): readonly string[] | undefined {
  switch (fact.flag) {
    case 'class':
      return fleet.spec.phase === 'internal' ? ['internal', 'demo'] : ['external', 'internal', 'demo'];
    case 'data-classification':
      return draft['class'] === 'demo' ? ['internal', 'public'] : ['phi', 'pii', 'internal', 'public'];
    case 'residency':
      return [...new Set(fittingClusters(draft, fleet).map(({ region }) => region))];
    case 'cluster':
      return fittingClusters(draft, fleet).map(({ name }) => name);
    case 'isolation':
      return isDedicated(draft, fleet) ? ['cluster', 'namespace', 'node'] : ['namespace', 'node'];
    case 'ring':
      return ringsFor(draft, fleet);
    case 'plan':
      return documentSchemas.tenant.properties.plan.enum;
    default:
      return undefined;
  }
}

/**
 * The draft with what follows from it and the fleet, in the order of a spec. A choice between equals stays open: only a
 * person can tell two clusters apart.
 */
export function completed(draft: Draft, fleet: Choices): Draft {
  let full = draft;
  for (const fact of facts) {
    if (fact.isOptional || factOf(full, fact) !== undefined) continue;
    const chosen = defaultFor(fact, full, fleet);
    if (chosen !== undefined) full = withFact(full, fact, chosen);
  }
  if (full['contract'] === undefined) full = { ...full, contract: {} };
  const cluster = fleet.clusters.get(String(factOf(full, clusterFact)));
  const needsServer = cluster !== undefined && cluster.cloudnativePg === undefined && full['database'] === undefined;
  return needsServer ? { ...full, database: { engine: 'statefulset' } } : full;
}

/** Whether a fact has an answer without being asked for. */
export function defaultFor(fact: Fact, draft: Draft, fleet: Choices): string | undefined {
  const choices = choicesFor(fact, draft, fleet);
  if (fact.flag === 'residency' || fact.flag === 'cluster') return choices?.length === 1 ? choices[0] : undefined;
  return choices?.[0];
}

/** Without what is the default of the schema anyway, in the schema's order. */
export function minimal(draft: Draft): Draft {
  return withoutDefaults(draft, documentSchemas.tenant.properties);
}

function withoutDefaults(draft: Draft, properties: Readonly<Record<string, object>>): Draft {
  const known = Object.keys(properties).filter((name) => Object.hasOwn(draft, name));
  const unknown = Object.keys(draft).filter((name) => !Object.hasOwn(properties, name));
  const fields = [...known, ...unknown].flatMap((name) => {
    const value = draft[name]!;
    const schema = Object.hasOwn(properties, name) ? properties[name]! : {};
    if ('default' in schema && schema.default === value) return [];
    const inner = 'properties' in schema ? (schema.properties as Readonly<Record<string, object>>) : undefined;
    return [[name, inner !== undefined && isObject(value) ? withoutDefaults(value, inner) : value] as const];
  });
  return Object.fromEntries(fields);
}

const clusterFact = facts.find(({ flag }) => flag === 'cluster')!;

function fittingClusters(draft: Draft, { clusters }: Choices): readonly Cluster[] {
  const { id, contract, placement } = draft;
  const residency = isObject(contract) ? contract['residency'] : undefined;
  const named = isObject(placement) ? placement['cluster'] : undefined;
  const own = [...clusters.values()].filter(({ dedicatedTo }) => dedicatedTo !== undefined && dedicatedTo === id);
  const open = own.length > 0 ? own : [...clusters.values()].filter(({ dedicatedTo }) => dedicatedTo === undefined);
  const here = open.filter(({ region }) => residency === undefined || region === residency);
  const chosen = [...clusters.values()].filter(({ name }) => name === named);
  return chosen.length > 0 ? chosen : here;
}

function isDedicated(draft: Draft, fleet: Choices): boolean {
  const cluster = fleet.clusters.get(String(factOf(draft, clusterFact)));
  return cluster?.dedicatedTo !== undefined && cluster.dedicatedTo === draft['id'];
}

/** Our own tenants and demos meet a release first, customers last. */
function ringsFor(draft: Draft, { rings }: Choices): readonly string[] {
  const names = rings.map(({ name }) => name);
  return draft['class'] === 'external' ? names.toReversed() : names;
}
