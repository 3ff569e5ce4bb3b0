/** Refuses ClusterRoles whose rules come from, or go into, other roles. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

const aggregation = 'rbac.authorization.k8s.io/aggregate-to-';

export const rbacAggregation: StackPolicy = {
  id: 'rbac-aggregation',
  family: 'object',
  // Operators add what they define to `view` and `edit` in this way: often meant, always worth a look.
  severity: 'warning',
  title: 'No ClusterRole is made of others, or added to others, by labels',
  why: 'Everybody who holds `view`, `edit` or `admin` holds what is added to it from then on, in every namespace; and a role that gathers others by labels grants what anybody labels.',
  fix: 'Write the rules into the role that is bound, and bind it to whom it is for.',
  controls: { hipaa: ['164.308(a)(4)(ii)(B)'], cis: ['5.1.3'], nsa: ['Role-based access control'] },
  *check(inventory): Iterable<Violation> {
    for (const object of objectsOfKind(inventory, 'ClusterRole of rbac.authorization.k8s.io/v1')) {
      const { aggregationRule = null, metadata } = object.manifest;
      if (aggregationRule !== null) {
        const message = `aggregationRule is ${describeValue(aggregationRule)}, must be unset`;
        yield { object, pointer: '/aggregationRule', message };
      }
      const labels = isObject(metadata) && isObject(metadata['labels']) ? metadata['labels'] : {};
      for (const [key, value] of Object.entries(labels)) {
        if (!key.startsWith(aggregation) || value === 'false') continue;
        yield {
          object,
          pointer: `/metadata/labels/${escapeKey(key)}`,
          message: `label ${key} is ${describeValue(value)}, must be unset`,
        };
      }
    }
  },
};
