/** Faults of volumes, databases and backups. */
import type { JsonObject } from '../../../src/model/manifest.ts';
import type { InventoryObject } from '../../../src/model/policy.ts';
import { change, label } from './edits.ts';
import { type Mutant, nameOf, oneOf, type Site } from './plant.ts';

/** The random object of the other tenant that one of this tenant would be a copy of. */
function twins(
  { one, other, random }: Site,
  kind: string,
): { own: InventoryObject; theirs: InventoryObject } | undefined {
  const own = one(kind, (manifest) => manifest['sops'] !== undefined || kind !== 'Secret');
  const theirs = own && oneOf(other, random, kind, (manifest) => nameOf(manifest) === nameOf(own.manifest));
  return own && theirs ? { own, theirs } : undefined;
}

const claims = 'PersistentVolumeClaim';
export const storage: readonly Mutant[] = [
  {
    kind: "back up into another's prefix",
    plant: (site) => {
      const found = twins(site, 'ObjectStore');
      const at = '/spec/configuration/destinationPath';
      const value = ((found?.theirs.manifest['spec'] as JsonObject)?.['configuration'] as JsonObject)?.[
        'destinationPath'
      ];
      return found ? [{ object: found.own, at, value: value! }] : [];
    },
    finds: ['unique-backup-prefixes'],
  },
  {
    kind: "back up below another's prefix",
    plant: (site) => {
      const object = site.one('ObjectStore', (manifest) => nameOf(manifest) === 'backups');
      const { objectStore } = site.other.tenant.cluster;
      const value = `s3://${objectStore?.bucket}/${site.otherId}/more/database`;
      return object ? [{ object, at: '/spec/configuration/destinationPath', value }] : [];
    },
    finds: ['unique-backup-prefixes'],
  },
  {
    kind: 'back up into the whole bucket',
    plant: (site) => {
      const object = site.one('ObjectStore', (manifest) => nameOf(manifest) === 'backups');
      const value = `s3://${site.own.tenant.cluster.objectStore?.bucket}`;
      return object ? [{ object, at: '/spec/configuration/destinationPath', value }] : [];
    },
    finds: ['unique-backup-prefixes'],
  },
  {
    kind: 'mount a volume by its name',
    plant: change(claims, '/spec/volumeName', () => 'pv-of-another'),
    finds: ['no-static-volumes'],
  },
  {
    kind: 'choose a volume by its labels',
    plant: change(claims, '/spec/selector', ({ otherId }) => ({ matchLabels: { 'example.com/of': otherId } })),
    finds: ['no-static-volumes'],
  },
  {
    kind: "fill a volume from another's",
    plant: change(claims, '/spec/dataSourceRef', ({ otherNamespace }) => ({
      kind: claims,
      name: 'odoo-filestore',
      namespace: otherNamespace,
    })),
    finds: ['foreign-namespace'],
  },
  {
    kind: 'choose another class of storage',
    plant: change(claims, '/spec/storageClassName', () => 'shared-nfs'),
    finds: ['storage-classes'],
  },
  {
    kind: 'add a volume by its handle',
    plant: (site) => [
      {
        add: {
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: `more-${site.id}`, labels: { [label]: site.id } },
          spec: { csi: { driver: 'efs.csi.aws.com', volumeHandle: 'fs-0123456789' } },
        },
      },
    ],
    finds: ['isolation-understood', 'cluster-scoped-objects'],
  },
  {
    kind: 'mount a volume by the driver itself',
    plant: change('Deployment', '/spec/template/spec/volumes/-', () => ({
      name: 'more',
      csi: { driver: 'efs.csi.aws.com', volumeAttributes: { path: '/' } },
    })),
    finds: ['no-static-volumes'],
  },
  {
    kind: "restore from another's database",
    plant: change('Cluster', '/spec/externalClusters', ({ otherNamespace }) => [
      { name: 'more', connectionParameters: { host: `database-rw.${otherNamespace}.svc` } },
    ]),
    finds: ['foreign-namespace'],
  },
  {
    kind: 'open the database by its operator',
    plant: change('Cluster', '/spec/managed', () => ({
      services: {
        additional: [
          { selectorType: 'rw', serviceTemplate: { metadata: { name: 'more' }, spec: { type: 'LoadBalancer' } } },
        ],
      },
    })),
    finds: ['service-exposure'],
  },
];
