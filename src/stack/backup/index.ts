/** Backups, restores and drills of the app layer: what may come and go with the contract. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addArchiveBackup } from './archive.ts';
import { addDatabaseBackup } from './database.ts';
import { addRestoreDrill } from './drill.ts';
import { addFinalBackup } from './final.ts';
import { addFilestoreBackup, addFilestoreRestore } from './filestore.ts';
import { addBackupScripts } from './scripts.ts';

export function addBackups(layer: Chart, stack: Stack): void {
  const { objectStore } = stack.tenant.cluster;
  if (objectStore === undefined) return;
  addBackupScripts(layer, stack);
  if (stack.tenant.spec.database.engine === 'statefulset') addDatabaseBackup(layer, stack, objectStore);
  addFilestoreBackup(layer, stack, objectStore);
  addFilestoreRestore(layer, stack, objectStore);
  addArchiveBackup(layer, stack, objectStore);
  if (stack.state === 'closing') addFinalBackup(layer, stack, objectStore);
  addRestoreDrill(layer, stack, objectStore);
}
