/** Refuses accounts of a tenant that ask the cloud for an identity which is not the tenant's. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { Tenant } from '../model/fleet.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

/** Annotations and labels by which clouds give accounts of a cluster an identity of theirs: EKS, GKE, AKS. */
const asking = /^(eks\.amazonaws\.com|iam\.gke\.io|azure\.workload\.identity)\//;
const awsRole = 'eks.amazonaws.com/role-arn';

export const cloudIdentities: StackPolicy = {
  id: 'cloud-identities',
  family: 'tenant',
  severity: 'error',
  title: "An account of a tenant asks the cloud for the tenant's own identity only",
  why: "The cloud gives whoever may use an account what the annotation names: a role of another tenant opens that tenant's secrets and backups.",
  fix: 'Remove the annotation. The role of the account that fetches secrets follows from the cluster and the id of the tenant.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(d)'], nsa: ['Protecting sensitive cloud infrastructure'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const own = roleOf(tenant);
    // CloudNativePG makes the account of a database by this.
    for (const object of objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1')) {
      const { spec } = object.manifest;
      const template = isObject(spec) ? spec['serviceAccountTemplate'] : undefined;
      if (template === undefined || template === null) continue;
      const message = `serviceAccountTemplate is ${describeValue(template)}, must be left out`;
      yield { object, pointer: '/spec/serviceAccountTemplate', message };
    }
    for (const object of objectsOfKind(inventory, 'ServiceAccount of v1')) {
      for (const field of ['annotations', 'labels'] as const) {
        for (const [key, value] of Object.entries(fieldOf(object.manifest, field))) {
          if (!asking.test(key) || (key === awsRole && own !== undefined && value === own)) continue;
          const wanted = key === awsRole && own !== undefined ? JSON.stringify(own) : 'left out';
          yield {
            object,
            pointer: `/metadata/${field}/${escapeKey(key)}`,
            message: `${key} is ${describeValue(value)}, must be ${wanted}`,
          };
        }
      }
    }
  },
};

/** Of the account that fetches the tenant's secrets, on clusters that keep them in AWS. */
function roleOf({ spec, cluster }: Tenant): string | undefined {
  const aws = cluster.secrets.awsSecretsManager;
  return aws && `arn:aws:iam::${aws.accountId}:role/${aws.rolePrefix}${spec.id}`;
}

function fieldOf({ metadata }: JsonObject, field: string): JsonObject {
  const value = isObject(metadata) ? metadata[field] : undefined;
  return isObject(value) ? value : {};
}
