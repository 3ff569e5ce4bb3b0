/** Demands that each volume of a tenant comes from the storage class that its cluster declares for it. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue } from './pod-template.ts';
import { volumeClaimsIn } from './volume-claims.ts';

const sensitive = new Set<string>(['pii', 'phi']);

export const storageClasses: StackPolicy = {
  id: 'storage-classes',
  family: 'tenant',
  severity: 'error',
  title: 'Every volume claim names a storage class that the cluster declares, encrypted for personal and health data',
  why: "A claim without a class takes whatever is the cluster's default, and one of another class volumes that nobody said to be encrypted, or that several tenants share.",
  fix: 'Name the class of `storage` in `fleet/clusters.ts`: that of `database` for databases, that of `filestore` for files. Declare it with `encrypted: true` once its volumes are.',
  controls: { hipaa: ['164.312(a)(2)(iv)', '164.310(d)(1)'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const { database, filestore } = tenant.cluster.storage;
    const declared = { database: [database], filestore: [filestore], any: [database, filestore] };
    const isSensitive = sensitive.has(tenant.spec.dataClassification);
    for (const { object, use, className, classPointer } of volumeClaimsIn(inventory)) {
      const classes = declared[use].filter((each) => each.className === className);
      if (classes.length === 0) {
        const wanted = [...new Set(declared[use].map((each) => JSON.stringify(each.className)))].join(' or ');
        yield {
          object,
          pointer: classPointer,
          message: `the storage class is ${describeValue(className)}, must be ${wanted}`,
        };
      } else if (isSensitive && classes.some(({ encrypted }) => !encrypted)) {
        yield {
          object,
          pointer: classPointer,
          message: `storage class ${describeValue(className)} is not encrypted, must be for ${tenant.spec.dataClassification}`,
        };
      }
    }
  },
};
