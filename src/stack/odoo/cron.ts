/** The cron workload: scheduled actions, apart from the web workers so that neither slows the other. */
import type { Chart } from 'cdk8s';
import { names, selectorOf } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { initContainer, script, templateOf, wantedState } from './pod.ts';

/** Longest time, in seconds, that a running action gets to end when the pod stops; Odoo runs it again later if it could not. */
const graceSeconds = 300;

export function addCron(layer: Chart, stack: Stack): void {
  const { size, tenant } = stack;
  const alive = { exec: { command: script('cron_alive.py') }, timeoutSeconds: 10 };
  add(layer, stack, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: names.cron,
    component: 'cron',
    body: {
      spec: {
        replicas: stack.running ? 1 : 0,
        progressDeadlineSeconds: 3600,
        revisionHistoryLimit: 3,
        // Never two releases at once on one database.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selectorOf('cron', tenant) },
        template: templateOf(stack, {
          component: 'cron',
          before: [
            initContainer(stack, { name: 'wait-migrated', program: 'wait_migrated.py', env: wantedState(stack) }),
          ],
          container: {
            // Prefork without HTTP: a cron worker that dies is started again by its master.
            command: ['odoo', '--no-http', '--workers=-1', `--max-cron-threads=${size.cron.threads}`],
            resources: size.cron.resources,
            more: {
              startupProbe: { ...alive, periodSeconds: 10, failureThreshold: 30 },
              livenessProbe: { ...alive, periodSeconds: 60, failureThreshold: 5 },
            },
          },
          spec: { terminationGracePeriodSeconds: graceSeconds },
        }),
      },
    },
  });
}
