/** Holds tenants apart on nodes as far as their tier promises. */
import { isObject, type Json } from '../model/manifest.ts';
import type { IsolationPolicy, IsolationViolation, TenantObjects } from '../model/isolation.ts';
import { type Placement, placementsIn } from './placements.ts';
import { alsoBetween } from './tenant-pairs.ts';

export const nodesBetweenTenants: IsolationPolicy = {
  id: 'nodes-between-tenants',
  family: 'isolation',
  severity: 'error',
  title: 'A tenant of tier `node` or `cluster` is alone on its nodes',
  why: 'Whoever breaks out of a container owns its node, with the memory and the volumes of all that run there. A tenant that was sold nodes or a cluster of its own must not meet another there.',
  fix: "Remove the toleration, the node selector or the node label that lets the other tenant's pods onto these nodes, or place the tenant on another cluster.",
  controls: { hipaa: ['164.312(a)(1)', '164.310(a)(1)'], cis: ['5.6.1'], nsa: ['Worker node segmentation'] },
  *check({ tenants, fleet }): Iterable<IsolationViolation> {
    const label = `${fleet.spec.labelPrefix}/tenant`;
    for (const members of Map.groupBy(tenants, ({ cluster }) => cluster).values()) {
      const others = members.map((tenant) => ({ tenant, placements: [...placementsIn({ objects: tenant.objects })] }));
      const told = new Set<string>();
      for (const owner of members) {
        if (owner.tier === 'namespace') continue;
        for (const { tenant, placements } of others) {
          const key = `${owner.group} ${tenant.group}`;
          if (tenant === owner || told.has(key)) continue;
          const violation =
            owner.tier === 'cluster'
              ? sharedCluster(owner, tenant)
              : (onNodesOf(owner, tenant, { label, placements }) ?? nodesFor(owner, tenant, label));
          if (!violation) continue;
          told.add(key);
          yield violation;
        }
      }
    }
  },
};

function sharedCluster(owner: TenantObjects, tenant: TenantObjects): IsolationViolation | undefined {
  const object = tenant.objects.find(({ manifest }) => manifest['kind'] === 'Namespace') ?? tenant.objects[0];
  return (
    object && {
      tenant: tenant.tenant,
      object,
      pointer: '',
      message: `tenant ${JSON.stringify(tenant.tenant)} stands on cluster ${owner.cluster}, which tenant ${JSON.stringify(owner.tenant)} of tier cluster has for itself, must stand on another cluster${alsoBetween(tenant, owner)}`,
      fix: 'Place the tenant on another cluster, by `placement.cluster` of its spec.',
    }
  );
}

interface Others {
  readonly label: string;
  readonly placements: readonly Placement[];
}

/** Pods that tolerate the taint of the owner's nodes, and are not kept off them by a selector. */
function onNodesOf(
  owner: TenantObjects,
  tenant: TenantObjects,
  { label, placements }: Others,
): IsolationViolation | undefined {
  for (const { object, pointer, value } of placements) {
    const tolerations: readonly Json[] = Array.isArray(value['tolerations']) ? value['tolerations'] : [];
    const at = tolerations.findIndex((toleration) => tolerates(toleration, label, owner.tenant));
    if (at < 0) continue;
    const selector = isObject(value['nodeSelector']) ? value['nodeSelector'][label] : undefined;
    if (selector !== undefined && selector !== owner.tenant) continue;
    const place = `${pointer}/tolerations/${at}`;
    return {
      tenant: tenant.tenant,
      object,
      pointer: place,
      message: `pods of tenant ${JSON.stringify(tenant.tenant)} may run on the nodes of tenant ${JSON.stringify(owner.tenant)} of tier node, must not tolerate their taint${alsoBetween(tenant, owner)}`,
      hops: [{ text: `The pods tolerate ${label}=${owner.tenant}`, object, pointer: place }],
    };
  }
  return undefined;
}

/** Toleration as the scheduler reads it: an empty key with `Exists` tolerates everything. */
function tolerates(toleration: Json, key: string, value: string): boolean {
  if (!isObject(toleration)) return true;
  const { operator = 'Equal', effect = '' } = toleration;
  // Nodes are tainted with NoSchedule.
  if (effect !== '' && effect !== 'NoSchedule') return false;
  const own = toleration['key'] ?? '';
  if (own === '') return operator === 'Exists';
  if (own !== key) return false;
  return (
    operator === 'Exists' || (toleration['value'] ?? '') === value || (operator !== 'Equal' && operator !== 'Exists')
  );
}

/** A pool of one tenant that makes nodes which look like another's. */
function nodesFor(owner: TenantObjects, tenant: TenantObjects, label: string): IsolationViolation | undefined {
  for (const object of tenant.objects) {
    const { manifest } = object;
    if (manifest['kind'] !== 'NodePool' || !isObject(manifest['spec'])) continue;
    const template = isObject(manifest['spec']['template']) ? manifest['spec']['template'] : {};
    const metadata = isObject(template['metadata']) ? template['metadata'] : {};
    const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
    if (labels[label] !== owner.tenant) continue;
    const pointer = `/spec/template/metadata/labels/${label.replaceAll('/', '~1')}`;
    return {
      tenant: tenant.tenant,
      object,
      pointer,
      message: `the nodes of tenant ${JSON.stringify(tenant.tenant)} carry the label of tenant ${JSON.stringify(owner.tenant)}, must carry its own`,
    };
  }
  return undefined;
}
