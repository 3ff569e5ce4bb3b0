/** A backup that can be read without this software and by any later PostgreSQL: a dump of the database, and its files. */
import type { JsonObject } from '../../model/manifest.ts';
import { type BackupComponent, databaseNamesOf, names } from '../names.ts';
import type { Stack } from '../part.ts';
import { filesJob, filesVolume } from './filestore.ts';
import { type BackupJob, containerOf, program, repositoryMount, repositoryVolume } from './job.ts';
import { filesStore, type ObjectStore, ownBackups } from './store.ts';

const tools = { name: 'tools', mountPath: '/tools' } as const;
const authority = { name: 'database-ca', mountPath: '/run/secrets/database-ca', readOnly: true } as const;

export interface PortableBackup {
  readonly component: BackupComponent;
  /** How its copies are marked, and how long they are kept. */
  readonly env: readonly JsonObject[];
  /** What must end before it begins. */
  readonly before?: readonly JsonObject[];
}

export function portableBackup(stack: Stack, store: ObjectStore, of: PortableBackup): BackupJob {
  const { tenant, size } = stack;
  const { resticImage } = tenant.release.backup;
  const env = [...filesStore(ownBackups(tenant, store)), ...of.env];
  return {
    ...filesJob(stack),
    component: of.component,
    deadlineSeconds: 12 * 3600,
    before: [
      ...(of.before ?? []),
      containerOf({
        name: 'tools',
        image: resticImage,
        // One static program, and the authorities that it trusts, for the image that has pg_dump.
        command: ['cp', '/usr/bin/restic', '/etc/ssl/certs/ca-certificates.crt', '/tools/'],
        env: [],
        mounts: [tools],
        resources: size.init,
      }),
      containerOf({
        name: 'database',
        image: clientImage(stack),
        command: ['/bin/sh', '-c', 'PATH="/tools:$PATH" exec /bin/sh /opt/fleet/dump_database.sh'],
        env: [...env, { name: 'RESTIC_CACERT', value: '/tools/ca-certificates.crt' }, ...clientSettings(stack)],
        mounts: [{ ...tools, readOnly: true }, authority, repositoryMount],
        resources: size.backup.drill,
      }),
    ],
    container: containerOf({
      name: 'files',
      image: resticImage,
      command: program('backup_files.sh'),
      // The copies of every day prune for it.
      env: [...env, { name: 'FLEET_PRUNE_HOUR', value: 'never' }],
      mounts: [{ name: 'filestore', mountPath: '/var/lib/odoo', readOnly: true }, repositoryMount],
      resources: size.backup.job,
    }),
    volumes: [
      { name: 'tools', emptyDir: { sizeLimit: '256Mi' } },
      {
        name: 'database-ca',
        secret: { secretName: databaseNamesOf(tenant).ca, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
      },
      filesVolume('read'),
      repositoryVolume,
    ],
  };
}

/** A program that asks the database as the tenant's role, before the backup begins. */
export function questionOf(stack: Stack, of: { name: string; file: string }): JsonObject {
  return containerOf({
    name: of.name,
    image: clientImage(stack),
    command: program(of.file),
    env: clientSettings(stack),
    mounts: [authority],
    resources: stack.size.init,
  });
}

function clientImage({ tenant }: Stack): string {
  const { cloudnativePgImage, statefulSetImage } = tenant.release.postgresql;
  return tenant.spec.database.engine === 'statefulset' ? statefulSetImage : cloudnativePgImage;
}

function clientSettings({ tenant }: Stack): readonly JsonObject[] {
  return [
    { name: 'PGHOST', value: databaseNamesOf(tenant).service },
    { name: 'PGDATABASE', value: names.databaseName },
    { name: 'PGUSER', value: names.databaseRole },
    { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: names.databaseCredentials, key: 'password' } } },
    { name: 'PGSSLMODE', value: 'verify-full' },
    { name: 'PGSSLROOTCERT', value: '/run/secrets/database-ca/ca.crt' },
  ];
}
