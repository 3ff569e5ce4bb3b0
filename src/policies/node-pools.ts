/** Demands that the nodes which a tenant orders are its own, and of the cluster's kind. */
import type { Tenant } from '../model/fleet.ts';
import { isObject, type Json, type JsonObject, listOf, refOf } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

type Fault = readonly [pointer: string, message: string];

export const nodePools: StackPolicy = {
  id: 'node-pools',
  family: 'tenant',
  severity: 'error',
  title: "The nodes that a tenant orders carry its own label and taint, and are of the cluster's class",
  why: "Nodes with another tenant's label take in that tenant's pods. Nodes without a taint take in anybody's, and of another class they may have open disks or an identity with more rights.",
  fix: "Label and taint the node pool with the tenant's id, and name the node class of `karpenter` in `fleet/clusters.ts`. The generator does.",
  controls: { hipaa: ['164.312(a)(1)', '164.310(a)(1)'], nsa: ['Worker node segmentation'] },
  *check(inventory): Iterable<Violation> {
    const { tenant, fleet } = inventory;
    if (!tenant) return;
    const key = `${fleet?.spec.labelPrefix ?? 'fleet.aos'}/tenant`;
    for (const object of objectsOfKind(inventory, 'NodePool of karpenter.sh/v1')) {
      for (const [pointer, message] of faultsOf(object.manifest, tenant, key)) yield { object, pointer, message };
    }
  },
};

function* faultsOf(manifest: JsonObject, { spec: { id, isolation }, cluster }: Tenant, key: string): Generator<Fault> {
  if (isolation !== 'node' || cluster.karpenter === undefined) {
    const why = isolation === 'node' ? 'the cluster has no Karpenter' : `the tier is ${isolation}`;
    yield ['', `a NodePool is given, must be left out, since ${why}`];
    return;
  }
  const { name } = refOf(manifest);
  if (name !== `tenant-${id}`) yield ['/metadata/name', must('the name', name, `tenant-${id}`)];
  const template = inner(inner(manifest['spec'], 'template'), 'spec');
  const metadata = inner(inner(manifest['spec'], 'template'), 'metadata');
  const label = inner(inner(metadata, 'labels'), key);
  const at = '/spec/template';
  if (label !== id) yield [`${at}/metadata/labels`, must(`the label ${key}`, label, id)];
  const taints = listOf(inner(template, 'taints')).filter((taint) => inner(taint, 'key') === key);
  const keepsOut = taints.some(
    (taint) => inner(taint, 'value') === id && ['NoSchedule', 'NoExecute'].includes(String(inner(taint, 'effect'))),
  );
  if (!keepsOut || taints.some((taint) => inner(taint, 'value') !== id)) {
    const found = taints.map((taint) => `${String(inner(taint, 'value'))}:${String(inner(taint, 'effect'))}`);
    yield [`${at}/spec/taints`, `the taint ${key} is ${found.join(', ') || 'unset'}, must be ${id}:NoSchedule`];
  }
  // A requirement with a single value is a label of the nodes too.
  for (const [index, requirement] of listOf(inner(template, 'requirements')).entries()) {
    if (inner(requirement, 'key') !== key) continue;
    const values = listOf(inner(requirement, 'values'));
    if (inner(requirement, 'operator') === 'In' && values.length > 0 && values.every((each) => each === id)) continue;
    yield [`${at}/spec/requirements/${index}`, must(`the requirement ${key}`, inner(requirement, 'values'), id)];
  }
  for (const [field, wanted] of Object.entries(cluster.karpenter.nodeClass)) {
    const found = inner(inner(template, 'nodeClassRef'), field);
    if (found !== wanted) yield [`${at}/spec/nodeClassRef/${field}`, must(`the node class's ${field}`, found, wanted)];
  }
}

function must(what: string, found: Json | undefined, wanted: string): string {
  return `${what} is ${describeValue(found)}, must be ${JSON.stringify(wanted)}`;
}

function inner(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined;
}
