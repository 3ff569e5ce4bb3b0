/** Demands that each workload of several pods keeps some while nodes are drained, and lets go of some. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { labelsOf, requirementsOf, selects } from './label-selector.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue, podsIn } from './pod-template.ts';

/** Pods with the same labels. */
interface Workload {
  readonly object: InventoryObject;
  readonly name: string;
  readonly labels: JsonObject;
  /** How many stay, as long as the object does; 0 for jobs. */
  readonly replicas: number;
  /** Whether its operator makes a budget by itself. */
  readonly hasOwn: boolean;
  /** Where the number stands. */
  readonly pointer: string;
}

export const disruptionBudgets: StackPolicy = {
  id: 'disruption-budgets',
  family: 'tenant',
  severity: 'error',
  title: 'Each workload of several pods has one disruption budget, for it alone, that lets pods go',
  why: 'Without a budget a drained node takes all pods at once. One that lets none go, or two for one pod, holds up every drain: nodes are not renewed, and security updates wait.',
  fix: 'Give each Deployment of several replicas a PodDisruptionBudget with `maxUnavailable: 1` that selects its pods.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], nsa: ['Upgrading and application security practices'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const budgets = objectsOfKind(inventory, 'PodDisruptionBudget of policy/v1');
    const workloads = workloadsIn(inventory);
    for (const budget of budgets) yield* budgetFaults(budget, workloads);
    for (const workload of workloads) {
      if (workload.replicas < 2) continue;
      const names = budgets
        .filter(({ manifest }) => isSelected(manifest, workload) !== false)
        .map(({ manifest }) => refOf(manifest).name);
      const all = [...names, ...(workload.hasOwn ? ['that of its operator'] : [])];
      if (all.length === 1) continue;
      const found = all.length === 0 ? 'no disruption budget' : `disruption budgets ${all.join(' and ')}`;
      yield {
        object: workload.object,
        pointer: workload.pointer,
        message: `${workload.name} has ${workload.replicas} pods and ${found}, must have one`,
      };
    }
  },
};

function workloadsIn(inventory: Inventory): readonly Workload[] {
  const templates = podsIn(inventory).map(({ object, metadata }): Workload => {
    const { kind, name } = refOf(object.manifest);
    const isSteady = kind === 'Deployment' || kind === 'StatefulSet';
    return {
      object,
      name: `${kind} ${name}`,
      labels: objectIn(metadata, 'labels'),
      replicas: isSteady ? countIn(objectIn(object.manifest, 'spec'), 'replicas') : 0,
      hasOwn: false,
      pointer: '/spec/replicas',
    };
  });
  const databases = objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1').map((object): Workload => {
    const { name } = refOf(object.manifest);
    const spec = objectIn(object.manifest, 'spec');
    return {
      object,
      name: `Cluster ${name}`,
      labels: { ...objectIn(objectIn(spec, 'inheritedMetadata'), 'labels'), 'cnpg.io/cluster': name },
      replicas: countIn(spec, 'instances'),
      hasOwn: spec['enablePDB'] !== false,
      pointer: '/spec/enablePDB',
    };
  });
  return [...templates, ...databases];
}

function* budgetFaults(object: InventoryObject, workloads: readonly Workload[]): Generator<Violation> {
  const spec = objectIn(object.manifest, 'spec');
  const selected = workloads.filter((workload) => isSelected(object.manifest, workload) !== false);
  if (selected.length !== 1) {
    const found = selected.length === 0 ? 'no workload' : selected.map(({ name }) => name).join(', ');
    yield {
      object,
      pointer: '/spec/selector',
      message: `the budget selects pods of ${found}, must select those of one workload`,
    };
    return;
  }
  const { name, replicas } = selected[0]!;
  if (replicas < 2) return;
  const { maxUnavailable = null, minAvailable = null } = spec;
  const isMost = maxUnavailable !== null;
  const amount = numberOf(isMost ? maxUnavailable : minAvailable, replicas);
  if (amount !== undefined && (isMost ? amount : replicas - amount) > 0) return;
  const field = isMost ? 'maxUnavailable' : 'minAvailable';
  yield {
    object,
    pointer: `/spec/${field}`,
    message: `${field} is ${describeValue(spec[field])} for the ${replicas} pods of ${name}, must let at least one go`,
  };
}

/** Percentages are rounded up, for both fields: pkg/controller/disruption. With neither field no pod may go. */
function numberOf(value: Json, replicas: number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : Math.ceil((Number(percent) * replicas) / 100);
}

function isSelected(budget: JsonObject, { object, labels }: Workload): boolean | undefined {
  if (refOf(budget).namespace !== refOf(object.manifest).namespace) return false;
  const { selector } = objectIn(budget, 'spec');
  // Without a selector a budget selects nothing; an empty one selects everything.
  if (selector === undefined || selector === null) return false;
  const requirements = requirementsOf(selector);
  const own = labelsOf(labels);
  return requirements && own ? selects(requirements, own) : undefined;
}

function countIn(spec: JsonObject, field: string): number {
  const count = spec[field];
  return typeof count === 'number' ? count : 1;
}

function objectIn(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  return isObject(value) ? value : {};
}
