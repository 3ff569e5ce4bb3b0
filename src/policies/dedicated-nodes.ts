/** Demands that tenants meet on nodes only where their tier lets them. */
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { type Placement, placementsIn } from './placements.ts';
import { describeValue } from './pod-template.ts';

export const dedicatedNodes: StackPolicy = {
  id: 'dedicated-nodes',
  family: 'tenant',
  severity: 'error',
  title: 'Pods of tier `node` run on nodes of their tenant, and no pod on those of another',
  why: 'Whoever breaks out of a container owns its node. A tenant that was sold nodes of its own must be alone there, and a toleration of every taint opens them to anybody.',
  fix: "Select the nodes by the tenant's label and tolerate the tenant's own taint alone.",
  controls: { hipaa: ['164.312(a)(1)', '164.310(a)(1)'], cis: ['5.6.1'], nsa: ['Worker node segmentation'] },
  *check(inventory): Iterable<Violation> {
    const { tenant, fleet } = inventory;
    if (!tenant) return;
    const key = `${fleet?.spec.labelPrefix ?? 'fleet.aos'}/tenant`;
    for (const placement of placementsIn(inventory)) {
      if (tenant.spec.isolation === 'node') yield* notOnOwnNodes(placement, { key, id: tenant.spec.id });
      yield* toleratesOthers(placement, { key, id: tenant.spec.id });
    }
  },
};

interface Owner {
  readonly key: string;
  readonly id: string;
}

function* notOnOwnNodes({ object, value, pointer }: Placement, { key, id }: Owner): Generator<Violation> {
  const selected = isObject(value['nodeSelector']) ? value['nodeSelector'][key] : undefined;
  if (selected === id) return;
  yield {
    object,
    pointer: `${pointer}/nodeSelector`,
    specPointer: '/isolation',
    message: `the node selector's ${key} is ${describeValue(selected)}, must be ${JSON.stringify(id)} for tier node`,
  };
}

function* toleratesOthers({ object, value, pointer }: Placement, { key, id }: Owner): Generator<Violation> {
  const tolerations: readonly Json[] = Array.isArray(value['tolerations']) ? value['tolerations'] : [];
  for (const [index, toleration] of tolerations.entries()) {
    if (!isObject(toleration)) continue;
    const isAny = (toleration['key'] ?? '') === '';
    if (!isAny && toleration['key'] !== key) continue;
    if (!isAny && toleration['operator'] !== 'Exists' && toleration['value'] === id) continue;
    const found = isAny ? 'every taint' : `${key} ${describeValue(toleration['value'])}`;
    yield {
      object,
      pointer: `${pointer}/tolerations/${index}`,
      message: `the pod tolerates ${found}, must tolerate the taint of no other tenant than ${JSON.stringify(id)}`,
    };
  }
}
