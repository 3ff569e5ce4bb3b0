/** The web workload: HTTP workers and the websocket process, with service and disruption budget. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names, ports, selectorOf } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { spreadOf } from '../placement.ts';
import { initContainer, templateOf, wantedState } from './pod.ts';

/** Seconds in which a gateway forgets a pod that is about to stop. */
const drainSeconds = 10;

export function addWeb(layer: Chart, stack: Stack): void {
  const { size, tenant } = stack;
  const selector = selectorOf('web', tenant);
  const rolling = size.web.surge > 0;
  add(layer, stack, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: names.web,
    component: 'web',
    body: {
      spec: {
        replicas: stack.running ? size.web.replicas : 0,
        // A new pod waits for the migration, which may take long.
        progressDeadlineSeconds: 3600,
        revisionHistoryLimit: 3,
        strategy: rolling
          ? { type: 'RollingUpdate', rollingUpdate: { maxSurge: size.web.surge, maxUnavailable: 0 } }
          : { type: 'Recreate' },
        selector: { matchLabels: selector },
        template: podOf(stack),
      },
    },
  });
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'Service',
    name: names.web,
    component: 'web',
    body: {
      spec: {
        selector,
        ports: [
          { name: 'http', port: ports.http, targetPort: 'http' },
          { name: 'websocket', port: ports.websocket, targetPort: 'websocket' },
        ],
      },
    },
  });
  // With a single pod a budget would only block the draining of its node.
  if (stack.running && size.web.replicas > 1) {
    add(layer, stack, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      name: names.web,
      component: 'web',
      body: {
        spec: { maxUnavailable: 1, selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
      },
    });
  }
}

function podOf(stack: Stack): JsonObject {
  const { tenant, size } = stack;
  return templateOf(stack, {
    component: 'web',
    before: [initContainer(stack, { name: 'wait-migrated', program: 'wait_migrated.py', env: wantedState(stack) })],
    container: {
      command: ['odoo'],
      resources: size.web.resources,
      more: {
        ports: [
          { name: 'http', containerPort: ports.http },
          { name: 'websocket', containerPort: ports.websocket },
        ],
        lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
        ...probes(tenant.spec.odoo.config.limit_time_real),
      },
    },
    spec: {
      // A request may run to its limit; the rest is for the workers to end.
      terminationGracePeriodSeconds: tenant.spec.odoo.config.limit_time_real + 15 + drainSeconds,
      ...(size.web.replicas > 1 && {
        topologySpreadConstraints: spreadOf(selectorOf('web', tenant)),
      }),
    },
  });
}

/**
 * `/web/health` is answered by the same workers as everything else, so it queues behind long requests: a pod counts as
 * dead only after all of them must have ended (`limit_time_real`, in seconds). It does not ask the database, so that a
 * failover does not take all pods out of service at once.
 */
function probes(limitTimeReal: number): JsonObject {
  const httpGet = { path: '/web/health', port: 'http' };
  return {
    startupProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 60 },
    readinessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: {
      httpGet,
      periodSeconds: 30,
      timeoutSeconds: 10,
      failureThreshold: Math.ceil((limitTimeReal + 60) / 30),
    },
  };
}
