/** Refuses rules and dashboards of a tenant that read the series of another. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { readPromql } from './promql.ts';
import { dashboardsOf, promqlPlaces, type PromqlPlace } from './promql-places.ts';

export const promqlOwnTenant: StackPolicy = {
  id: 'promql-own-tenant',
  family: 'tenant',
  severity: 'error',
  title: "A tenant's rules and dashboards read only its own series",
  why: 'All tenants of a cluster share one Prometheus. A selector without the namespace shows the load, the domains and the troubles of other agencies, and an alert could speak for them.',
  fix: 'Add the matcher of the namespace to each selector, and to each rule the label `namespace`.',
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)'], nsa: ['Network separation and hardening'] },
  *check({ objects, tenant }): Generator<Violation> {
    if (!tenant) return;
    const own = `tenant-${tenant.spec.id}`;
    for (const place of promqlPlaces(objects)) {
      yield* foreignSelectors(place, own);
      if (place.rule !== undefined) yield* foreignLabels(place, place.rule, own);
    }
    for (const object of objects) yield* hiddenQueries(object);
  },
};

function* foreignSelectors({ object, expression, pointer, panel }: PromqlPlace, own: string): Generator<Violation> {
  const place = panel === undefined ? '' : ` in panel ${JSON.stringify(panel)}`;
  for (const selector of readPromql(expression, own).foreign) {
    const message = `${selector}${place} selects series of any tenant, must demand namespace="${own}"`;
    yield { object, pointer, message };
  }
}

/** What a rule makes carries its labels: by them an alert would be taken for another tenant's. */
function* foreignLabels({ object, pointer }: PromqlPlace, rule: JsonObject, own: string): Generator<Violation> {
  const labels = isObject(rule['labels']) ? rule['labels'] : {};
  if (labels['namespace'] === own) return;
  const found = labels['namespace'] === undefined ? 'not set' : JSON.stringify(labels['namespace']);
  const message = `label namespace is ${found}, must be ${JSON.stringify(own)}`;
  yield { object, pointer: pointer.replace(/expr$/, 'labels'), message };
}

/** Variables and annotations of a dashboard query too, in ways of their own; only the choice of a data source does not. */
function* hiddenQueries(object: InventoryObject): Generator<Violation> {
  for (const { pointer, dashboard } of dashboardsOf(object)) {
    if (dashboard === undefined) {
      yield { object, pointer, message: 'the dashboard is no JSON object, must be one' };
      continue;
    }
    for (const variable of listIn(dashboard['templating'])) {
      if (variable['type'] === 'datasource') continue;
      const message = `variable ${JSON.stringify(variable['name'] ?? '')} has type ${JSON.stringify(variable['type'] ?? '')}, must be "datasource"`;
      yield { object, pointer, message };
    }
    if (listIn(dashboard['annotations']).length === 0) continue;
    yield { object, pointer, message: 'the dashboard has annotations that query by themselves, must have none' };
  }
}

function listIn(value: Json | undefined): readonly JsonObject[] {
  const list = isObject(value) ? value['list'] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
