/** Refuses pods of a tenant that choose nodes which are not for them. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject, listOf } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { type Placement, placementsIn } from './placements.ts';
import { describeValue, podsIn } from './pod-template.ts';

/** Labels, and taints, of the nodes on which the cluster's own control runs. */
const controlPlane = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);
const hostname = 'kubernetes.io/hostname';

type Fault = readonly [pointer: string, message: string];

export const nodePlacement: StackPolicy = {
  id: 'node-placement',
  family: 'tenant',
  severity: 'error',
  title: 'No pod of a tenant chooses a node by name, one of the control plane, or one of another tenant',
  why: 'A pod that names its node passes the scheduler and every taint, and beside the control plane a broken container owns the cluster. A DaemonSet stands on every node, those of other tenants among them, and another runtime may be one that isolates less.',
  fix: 'Remove the field and leave the choice to the scheduler; nodes of the own tenant come from `isolation` in the spec.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.1'], nsa: ['Worker node segmentation'] },
  *check(inventory): Iterable<Violation> {
    const { tenant, fleet } = inventory;
    if (!tenant) return;
    const own = { key: `${fleet?.spec.labelPrefix ?? 'fleet.aos'}/tenant`, id: tenant.spec.id };
    for (const object of objectsOfKind(inventory, 'DaemonSet of apps/v1'))
      yield {
        object,
        pointer: '/kind',
        message: 'the kind is DaemonSet, must be one whose pods do not stand on every node',
      };
    for (const { object, spec, pointer } of podsIn(inventory)) {
      for (const field of ['nodeName', 'runtimeClassName', 'schedulerName'] as const) {
        const value = spec[field] ?? '';
        if (value === '' || (field === 'schedulerName' && value === 'default-scheduler')) continue;
        const wanted = field === 'runtimeClassName' ? 'unset, since the cluster declares no other runtime' : 'unset';
        yield {
          object,
          pointer: `${pointer}/spec/${field}`,
          message: `${field} is ${describeValue(value)}, must be ${wanted}`,
        };
      }
    }
    for (const placement of placementsIn(inventory)) {
      const { object } = placement;
      // For tier `node` the selector is judged by dedicated-nodes.
      const selects = selectorFaults(placement, tenant.spec.isolation === 'node' ? undefined : own);
      for (const [pointer, message] of [...selects, ...tolerationFaults(placement), ...affinityFaults(placement, own)])
        yield { object, pointer, message };
    }
  },
};

interface Owner {
  readonly key: string;
  readonly id: string;
}

function* selectorFaults({ value, pointer }: Placement, own: Owner | undefined): Generator<Fault> {
  const selector = isObject(value['nodeSelector']) ? value['nodeSelector'] : {};
  for (const [label, wanted] of Object.entries(selector)) {
    const at = `${pointer}/nodeSelector/${escapeKey(label)}`;
    if (isReserved(label)) yield [at, `the node selector has ${label}, must leave it out`];
    else if (own !== undefined && label === own.key && wanted !== own.id)
      yield [at, `the node selector's ${label} is ${describeValue(wanted)}, must be ${JSON.stringify(own.id)}`];
  }
}

/** A toleration of every taint is refused by dedicated-nodes. */
function* tolerationFaults({ value, pointer }: Placement): Generator<Fault> {
  for (const [index, toleration] of listOf(value['tolerations']).entries()) {
    const taint = isObject(toleration) ? toleration['key'] : undefined;
    if (typeof taint === 'string' && controlPlane.has(taint))
      yield [`${pointer}/tolerations/${index}`, `the pod tolerates ${taint}, must not run beside the control plane`];
  }
}

function* affinityFaults({ nodeAffinity, affinityPointer }: Placement, own: Owner): Generator<Fault> {
  const required = nodeAffinity['requiredDuringSchedulingIgnoredDuringExecution'];
  const terms = isObject(required) ? listOf(required['nodeSelectorTerms']) : [];
  for (const [index, term] of terms.entries()) {
    const at = `${affinityPointer}/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/${index}`;
    yield* termFaults(term, at, own);
  }
  const preferred = listOf(nodeAffinity['preferredDuringSchedulingIgnoredDuringExecution']);
  for (const [index, preference] of preferred.entries()) {
    const at = `${affinityPointer}/preferredDuringSchedulingIgnoredDuringExecution/${index}/preference`;
    yield* termFaults(isObject(preference) ? (preference['preference'] ?? null) : null, at, own);
  }
}

function* termFaults(term: Json, pointer: string, own: Owner): Generator<Fault> {
  if (!isObject(term)) return;
  if (listOf(term['matchFields']).length > 0)
    yield [
      `${pointer}/matchFields`,
      'nodes are chosen by matchFields, which knows only their names, must be by labels',
    ];
  for (const [index, expression] of listOf(term['matchExpressions']).entries()) {
    if (!isObject(expression) || avoids(expression)) continue;
    const { key, values } = expression;
    const at = `${pointer}/matchExpressions/${index}`;
    if (typeof key === 'string' && isReserved(key)) yield [at, `nodes are chosen by ${key}, must be by another label`];
    const isOwn = expression['operator'] === 'In' && listOf(values).every((each) => each === own.id);
    if (key === own.key && !isOwn)
      yield [at, `nodes are chosen by ${key} ${describeValue(values)}, must be by ${JSON.stringify(own.id)} alone`];
  }
}

function avoids({ operator }: JsonObject): boolean {
  return operator === 'NotIn' || operator === 'DoesNotExist';
}

function isReserved(label: string): boolean {
  return label === hostname || controlPlane.has(label);
}
