/** The last backup of a tenant that leaves: begun when Odoo has stopped, repeated every day until somebody confirms it. */
import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import { plugin } from '../database/barman-cloud.ts';
import { databaseNamesOf } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { ifNotPresent, jobOf } from './job.ts';
import { portableBackup, questionOf } from './portable.ts';
import type { ObjectStore } from './store.ts';

const daySeconds = 24 * 3600;

/**
 * A dump and the files, which are kept for ever, apart from the copies of every day. The base backup beside it is what
 * the database is restored from fastest; with the StatefulSet engine its own Job takes it.
 */
export function addFinalBackup(layer: Chart, stack: Stack, store: ObjectStore): void {
  if (stack.tenant.spec.database.engine === 'cloudnative-pg') addBaseBackup(layer, stack);
  const { server } = databaseNamesOf(stack.tenant);
  const job = portableBackup(stack, store, {
    component: 'final-backup',
    env: [{ name: 'FLEET_TAG', value: 'final' }],
    // Pods of Odoo may take minutes to end, and until then they write.
    before: [questionOf(stack, { name: 'stopped', file: 'wait_stopped.sh' })],
  });
  add(layer, stack, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    // Another image must not make another one in the middle of it.
    name: `final-backup-${createHash('sha256').update(server).digest('hex').slice(0, 10)}`,
    component: 'final-backup',
    annotations: ifNotPresent,
    body: {
      spec: {
        ...jobOf(stack, job),
        backoffLimit: 6,
        // Then Flux misses it and makes it again: so one that failed for good is tried again without anybody's hand.
        ttlSecondsAfterFinished: daySeconds,
      },
    },
  });
}

function addBaseBackup(layer: Chart, stack: Stack): void {
  const { server } = databaseNamesOf(stack.tenant);
  add(layer, stack, {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Backup',
    name: `${server}-final`,
    component: 'final-backup',
    annotations: ifNotPresent,
    body: {
      spec: {
        cluster: { name: server },
        method: 'plugin',
        pluginConfiguration: { name: plugin },
        target: 'prefer-standby',
      },
    },
  });
}
