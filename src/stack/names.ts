/** Every name, port and label that more than one part of the stack uses. */
import type { Tenant } from '../model/fleet.ts';

/** Where Flux and the tenants' Kustomizations and reconcilers live. */
export const fluxNamespace = 'flux-system';
/** Platform account that applies the boundary layer of every tenant. */
export const boundaryReconciler = 'fleet-boundary';
/** By importance: under pressure a node gives up the pods of the less important class first. */
export const priorityClasses = { production: 'fleet-tenant', other: 'fleet-staging' } as const;

/** The network policy that denies everything in a tenant's namespace. */
export const defaultDeny = 'default-deny';

export const ports = {
  http: 8069,
  websocket: 8072,
  postgresql: 5432,
  instanceStatus: 8000,
  instanceMetrics: 9187,
  metrics: 9188,
  page: 8080,
  acmeSolver: 8089,
} as const;

/** Names inside a tenant's namespace; the same for every tenant, since the namespace tells them apart. */
export const names = {
  odooAccount: 'odoo',
  web: 'odoo-web',
  cron: 'odoo-cron',
  migration: 'odoo-migrate',
  /** Exporter of Odoo's metrics: Deployment, ConfigMap and PodMonitor. */
  metrics: 'odoo-metrics',
  config: 'odoo-config',
  scripts: 'odoo-scripts',
  filestore: 'odoo-filestore',
  /** Secret with key `password`: the first password of Odoo's user `admin`. */
  adminSecret: 'odoo-admin',
  /** Gateway or ListenerSet. */
  gateway: 'odoo',
  suspendedPage: 'suspended-page',
  /** Secret with keys `username` and `password`. */
  databaseCredentials: 'database-app',
  /** Secret with key `password`, for the StatefulSet engine only. */
  databaseSuperuser: 'database-superuser',
  /** Logs in to the secret store for External Secrets. */
  secretsAccount: 'external-secrets',
  databaseName: 'odoo',
  databaseRole: 'odoo',
  /** Secret with keys `ACCESS_KEY_ID` and `ACCESS_SECRET_KEY`, valid for the tenant's prefix of the object store only. */
  backupStore: 'backup-store',
  /** Secret with key `password`, with which the files are encrypted. */
  backupRepository: 'backup-repository',
  /** ObjectStore of the Barman Cloud plugin. */
  objectStore: 'backups',
  /** Secret of a staging copy: keys as of both above, valid for reading the backups of its production tenant. */
  productionBackup: 'production-backup',
  /** ObjectStore of the production tenant's backups, from which a staging copy is made. */
  productionStore: 'production-backups',
} as const;

export interface DatabaseNames {
  /** The Cluster or StatefulSet, and the server's name in the backups. */
  readonly server: string;
  /** Service of the primary; CloudNativePG makes it, the StatefulSet engine has its own. */
  readonly service: string;
  /** Secret with key `ca.crt`. */
  readonly ca: string;
}

/** A restored database is a new one, beside the old one, which is never written over. */
export function databaseOf(generation: number): DatabaseNames {
  const server = generation === 1 ? 'database' : `database-${generation}`;
  return { server, service: `${server}-rw`, ca: `${server}-ca` };
}

export function databaseNamesOf({ spec }: Tenant): DatabaseNames {
  return databaseOf(spec.database.generation);
}

export type Layer = 'boundary' | 'data' | 'app';
export const layers: readonly Layer[] = ['boundary', 'data', 'app'];

export function namespaceOf(id: string): string {
  return `tenant-${id}`;
}

/** Service account, in Flux's namespace, that applies a layer; the boundary is applied by the platform. */
export function reconcilerOf(id: string, layer: Layer): string {
  return layer === 'boundary' ? boundaryReconciler : `tenant-${id}-${layer}`;
}

export function kustomizationOf(id: string, layer: Layer): string {
  return `tenant-${id}-${layer}`;
}

/** Secret, in Flux's namespace, with the private key that opens the tenant's other Secrets. */
export function ageKeyOf(id: string): string {
  return `sops-tenant-${id}`;
}

/** Key of that Secret. Flux takes every key that ends in `.agekey` for private keys of age. */
export const identityKey = 'identity.agekey';
/** File of `tenants/secrets/<tenant>/` that holds it, without its ending. */
export const ageKeyFile = 'age-key';

/** Annotation of that Secret: the public key, to which the other Secrets are encrypted. */
export function recipientAnnotation(prefix: string): string {
  return `${prefix}/age-recipient`;
}

/** Annotation of a tenant's namespace: its domains, parted by spaces, for the admission policy that looks at hosts. */
export function domainsAnnotation(prefix: string): string {
  return `${prefix}/domains`;
}

/** Name of the ExternalArtifact that source-watcher makes for a tenant. */
export function artifactOf(id: string): string {
  return `tenant-${id}`;
}

/** `page`: the page of a stopped tenant; `metrics`: the exporter. */
export type Component = OdooComponent | 'database' | 'metrics' | 'page' | BackupComponent;
export type OdooComponent = 'web' | 'cron' | 'migration';

/** Jobs that back up, restore and check; also the names of their CronJobs. */
export type BackupComponent =
  | 'database-backup'
  | 'filestore-backup'
  | 'archive-backup'
  | 'final-backup'
  | 'filestore-restore'
  | 'restore-drill';

const nameLabels = {
  web: 'odoo',
  cron: 'odoo',
  migration: 'odoo',
  metrics: 'odoo',
  page: 'odoo',
  gateway: 'gateway',
  database: 'postgresql',
};

/** Value of the label `app.kubernetes.io/name`. */
export function nameLabelOf(component: Component | 'gateway'): string {
  return component in nameLabels ? nameLabels[component as keyof typeof nameLabels] : 'backup';
}

/** Labels by which network policies, services and budgets find the pods of a component. */
export function selectorOf(component: Component, tenant: Tenant): Readonly<Record<string, string>> {
  return component === 'database' && tenant.spec.database.engine === 'cloudnative-pg'
    ? { 'cnpg.io/cluster': databaseNamesOf(tenant).server }
    : {
        'app.kubernetes.io/name': nameLabelOf(component),
        'app.kubernetes.io/component': component,
      };
}
