/** Refuses to remove what was not given up: a tenant leaves a cluster only after its offboarding was reviewed. */
import { isObject, type Json } from '../model/manifest.ts';
import type { TransitionPolicy, TransitionViolation } from '../model/transition.ts';

export const tenantVanished: TransitionPolicy = {
  id: 'tenant-vanished',
  family: 'transition',
  severity: 'error',
  title: 'No tenant leaves a cluster without having been offboarded',
  why: "Removing the manifests removes what guards, backs up and watches the tenant's data. What was there before is told by the records in `dist`: of the revision that a change starts from, or of this working tree.",
  fix: "Restore the spec, set `lifecycle: 'offboarding'`, and remove it in a later change. To move a tenant, offboard it where it is first. If it was never merged, delete `dist/tenants/<cluster>/<id>` and `dist/clusters/<cluster>/tenants/<id>.yaml`.",
  controls: { hipaa: ['164.310(d)(2)(i)', '164.308(a)(7)(ii)(A)'] },
  *check({ tenant, cluster, before, after }) {
    if (before === undefined || after !== undefined) return;
    const owner = { tenant, cluster };
    const { record } = before;
    if (record === undefined) {
      // The finding stands in the record when there is one that cannot be read: it allows nothing.
      yield before.file.endsWith('/tenant.json') ? withLifecycle(owner, 'unknown') : withoutRecord(owner);
      return;
    }
    const { lifecycle = 'unknown', offboarding } = record;
    if (lifecycle !== 'offboarding') yield withLifecycle(owner, lifecycle);
    else if (isObject(offboarding) && offboarding['deletesData'] !== true)
      yield withRetention(owner, offboarding['retainUntil'] ?? 'unknown');
  },
};

interface Owner {
  readonly tenant: string;
  readonly cluster: string;
}

function withLifecycle({ tenant, cluster }: Owner, lifecycle: Json): TransitionViolation {
  return {
    message: `tenant ${JSON.stringify(tenant)} is no longer placed on cluster ${JSON.stringify(cluster)}, but its lifecycle there was ${JSON.stringify(lifecycle)}, must have been "offboarding"`,
    fix: tenantVanished.fix.replaceAll('<cluster>', () => cluster).replaceAll('<id>', () => tenant),
  };
}

/** Removing the spec would leave the data in the cluster with nothing that remembers it. */
function withRetention({ tenant, cluster }: Owner, retainUntil: Json): TransitionViolation {
  return {
    message: `tenant ${JSON.stringify(tenant)} is no longer placed on cluster ${JSON.stringify(cluster)}, but its data there is kept until ${String(retainUntil)}, must be deleted first`,
    fix: 'Restore the spec. After that day add `deleteData` to its `offboarding`, and remove the spec in a later change.',
  };
}

/** Perhaps it never was a tenant: nobody can set the lifecycle of a spec that there never was. */
function withoutRecord({ tenant, cluster }: Owner): TransitionViolation {
  return {
    message: `tenant ${JSON.stringify(tenant)} is placed on cluster ${JSON.stringify(cluster)} by no spec and has no record (tenant.json) there, must have one with lifecycle "offboarding"`,
    fix: `Delete \`dist/tenants/${cluster}/${tenant}\` and \`dist/clusters/${cluster}/tenants/${tenant}.yaml\` if no tenant ran from them, or else restore the record.`,
  };
}
