/** What can be wrong with one document against its schema, and with the documents of the fleet together. */
import type { Rule } from '../model/report.ts';

const severity = 'error';

export const documentChecks: readonly Rule[] = [
  {
    id: 'cluster-name-duplicate',
    severity,
    title: 'Each cluster has a name of its own',
    why: 'The name is the folder that the cluster applies.',
    fix: 'Rename one of the clusters.',
  },
  {
    id: 'cluster-namespace-reserved',
    severity,
    title: "No shared service stands in a namespace named as a tenant's",
    why: 'Namespaces `tenant-<id>` belong to tenants; a tenant of that id would meet the service.',
    fix: 'Move the service to another namespace.',
  },
  {
    id: 'cluster-object-store',
    severity,
    title: 'The object store stands outside of the cluster',
    why: "Every tenant's backup pods may reach its networks; one that overlaps the cluster's own would lead to other tenants.",
    fix: 'Give only the networks of the object store.',
  },
  {
    id: 'cluster-storage-encrypted',
    severity,
    title: 'In the commercial phase every cluster encrypts its storage',
    why: 'HIPAA 164.312(a)(2)(iv): health data at rest is encrypted, and any cluster may receive an external tenant.',
    fix: 'Use storage classes that encrypt, and declare them with `encrypted: true`.',
  },
  {
    id: 'exception-expired',
    severity,
    title: 'Exceptions have not expired',
    why: 'An exception is a debt with a date; after it the violation counts again.',
    fix: 'Repair the violation and remove the exception, or renew it in a reviewed change.',
  },
  {
    id: 'exception-tenant',
    severity,
    title: 'Exceptions name tenants that exist',
    why: 'An exception for nobody would wait for a later tenant of that name.',
    fix: 'Correct the id, or remove the exception.',
  },
  {
    id: 'exception-too-long',
    severity,
    title: 'Exceptions expire within 90 days',
    why: 'Accepted risk is looked at again each quarter.',
    fix: 'Choose an earlier day.',
  },
  {
    id: 'flux-delivery',
    severity,
    title: 'Artifacts for each tenant need Flux 2.9 or newer',
    why: 'Older source-watchers cannot make one artifact for each tenant, so nothing would be delivered.',
    fix: 'Upgrade Flux, or set `delivery: "repository"`.',
  },
  {
    id: 'ring-name-duplicate',
    severity,
    title: 'Each ring has a name of its own',
    why: 'The name decides which release a tenant runs.',
    fix: 'Rename one of the rings.',
  },
  {
    id: 'spec-missing-field',
    severity,
    title: 'Required fields are given',
    why: 'There is no safe default for them.',
    fix: 'Add the field.',
  },
  {
    id: 'spec-not-supported-yet',
    severity,
    title: 'Fields that nothing acts on yet are left out',
    why: 'The spec would promise what the stack does not do.',
    fix: 'Remove the field.',
  },
  {
    id: 'spec-unknown-field',
    severity,
    title: 'Only fields of the schema are written',
    why: 'A misspelt field would be ignored silently.',
    fix: 'Correct its name, or remove it.',
  },
  {
    id: 'spec-wrong-type',
    severity,
    title: 'Values have the type of their field',
    why: 'A value of another type has no meaning.',
    fix: 'Write a value of the wanted type.',
  },
  {
    id: 'spec-wrong-value',
    severity,
    title: 'Values are of the form and within the bounds of their field',
    why: 'Names become names of Kubernetes objects, and numbers become resources.',
    fix: 'Write a value as wanted.',
  },
];
