/** The cases of `service-account-token`: what the policy, and its twin at admission, must say. */
import { deployment, object, type PolicyCase } from './policy-cases.ts';

const field = '/spec/template/spec/automountServiceAccountToken';

export const cases: readonly PolicyCase[] = [
  {
    name: 'no token for pod and account',
    objects: [
      deployment('web', { automountServiceAccountToken: false }),
      object('ServiceAccount of v1', 'odoo', { automountServiceAccountToken: false }),
    ],
    expected: [],
  },
  {
    name: 'a projected token with an audience',
    objects: [
      deployment('web', {
        automountServiceAccountToken: false,
        volumes: [
          { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token', audience: 'vault' } }] } },
        ],
      }),
    ],
    expected: [],
  },
  { name: 'objects without pods', objects: [object('ConfigMap of v1', 'odoo')], expected: [] },
  {
    name: 'a pod that says nothing: it gets one',
    objects: [deployment('web', { serviceAccountName: 'odoo' })],
    expected: [['/spec/template/spec', 'automountServiceAccountToken is unset, must be false']],
  },
  {
    name: 'pods that ask for one',
    objects: [
      deployment('web', { automountServiceAccountToken: true }),
      deployment('cron', { automountServiceAccountToken: 'false' }),
      deployment('job', { automountServiceAccountToken: null }),
    ],
    expected: [
      [field, 'automountServiceAccountToken is true, must be false'],
      [field, 'automountServiceAccountToken is "false", must be false'],
      [field, 'automountServiceAccountToken is null, must be false'],
    ],
  },
  {
    name: 'accounts that give one to every pod',
    objects: [
      object('ServiceAccount of v1', 'odoo'),
      object('ServiceAccount of v1', 'default', { automountServiceAccountToken: true }),
    ],
    expected: [
      ['', 'automountServiceAccountToken of the service account is unset, must be false'],
      ['/automountServiceAccountToken', 'automountServiceAccountToken of the service account is true, must be false'],
    ],
  },
];
