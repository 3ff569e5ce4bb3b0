/** The monitoring part of the app layer: what is measured of the tenant, and what is an alert. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addExporter } from './exporter.ts';
import { addMonitors } from './monitors.ts';
import { addRules } from './rules.ts';

/** Nothing on a cluster without monitoring. Of a stopped tenant nothing is read, so that its silence is no alert. */
export function addMonitoring(layer: Chart, stack: Stack): void {
  const { monitoring } = stack.tenant.cluster;
  if (monitoring === undefined) return;
  addExporter(layer, stack);
  if (stack.running) addMonitors(layer, stack, monitoring);
  addRules(layer, stack, monitoring);
}
