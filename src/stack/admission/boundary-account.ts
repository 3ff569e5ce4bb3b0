/** Admission: the account that applies boundaries writes in tenants' namespaces alone, which its role cannot say. */
import { boundaryReconciler, fluxNamespace } from '../names.ts';
import { boundaryRules } from '../flux/boundary-account.ts';
import type { AdmissionRule, Resources } from './admission-policy.ts';

export const boundaryAccount: AdmissionRule = ({ cluster }) => ({
  id: 'boundary-account',
  repeats: 'none',
  message: `the account ${boundaryReconciler} must write in namespaces of tenants only`,
  resources: writtenBy(cluster),
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  scope: 'cluster',
  when: {
    'by-the-boundary': `request.userInfo.username == 'system:serviceaccount:${fluxNamespace}:${boundaryReconciler}'`,
  },
  variables: {
    // The namespace, or the name of what has none, such as a NodePool.
    name: "request.?name.orValue('')",
    place: "request.?namespace.orValue('') != '' ? request.namespace : variables.name",
  },
  faults: `variables.place.startsWith('tenant-') ? [] :
    ['${fluxNamespace}/${boundaryReconciler} writes ' + request.kind.kind + ' ' + strings.quote(variables.name) + ' in ' +
      strings.quote(variables.place) + ', must write in namespaces that begin with tenant-']`,
});

/** What its role lets it change, once for each group. */
function writtenBy(cluster: Parameters<typeof boundaryRules>[0]): readonly Resources[] {
  const written = new Map<string, Set<string>>();
  for (const { apiGroups, resources, verbs } of boundaryRules(cluster)) {
    if (!verbs.some((verb) => verb === 'create' || verb === 'patch' || verb === 'delete')) continue;
    for (const group of apiGroups) {
      const known = written.get(group) ?? new Set();
      written.set(group, new Set([...known, ...resources]));
    }
  }
  return [...written]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, resources]) => ({ apiGroups: [group], apiVersions: ['*'], resources: [...resources].sort() }));
}
