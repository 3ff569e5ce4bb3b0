/** The tenant's alert rules. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { add, type Stack } from '../part.ts';
import { protectionOf } from '../protection.ts';
import type { Alert } from './alert.ts';
import { alertsOf } from './alerts/index.ts';
import type { Monitoring } from './monitoring.ts';

export function addRules(layer: Chart, stack: Stack, { selectorLabels, runbooks }: Monitoring): void {
  const rules = alertsOf(stack, protectionOf(stack)).map((alert) => ruleOf(stack, alert, runbooks));
  add(layer, stack, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    name: 'tenant',
    labels: selectorLabels,
    // The group's name stands in Prometheus's own metrics.
    body: { spec: { groups: [{ name: stack.namespace, interval: '1m', rules }] } },
  });
}

export function ruleOf(stack: Stack, alert: Alert, runbooks: string): JsonObject {
  const { id, environment } = stack.tenant.spec;
  return {
    alert: alert.name,
    expr: alert.expr,
    for: alert.for,
    labels: {
      ...alert.labels,
      // Set here as well, since many expressions drop it: by it alerts are routed, shown and told apart.
      namespace: stack.namespace,
      tenant: id,
      // Nobody is woken for a copy.
      severity: environment === 'production' ? alert.severity : 'warning',
    },
    annotations: {
      summary: `${id}: ${alert.summary}`,
      description: alert.description,
      runbook_url: runbookOf(runbooks, alert.name),
    },
  };
}

/** The section of an alert: GitHub makes the anchor of a heading by writing it in small letters. */
export function runbookOf(runbooks: string, alert: string): string {
  return `${runbooks}#${alert.toLowerCase()}`;
}
