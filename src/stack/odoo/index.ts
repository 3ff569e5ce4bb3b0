/** Odoo's part of the app layer: configuration, migration, web and cron. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addConfig } from './config.ts';
import { addCron } from './cron.ts';
import { addMigration } from './migration.ts';
import { addScripts } from './scripts.ts';
import { addWeb } from './web.ts';

export function addOdoo(layer: Chart, stack: Stack): void {
  addConfig(layer, stack);
  addScripts(layer, stack);
  // A stopped tenant has no database to migrate; the Job comes with its first start.
  if (stack.running) addMigration(layer, stack);
  addWeb(layer, stack);
  addCron(layer, stack);
}
