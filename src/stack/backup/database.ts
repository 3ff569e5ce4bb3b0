/** Base backups of the StatefulSet engine, which has no operator to take them. */
import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import { statefulSetNamesOf, volumePath } from '../database/statefulset-names.ts';
import { databaseNamesOf } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { postgresUsers } from './drill.ts';
import { addCronJob, type BackupJob, containerOf, ifNotPresent, jobOf, program } from './job.ts';
import { backupPlanOf } from './plan.ts';
import { databaseStore, type ObjectStore, ownBackups } from './store.ts';

export function addDatabaseBackup(layer: Chart, stack: Stack, store: ObjectStore): void {
  const job = backupJob(stack, store);
  const { server } = databaseNamesOf(stack.tenant);
  const runs = databaseRuns(stack.state);
  addCronJob(layer, stack, { schedule: backupPlanOf(stack.tenant).schedule, job, runs });
  // Without it there is nothing to restore until the first night.
  if (stack.running) addBackupAtOnce(layer, stack, { job, of: server });
  if (stack.state === 'closing') addBackupAtOnce(layer, stack, { job, of: `${server} final` });
}

/** @param of Alone decides the name: another image must not make another backup. */
function addBackupAtOnce(layer: Chart, stack: Stack, { job, of }: { job: BackupJob; of: string }): void {
  const digest = createHash('sha256').update(of).digest('hex').slice(0, 10);
  add(layer, stack, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: `database-backup-${digest}`,
    component: job.component,
    annotations: ifNotPresent,
    body: { spec: { ...jobOf(stack, job), backoffLimit: 6 } },
  });
}

/** Reads the data where it is, on the node of the server, and asks the server, as a role that may do nothing else. */
function backupJob(stack: Stack, store: ObjectStore): BackupJob {
  const { tenant, fleet, size } = stack;
  const { server, service } = databaseNamesOf(tenant);
  const { volume, clientCertificate } = statefulSetNamesOf(tenant);
  const labels = { [`${fleet.spec.labelPrefix}/volume`]: server };
  const { statefulset: user } = postgresUsers;
  return {
    component: 'database-backup',
    user: { uid: user, gid: user },
    deadlineSeconds: 12 * 3600,
    labels,
    placement: {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { labelSelector: { matchLabels: labels }, topologyKey: 'kubernetes.io/hostname' },
          ],
        },
      },
    },
    container: containerOf({
      name: 'barman',
      image: tenant.release.backup.barmanImage,
      command: program('backup_database.py'),
      env: [
        ...databaseStore(ownBackups(tenant, store)),
        { name: 'FLEET_SERVER', value: server },
        { name: 'FLEET_HOST', value: service },
        { name: 'FLEET_RETENTION_DAYS', value: String(backupPlanOf(tenant).retentionDays) },
        { name: 'PGSSLMODE', value: 'verify-full' },
        { name: 'PGSSLROOTCERT', value: '/run/secrets/certificate/ca.crt' },
        { name: 'PGSSLCERT', value: '/run/secrets/certificate/tls.crt' },
        { name: 'PGSSLKEY', value: '/run/secrets/certificate/tls.key' },
      ],
      mounts: [
        // The server tells the path of its data, so it must be the same here.
        { name: 'data', mountPath: volumePath(tenant.release.postgresql.major), readOnly: true },
        { name: 'certificate', mountPath: '/run/secrets/certificate', readOnly: true },
      ],
      resources: size.backup.job,
    }),
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: volume } },
      // Clients accept a key that its group can read only when root owns it, which is how the kubelet writes it.
      { name: 'certificate', secret: { secretName: clientCertificate, defaultMode: 0o640 } },
    ],
  };
}
