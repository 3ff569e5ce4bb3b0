import { storageClasses } from '../../src/policies/storage-classes.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const open = minimalFleet(({ clusters }) => void (clusters[0]!.storage.filestore.encrypted = false));
const claim = (storageClassName?: string | null, name = 'work') =>
  object('PersistentVolumeClaim of v1', name, {
    spec: { ...(storageClassName !== undefined && { storageClassName }) },
  });
const either = 'must be "block" or "shared"';

describePolicy(storageClasses, [
  { name: 'no tenant', objects: [claim()], expected: [] },
  {
    name: 'the declared classes',
    tenant,
    objects: [
      claim('block'),
      claim('shared', 'odoo-filestore'),
      object('StatefulSet of apps/v1', 'database', {
        spec: { volumeClaimTemplates: [{ spec: { storageClassName: 'block' } }] },
      }),
      deployment('drill', {
        volumes: [
          { name: 'work', ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'block' } } } },
          { name: 'run', emptyDir: {} },
        ],
      }),
      object('Cluster of postgresql.cnpg.io/v1', 'database', {
        spec: {
          storage: { storageClass: 'block', pvcTemplate: { storageClassName: 'overwritten' } },
          walStorage: { pvcTemplate: { storageClassName: 'block' } },
          tablespaces: [{ name: 'a', storage: { storageClass: 'block' } }],
        },
      }),
    ],
    expected: [],
  },
  {
    name: 'no class, none at all, and another one, wherever the claim stands',
    tenant,
    objects: [
      claim(),
      claim(''),
      claim(null),
      claim('block', 'odoo-filestore'),
      object('PersistentVolumeClaim of v1', 'broken', { spec: 'broken' }),
      object('StatefulSet of apps/v1', 'database', { spec: { volumeClaimTemplates: [{}] } }),
      deployment('drill', { volumes: [{ name: 'work', ephemeral: {} }] }),
    ],
    expected: [
      ['/spec/storageClassName', `the storage class is unset, ${either}`],
      ['/spec/storageClassName', `the storage class is "", ${either}`],
      ['/spec/storageClassName', `the storage class is null, ${either}`],
      ['/spec/storageClassName', 'the storage class is "block", must be "shared"'],
      ['/spec/storageClassName', `the storage class is unset, ${either}`],
      ['/spec/volumeClaimTemplates/0/spec/storageClassName', `the storage class is unset, ${either}`],
      [
        '/spec/template/spec/volumes/0/ephemeral/volumeClaimTemplate/spec/storageClassName',
        `the storage class is unset, ${either}`,
      ],
    ],
  },
  {
    name: 'databases on other classes',
    tenant,
    objects: [
      object('Cluster of postgresql.cnpg.io/v1', 'database', {
        spec: {
          walStorage: { storageClass: 'shared' },
          tablespaces: [{ storage: { pvcTemplate: { storageClassName: 'fast' } } }],
        },
      }),
    ],
    expected: [
      ['/spec/storage/storageClass', 'the storage class is unset, must be "block"'],
      ['/spec/walStorage/storageClass', 'the storage class is "shared", must be "block"'],
      ['/spec/tablespaces/0/storage/pvcTemplate/storageClassName', 'the storage class is "fast", must be "block"'],
    ],
  },
  {
    name: 'health data on a class that does not encrypt',
    tenant: minimalTenant((spec) => void (spec.dataClassification = 'phi'), open),
    objects: [claim('block'), claim('shared')],
    expected: [['/spec/storageClassName', 'storage class "shared" is not encrypted, must be for phi']],
  },
  {
    name: 'public data on a class that does not encrypt',
    tenant: minimalTenant((spec) => void (spec.dataClassification = 'public'), open),
    objects: [claim('shared')],
    expected: [],
  },
]);
