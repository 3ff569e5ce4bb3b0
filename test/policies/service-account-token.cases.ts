/** The cases of `service-account-token`: what the policy, and its twin at admission, must say. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { deployment, object, type PolicyCase } from './policy-cases.ts';

const projecting = (...tokens: readonly JsonObject[]): JsonObject => ({
  automountServiceAccountToken: false,
  volumes: [
    { name: 'config', configMap: { name: 'odoo-config' } },
    {
      name: 'token',
      projected: {
        sources: [
          { configMap: { name: 'odoo-config' } },
          ...tokens.map((token, index) => ({ serviceAccountToken: { path: `token-${index}`, ...token } })),
        ],
      },
    },
  ],
});
const token = (index: number) => `/spec/template/spec/volumes/1/projected/sources/${index}/serviceAccountToken`;
const another = 'must be another than the API server';
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
    name: 'projected tokens for others than the API server',
    objects: [
      deployment(
        'web',
        projecting(
          { audience: 'vault' },
          { audience: 'https://vault.example.com' },
          { audience: 'kubernetes.default.example.com' },
        ),
      ),
    ],
    expected: [],
  },
  {
    name: 'projected tokens for the API server, which is the default',
    objects: [
      deployment('web', projecting({}, { audience: 'vault' }, { audience: '' })),
      deployment(
        'cron',
        projecting(
          { audience: 'https://kubernetes.default.svc.cluster.local' },
          { audience: 'https://kubernetes.default.svc' },
          { audience: 'k3s' },
          { audience: 'https://container.googleapis.com/v1/projects/acme/clusters/one' },
        ),
      ),
      deployment('page', { ...projecting({ audience: null }), automountServiceAccountToken: true }),
    ],
    expected: [
      [token(1), `the audience of a projected token is unset, ${another}`],
      [token(3), `the audience of a projected token is unset, ${another}`],
      [
        `${token(1)}/audience`,
        `the audience of a projected token is "https://kubernetes.default.svc.cluster.local", ${another}`,
      ],
      [`${token(2)}/audience`, `the audience of a projected token is "https://kubernetes.default.svc", ${another}`],
      [`${token(3)}/audience`, `the audience of a projected token is "k3s", ${another}`],
      [
        `${token(4)}/audience`,
        `the audience of a projected token is "https://container.googleapis.com/v1/projects/acme/clusters/one", ${another}`,
      ],
      [field, 'automountServiceAccountToken is true, must be false'],
      [token(1), `the audience of a projected token is unset, ${another}`],
    ],
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
