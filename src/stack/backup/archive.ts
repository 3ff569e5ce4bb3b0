/** The monthly archive, for contracts that keep records for years: the database as portable text, then its files. */
import type { Chart } from 'cdk8s';
import { databaseNamesOf, names } from '../names.ts';
import type { Stack } from '../part.ts';
import { filesJob, filesVolume } from './filestore.ts';
import { addCronJob, containerOf, program, repositoryMount, repositoryVolume } from './job.ts';
import { backupPlanOf } from './plan.ts';
import { filesStore, type ObjectStore, ownBackups } from './store.ts';

const tools = { name: 'tools', mountPath: '/tools' } as const;

/** Base backups and log of years would cost a multiple of the database, and only the same major version could read them. */
export function addArchiveBackup(layer: Chart, stack: Stack, store: ObjectStore): void {
  const { tenant, size } = stack;
  const { archiveMonths, archiveSchedule } = backupPlanOf(tenant);
  if (archiveMonths === 0) return;
  const { postgresql, backup } = tenant.release;
  const { service, ca } = databaseNamesOf(tenant);
  const env = [...filesStore(ownBackups(tenant, store)), { name: 'FLEET_KEEP_MONTHS', value: String(archiveMonths) }];
  addCronJob(layer, stack, {
    schedule: archiveSchedule,
    job: {
      ...filesJob(stack),
      component: 'archive-backup',
      deadlineSeconds: 12 * 3600,
      before: [
        containerOf({
          name: 'tools',
          image: backup.resticImage,
          // One static program, and the authorities that it trusts, for the image that has pg_dump.
          command: ['cp', '/usr/bin/restic', '/etc/ssl/certs/ca-certificates.crt', '/tools/'],
          env: [],
          mounts: [tools],
          resources: size.init,
        }),
        containerOf({
          name: 'database',
          image:
            tenant.spec.database.engine === 'statefulset' ? postgresql.statefulSetImage : postgresql.cloudnativePgImage,
          command: ['/bin/sh', '-c', 'PATH="/tools:$PATH" exec /bin/sh /opt/fleet/dump_database.sh'],
          env: [
            ...env,
            { name: 'RESTIC_CACERT', value: '/tools/ca-certificates.crt' },
            { name: 'PGHOST', value: service },
            { name: 'PGDATABASE', value: names.databaseName },
            { name: 'PGUSER', value: names.databaseRole },
            {
              name: 'PGPASSWORD',
              valueFrom: { secretKeyRef: { name: names.databaseCredentials, key: 'password' } },
            },
            { name: 'PGSSLMODE', value: 'verify-full' },
            { name: 'PGSSLROOTCERT', value: '/run/secrets/database-ca/ca.crt' },
          ],
          mounts: [
            { ...tools, readOnly: true },
            { name: 'database-ca', mountPath: '/run/secrets/database-ca', readOnly: true },
            repositoryMount,
          ],
          resources: size.backup.drill,
        }),
      ],
      container: containerOf({
        name: 'files',
        image: backup.resticImage,
        command: program('backup_files.sh'),
        // The copies of every day prune for it.
        env: [...env, { name: 'FLEET_TAG', value: 'archive' }, { name: 'FLEET_PRUNE_HOUR', value: 'never' }],
        mounts: [{ name: 'filestore', mountPath: '/var/lib/odoo', readOnly: true }, repositoryMount],
        resources: size.backup.job,
      }),
      volumes: [
        { name: 'tools', emptyDir: { sizeLimit: '256Mi' } },
        { name: 'database-ca', secret: { secretName: ca, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        filesVolume('read'),
        repositoryVolume,
      ],
    },
  });
}
