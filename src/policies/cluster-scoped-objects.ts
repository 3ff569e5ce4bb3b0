/** Refuses objects of a tenant that belong to the whole cluster. */
import { refOf } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { scopeOf } from './kind-scope.ts';

export const clusterScopedObjects: StackPolicy = {
  id: 'cluster-scoped-objects',
  family: 'tenant',
  severity: 'error',
  title: 'A tenant has no object of the whole cluster but its namespace and its nodes',
  why: 'What stands in no namespace is shared: a webhook, a role or a storage class of one tenant changes what all others are.',
  fix: 'Leave it out of the stack. What all tenants need is made once, with the platform.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.308(a)(4)'],
    cis: ['5.6.1'],
    nsa: ['Namespaces', 'Role-based access control'],
  },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    const own = new Set([
      'Namespace of v1',
      ...(tenant.spec.isolation === 'node' ? ['NodePool of karpenter.sh/v1'] : []),
    ]);
    const ownName = `tenant-${tenant.spec.id}`;
    for (const object of objects) {
      const { manifest } = object;
      const scope = scopeOf(manifest);
      if (scope === 'namespace') continue;
      const { apiVersion, kind, name, namespace = '' } = refOf(manifest);
      // A kind that is not known may be either; without a namespace it is taken for the worse.
      if (scope === undefined && namespace !== '') continue;
      if (own.has(`${kind} of ${apiVersion}`) && name === ownName) continue;
      const wanted = [...own].map((type) => type.replace(/ of .*/, ''));
      yield {
        object,
        pointer: '',
        message: `${kind === '' ? 'an object of no kind' : kind} ${JSON.stringify(name)} belongs to the whole cluster, must be the ${wanted.join(' or ')} ${JSON.stringify(ownName)}`,
      };
    }
  },
};
