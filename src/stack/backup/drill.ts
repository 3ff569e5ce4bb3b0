/** The restore drill: a backup counts only once it has been restored. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { drillGiB } from '../capacity.ts';
import { databaseNamesOf, names } from '../names.ts';
import type { Stack } from '../part.ts';
import { addCronJob, containerOf, program, repositoryMount, repositoryVolume } from './job.ts';
import { backupPlanOf } from './plan.ts';
import { databaseStore, filesStore, type ObjectStore, ownBackups } from './store.ts';

const work = { name: 'work', mountPath: '/work' } as const;
const handOver = { name: 'hand-over', mountPath: '/run/wal' } as const;
const data: JsonObject = { name: 'PGDATA', value: '/work/pgdata' };

/** User `postgres` of the images. */
export const postgresUsers = { 'cloudnative-pg': 26, statefulset: 999 } as const;

/**
 * One pod without rights in the cluster: fetches the newest base backup, recovers it with the archived log in a throw-away
 * database, checks it, and compares it with the newest copy of the files. Everything is gone when the pod ends. Its
 * success is the metric, and its duration the measured restore time; longer than the contract allows is failed.
 */
export function addRestoreDrill(layer: Chart, stack: Stack, store: ObjectStore): void {
  const { tenant, size } = stack;
  const plan = backupPlanOf(tenant);
  const own = ownBackups(tenant, store);
  const { engine } = tenant.spec.database;
  const { barmanImage, resticImage } = tenant.release.backup;
  const { postgresql } = tenant.release;
  const user = postgresUsers[engine];
  const server: JsonObject = { name: 'FLEET_SERVER', value: databaseNamesOf(tenant).server };
  const fetching = [...databaseStore(own), server];
  addCronJob(layer, stack, {
    schedule: plan.drillSchedule,
    job: {
      component: 'restore-drill',
      user: { uid: user, gid: user },
      deadlineSeconds: plan.drillDeadlineSeconds,
      before: [
        containerOf({
          name: 'fetch',
          image: barmanImage,
          command: program('restore_base.py'),
          // Two schedules: a run may be under way while the drill begins.
          env: [...fetching, data, { name: 'FLEET_MOST_BASE_MINUTES', value: String(2 * plan.baseMinutes) }],
          mounts: [work],
          resources: size.backup.job,
        }),
        containerOf({
          name: 'log',
          image: barmanImage,
          command: program('wal_agent.py'),
          env: fetching,
          mounts: [handOver],
          resources: size.backup.job,
          isSidecar: true,
        }),
        containerOf({
          name: 'check',
          image: engine === 'statefulset' ? postgresql.statefulSetImage : postgresql.cloudnativePgImage,
          command: program('check_database.sh'),
          env: [
            data,
            { name: 'FLEET_DATABASE', value: names.databaseName },
            { name: 'FLEET_MOST_MINUTES', value: String(plan.stalestMinutes) },
            { name: 'FLEET_FILES_MINUTES', value: String(2 * plan.filesLossMinutes) },
          ],
          mounts: [work, handOver],
          resources: size.backup.drill,
        }),
      ],
      container: containerOf({
        name: 'files',
        image: resticImage,
        command: program('check_files.sh'),
        env: [
          ...filesStore(own),
          { name: 'FLEET_DATABASE', value: names.databaseName },
          { name: 'FLEET_MOST_FILES_MINUTES', value: String(2 * plan.filesLossMinutes + 60) },
        ],
        mounts: [work, repositoryMount],
        resources: size.backup.job,
      }),
      volumes: [workVolume(stack), { name: 'hand-over', emptyDir: { sizeLimit: '1Gi' } }, repositoryVolume],
    },
  });
}

/** A claim that lives as long as the pod: the disks of nodes are not made for whole databases. */
function workVolume({ tenant, size }: Stack): JsonObject {
  return {
    name: 'work',
    ephemeral: {
      volumeClaimTemplate: {
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: tenant.cluster.storage.database.className,
          resources: { requests: { storage: `${drillGiB(size)}Gi` } },
        },
      },
    },
  };
}
