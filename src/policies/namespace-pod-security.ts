/** Demands that a tenant's namespace lets the API server enforce the restricted Pod Security Standard. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

const prefix = 'pod-security.kubernetes.io/';

export const namespacePodSecurity: StackPolicy = {
  id: 'namespace-pod-security',
  family: 'tenant',
  severity: 'error',
  title: "A tenant's namespace enforces the restricted Pod Security Standard of its cluster's version",
  why: 'Manifests are checked before they are applied; pods that operators and controllers make are not in them. The labels of the namespace are what holds these to the same level.',
  fix: 'Keep the labels `pod-security.kubernetes.io/enforce: restricted` and `enforce-version` with the version of the cluster.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.1'], nsa: ['Pod security enforcement'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const wanted = { enforce: 'restricted', 'enforce-version': `v${tenant.cluster.kubernetes}` };
    for (const object of objectsOfKind(inventory, 'Namespace of v1')) {
      const labels = labelsOf(object.manifest);
      for (const [name, value] of Object.entries(wanted)) {
        const found = labels[`${prefix}${name}`];
        if (found === value) continue;
        yield {
          object,
          pointer: `/metadata/labels/${prefix.replace('/', '~1')}${name}`,
          message: `label ${prefix}${name} is ${describeValue(found)}, must be ${JSON.stringify(value)}`,
        };
      }
    }
  },
};

function labelsOf({ metadata }: JsonObject): JsonObject {
  const labels = isObject(metadata) ? metadata['labels'] : undefined;
  return isObject(labels) ? labels : {};
}
