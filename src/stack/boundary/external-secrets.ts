/**
 * Secrets from a store outside, by the External Secrets Operator. Each tenant has a store of its own, whose login and path
 * follow from its id alone: no spec can name another tenant's.
 */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names } from '../names.ts';
import { type NeededSecret, neededSecrets } from '../needed-secrets.ts';
import { add, labelsOf, type Stack } from '../part.ts';

const apiVersion = 'external-secrets.io/v1';
const store = 'tenant';

export function addExternalSecrets(layer: Chart, stack: Stack): void {
  const source = sourceOf(stack);
  if (source === undefined) return;
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: names.secretsAccount,
    ...(source.role !== undefined && { annotations: { 'eks.amazonaws.com/role-arn': source.role } }),
    // The operator asks for a token when it needs one; no pod runs under this account.
    body: { automountServiceAccountToken: false },
  });
  add(layer, stack, {
    apiVersion,
    kind: 'SecretStore',
    name: store,
    body: { spec: { provider: source.provider } },
  });
  for (const needed of neededSecrets(stack.tenant)) addExternalSecret(layer, stack, { needed, folder: source.folder });
}

interface Source {
  readonly provider: JsonObject;
  /** Where the tenant's secrets stand in the store. */
  readonly folder: string;
  /** IAM role of the account. */
  readonly role?: string;
}

function sourceOf({ tenant, namespace }: Stack): Source | undefined {
  const { id } = tenant.spec;
  const { vault, awsSecretsManager: aws } = tenant.cluster.secrets;
  const serviceAccountRef = { name: names.secretsAccount };
  if (vault !== undefined) {
    const { server, mount, authMount, prefix } = vault;
    // The role of Vault is bound to this namespace and account, and its policy to the folder.
    const auth = { kubernetes: { mountPath: authMount, role: namespace, serviceAccountRef } };
    return { provider: { vault: { server, path: mount, version: 'v2', auth } }, folder: `${prefix}/${id}` };
  }
  if (aws === undefined) return undefined;
  return {
    provider: { aws: { service: 'SecretsManager', region: aws.region, auth: { jwt: { serviceAccountRef } } } },
    folder: `${aws.prefix}/${id}`,
    role: `arn:aws:iam::${aws.accountId}:role/${aws.rolePrefix}${id}`,
  };
}

function addExternalSecret(
  layer: Chart,
  stack: Stack,
  { needed, folder }: { readonly needed: NeededSecret; readonly folder: string },
): void {
  const { name, type, values, labels } = needed;
  const fixed = Object.entries(values).flatMap(([key, source]) => ('fixed' in source ? [[key, source.fixed]] : []));
  const fetched = Object.keys(values).filter((key) => !('fixed' in values[key]!));
  add(layer, stack, {
    apiVersion,
    kind: 'ExternalSecret',
    name,
    body: {
      spec: {
        refreshInterval: '1h0m0s',
        secretStoreRef: { kind: 'SecretStore', name: store },
        target: {
          name,
          creationPolicy: 'Owner',
          // A secret that vanishes from the store must not stop a running tenant.
          deletionPolicy: 'Retain',
          template: {
            type,
            mergePolicy: 'Merge',
            metadata: { labels: { ...labelsOf(stack), ...labels } },
            ...(fixed.length > 0 && { data: Object.fromEntries(fixed) as JsonObject }),
          },
        },
        data: fetched.map((key) => ({ secretKey: key, remoteRef: { key: `${folder}/${name}`, property: key } })),
      },
    },
  });
}
