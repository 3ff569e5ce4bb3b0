/** A plan for programs: `schemas/plan.schema.json`. */
import type { ChangeClass, Plan, ShownChange } from '../model/plan.ts';
import { findingData } from './json.ts';

/** Grows when a program that reads the plan would have to change. New optional fields do not count. */
const version = 1;

// Every field is named here, as in a report: what the model has besides does not slip into the documented format.
export function planJson(plan: Plan): string {
  const { base, head, digest, tenants, platforms, objects, risks, cost, classes, others, findings, notes } = plan;
  const data = {
    version,
    base,
    head,
    digest,
    tenants,
    platforms,
    objects,
    risks,
    cost,
    classes: classes.map(classData),
    others,
    findings: findings.map(findingData),
    notes,
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function classData(one: ChangeClass): object {
  const { state, subjects, facts, risks, migration, unreadable, relabelled, objects } = one;
  return {
    state,
    subjects: subjects.map(({ tenant, cluster }) => ({ tenant, cluster })),
    facts,
    risks,
    migration,
    unreadable,
    relabelled,
    objects: objects.map(objectData),
  };
}

function objectData({ object, file, document, kind, fields, risks, effects }: ShownChange): object {
  const { apiVersion, kind: objectKind, namespace, name } = object;
  return { object: { apiVersion, kind: objectKind, namespace, name }, file, document, kind, fields, risks, effects };
}
