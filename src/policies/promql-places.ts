/** Where PromQL stands in manifests: in rules, and in the dashboards of Grafana. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';

export interface PromqlPlace {
  readonly object: InventoryObject;
  readonly expression: string;
  /** JSON pointer of the text in the manifest. */
  readonly pointer: string;
  /** The panel of a dashboard, for messages. */
  readonly panel?: string;
  /** The rule, when it is one. */
  readonly rule?: JsonObject;
}

/** Every expression of a stack, in the order of its objects. */
export const promqlPlaces: (objects: readonly InventoryObject[]) => readonly PromqlPlace[] = remember((objects) =>
  objects.flatMap((object) => [...rulesOf(object), ...dashboardQueries(object)]),
);

/** Rules of a PrometheusRule; one without an expression is refused by its schema. */
function* rulesOf(object: InventoryObject): Generator<PromqlPlace> {
  const { kind, spec } = object.manifest;
  if (kind !== 'PrometheusRule' || !isObject(spec)) return;
  for (const [group, { rules }] of listOf(spec['groups']).entries()) {
    for (const [index, rule] of listOf(rules).entries()) {
      const expression = String(rule['expr'] ?? '');
      yield { object, rule, expression, pointer: `/spec/groups/${group}/rules/${index}/expr` };
    }
  }
}

export interface DashboardFile {
  /** JSON pointer of the text in the ConfigMap. */
  readonly pointer: string;
  /** The decoded dashboard; undefined when the text is no JSON object. */
  readonly dashboard: JsonObject | undefined;
}

/** Grafana reads the files of a ConfigMap that end in `.json`. */
export const dashboardsOf: (object: InventoryObject) => readonly DashboardFile[] = remember(({ manifest }) => {
  if (manifest['kind'] !== 'ConfigMap' || !isObject(manifest['data'])) return [];
  return Object.entries(manifest['data'])
    .filter(([name]) => name.endsWith('.json'))
    .map(([name, text]) => ({
      pointer: `/data/${escapeKey(name)}`,
      dashboard: decoded(String(text)),
    }));
});

function* dashboardQueries(object: InventoryObject): Generator<PromqlPlace> {
  for (const { pointer, dashboard } of dashboardsOf(object)) {
    if (dashboard === undefined) continue;
    for (const { expression, panel } of queriesIn(dashboard, '')) yield { object, expression, pointer, panel };
  }
}

/** Every text under a key `expr`, wherever it stands, with the title of what is around it. */
function* queriesIn(value: Json, title: string): Generator<{ readonly expression: string; readonly panel: string }> {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) yield* queriesIn(item, title);
  else if (isObject(value)) {
    const own = typeof value['title'] === 'string' ? value['title'] : title;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'expr' && typeof inner === 'string') yield { expression: inner, panel: own };
      else yield* queriesIn(inner, own);
    }
  }
}

function decoded(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
