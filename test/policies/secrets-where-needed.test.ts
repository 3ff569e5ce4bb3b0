import type { JsonObject } from '../../src/model/manifest.ts';
import { secretsWhereNeeded } from '../../src/policies/secrets-where-needed.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const pod = (component: string, spec: JsonObject) =>
  object('Deployment of apps/v1', component, {
    spec: { template: { metadata: { labels: { 'app.kubernetes.io/component': component } }, spec } },
  });
const at = '/spec/template/spec';
const fromVolume = (secretName: string) => ({ volumes: [{ name: 'keys', secret: { secretName } }] });
const odoo = 'read by cron, metrics, migration, web, archive-backup, final-backup alone';

describePolicy(secretsWhereNeeded, [
  {
    name: 'secrets where they are needed',
    tenant,
    objects: [
      pod('web', fromVolume('database-app')),
      pod('migration', fromVolume('odoo-admin')),
      pod('database', fromVolume('database-superuser')),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [pod('web', fromVolume('anything'))], expected: [] },
  {
    name: 'volumes and variables without secrets',
    tenant,
    objects: [
      pod('web', {
        volumes: [{ name: 'a', emptyDir: {} }],
        containers: [{ name: 'odoo', env: [{ name: 'A', value: 'b' }] }],
      }),
    ],
    expected: [],
  },
  {
    name: 'a secret in each place where a pod can name one',
    tenant,
    objects: [
      pod('web', {
        volumes: [
          { name: 'plain', secret: { secretName: 'odoo-admin' } },
          {
            name: 'mixed',
            projected: { sources: [{ configMap: { name: 'a' } }, { secret: { name: 'database-server' } }] },
          },
          { name: 'driver', csi: { driver: 'x', nodePublishSecretRef: { name: 'unknown' } } },
        ],
        containers: [
          {
            name: 'odoo',
            env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'database-superuser', key: 'password' } } }],
            envFrom: [{ secretRef: { name: 'odoo-admin' } }],
          },
        ],
        initContainers: [{ name: 'first', envFrom: [{ secretRef: { name: 'odoo-admin' } }] }],
        imagePullSecrets: [{ name: 'registry' }],
      }),
    ],
    expected: [
      [
        `${at}/volumes/0/secret/secretName`,
        'volume "plain" of component "web" reads secret "odoo-admin", must be read by migration alone',
      ],
      [
        `${at}/volumes/1/projected/sources/1/secret/name`,
        'volume "mixed" of component "web" reads secret "database-server", must be read by database alone',
      ],
      [
        `${at}/volumes/2/csi/nodePublishSecretRef/name`,
        'volume "driver" of component "web" reads secret "unknown", must be one that the stack knows',
      ],
      [
        `${at}/initContainers/0/envFrom/0/secretRef/name`,
        'init container "first" of component "web" reads secret "odoo-admin", must be read by migration alone',
      ],
      [
        `${at}/containers/0/env/0/valueFrom/secretKeyRef/name`,
        'container "odoo" of component "web" reads secret "database-superuser", must be read by database alone',
      ],
      [
        `${at}/containers/0/envFrom/0/secretRef/name`,
        'container "odoo" of component "web" reads secret "odoo-admin", must be read by migration alone',
      ],
      [
        `${at}/imagePullSecrets/0/name`,
        'the pod of component "web" reads secret "registry", must be one that the stack knows',
      ],
    ],
  },
  {
    name: 'a pod without a component',
    tenant,
    objects: [object('Pod of v1', 'stray', { spec: fromVolume('database-ca') })],
    expected: [
      [
        '/spec/volumes/0/secret/secretName',
        `volume "keys" of component "unnamed" reads secret "database-ca", must be ${odoo}`,
      ],
    ],
  },
]);
