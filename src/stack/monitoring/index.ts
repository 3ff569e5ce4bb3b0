/** The monitoring part of the app layer: what is measured of the tenant, what is an alert, and how it is shown. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addDashboard } from './dashboard.ts';
import { addExporter } from './exporter.ts';
import { addMonitors } from './monitors.ts';
import { addRules } from './rules.ts';

/** Nothing on a cluster without monitoring. Of a stopped tenant nothing is read, so that its silence is no alert. */
export function addMonitoring(layer: Chart, stack: Stack): void {
  const { monitoring } = stack.tenant.cluster;
  if (monitoring === undefined) return;
  addExporter(layer, stack);
  addMonitors(layer, stack, monitoring);
  addRules(layer, stack, monitoring);
  addDashboard(layer, stack, monitoring);
}
