/** What of an object can matter to another tenant: equal keys mean that both behave the same towards all others. */
import { compareText } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { networksOf } from '../model/networks.ts';
import { type AddressRange, contains, overlap, parseCidr } from '../model/address-range.ts';
import { isWorkload } from './read-pods.ts';
import { isPlaceholder } from './tenant-shape.ts';

/** The labels that selectors ask for, with the values that they name. */
export type AskedLabels = ReadonlyMap<string, ReadonlySet<string>>;

export interface KeyContext {
  readonly asked: AskedLabels;
  /** Where addresses mean something of the fleet; all others are alike. */
  readonly networks: readonly AddressRange[];
  /** Ids of tenants, which others may mean by their own name. */
  readonly ids: ReadonlySet<string>;
}

/** Labels by which the proof itself tells pods apart. */
const alwaysAsked = new Set(['app.kubernetes.io/component', 'app.kubernetes.io/name', 'cnpg.io/cluster']);
const selectors = new Set(['matchLabels', 'nodeSelector', 'selector']);
/** No value of a label, and no block of addresses. */
const other = '\uE000other\uE000';

/** By all objects together, since a policy of one tenant may ask for labels of another. */
export function askedLabels(manifests: Iterable<JsonObject>): AskedLabels {
  const asked = new Map<string, Set<string>>();
  const ask = (key: string, values: readonly Json[]): void => {
    const known = asked.get(key) ?? new Set();
    for (const value of values) if (typeof value === 'string') known.add(value);
    asked.set(key, known);
  };
  const visit = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) visit(item);
    if (!isObject(value)) return;
    for (const [field, inner] of Object.entries(value)) {
      if (selectors.has(field) && isObject(inner)) {
        for (const [key, label] of Object.entries(inner)) ask(key, [label]);
      } else if (field === 'matchExpressions' && Array.isArray(inner)) {
        for (const one of inner as readonly Json[]) {
          if (!isObject(one) || typeof one['key'] !== 'string') continue;
          ask(one['key'], Array.isArray(one['values']) ? (one['values'] as readonly Json[]) : []);
        }
      }
      visit(inner);
    }
  };
  for (const manifest of manifests) visit(manifest);
  return asked;
}

/** The networks of all clusters, and the addresses that are declared for what they share. */
export function knownNetworks({ clusters }: Fleet): readonly AddressRange[] {
  const all = [...clusters.values()];
  const own = all.flatMap(networksOf).map(({ cidr }) => cidr);
  const stores = all.flatMap(({ objectStore }) => objectStore?.cidrs ?? []);
  return [...own, ...stores].flatMap((text) => parseCidr(text) ?? []);
}

/** Names of policies and workloads, labels that nobody asks for and addresses outside of the fleet are left out. */
export function objectKey(manifest: JsonObject, context: KeyContext): string {
  const essential = withoutDetails(manifest, context) as JsonObject;
  const { metadata } = essential;
  if (!isObject(metadata) || !(manifest['kind'] === 'NetworkPolicy' || isWorkload(manifest)))
    return JSON.stringify(essential);
  const { name, ...rest } = metadata;
  // An object without a readable name is refused.
  if (typeof name !== 'string' || name === '') return JSON.stringify(essential);
  return JSON.stringify({ ...essential, metadata: rest });
}

/** With the fields of each object in one order. */
function withoutDetails(value: Json, context: KeyContext): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutDetails(item, context));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareText(a, b))
      .map(([field, inner]): [string, Json] => {
        if (field === 'ipBlock' && isElsewhere(inner, context.networks)) return [field, other];
        // Without named ports there is nothing to tell containers apart by.
        if (field === 'containers' || field === 'initContainers') return [field, withPorts(inner)];
        const isLabels = field === 'labels' && isObject(inner);
        return [field, withoutDetails(isLabels ? askedOnly(inner, context) : inner, context)];
      }),
  );
}

function withPorts(containers: Json): Json {
  if (!Array.isArray(containers)) return containers;
  return containers.filter((one: Json) => !isObject(one) || one['ports'] !== undefined);
}

function askedOnly(labels: JsonObject, { asked, ids }: KeyContext): JsonObject {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]): [string, Json][] => {
      if (alwaysAsked.has(key) || typeof value !== 'string') return [[key, value]];
      // Where a tenant asks for its own name, or for a label of that name, a placeholder stands in what is asked.
      if (ids.has(key) || ids.has(value) || value.startsWith('tenant-')) return [[key, value]];
      const values = asked.get(key);
      // Names of the tenant itself are compared with those of others.
      return values ? [[key, values.has(value) || isPlaceholder(value) ? value : other]] : [];
    }),
  );
}

function isElsewhere(block: Json, networks: readonly AddressRange[]): boolean {
  if (!isObject(block) || typeof block['cidr'] !== 'string') return false;
  const range = parseCidr(block['cidr']);
  if (!range || networks.some((network) => overlap(network, range))) return false;
  // What is refused is kept, so that it is refused.
  const { cidr: _, except = [], ...unknown } = block;
  return (
    Object.keys(unknown).length === 0 &&
    Array.isArray(except) &&
    except.every((one: Json) => {
      const hole = typeof one === 'string' ? parseCidr(one) : undefined;
      return hole !== undefined && contains(range, hole) && !contains(hole, range);
    })
  );
}
