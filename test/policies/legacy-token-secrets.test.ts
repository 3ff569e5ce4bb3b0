import { legacyTokenSecrets } from '../../src/policies/legacy-token-secrets.ts';
import { describePolicy, object } from './policy-cases.ts';

const secret = (type?: string | null | readonly string[]) =>
  object('Secret of v1', 'odoo', type === undefined ? {} : { type });
const must = 'must be that of a Secret without token';

describePolicy(legacyTokenSecrets, [
  {
    name: 'other Secrets, and other things of this type',
    objects: [
      secret(),
      secret(null),
      secret('Opaque'),
      secret('kubernetes.io/basic-auth'),
      object('ConfigMap of v1', 'x', { type: 'kubernetes.io/service-account-token' }),
    ],
    expected: [],
  },
  {
    name: 'tokens of an account and of a node, and what cannot be read',
    objects: [
      secret('kubernetes.io/service-account-token'),
      secret('bootstrap.kubernetes.io/token'),
      secret(['kubernetes.io/service-account-token']),
    ],
    expected: [
      ['/type', `type is "kubernetes.io/service-account-token", ${must}`],
      ['/type', `type is "bootstrap.kubernetes.io/token", ${must}`],
      ['/type', `type is ["kubernetes.io/service-account-token"], ${must}`],
    ],
  },
]);
