/** The page of a stopped tenant: a tiny server in Odoo's image that answers every request with 503 and says why. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names, ports, selectorOf } from '../names.ts';
import { imageOf } from '../odoo/addons.ts';
import { containerSecurity, podSecurity } from '../odoo/pod.ts';
import { add, labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { priorityOf } from '../placement.ts';

const program = 'suspended_page.py';

/** Part of this program's own text, in a file of its own so that Python's tools can test it; read once. */
const source = readFileSync(new URL(`scripts/${program}`, import.meta.url), 'utf8');
const digest = createHash('sha256').update(source).digest('hex').slice(0, 16);

const texts = {
  active: 'This service is being prepared.',
  suspended: 'This service is suspended.',
  offboarding: 'This service has ended.',
} as const;

/** Fits into the room that the stopped pods leave in the quota. */
const resources = { cpuRequest: 10, cpuLimit: 100, memoryRequest: 32, memoryLimit: 64 };

export function addSuspendedPage(layer: Chart, stack: Stack): void {
  const selector = selectorOf('page', stack.tenant);
  const part = { name: names.suspendedPage, component: 'page' } as const;
  add(layer, stack, { apiVersion: 'v1', kind: 'ConfigMap', ...part, body: { data: { [program]: source } } });
  add(layer, stack, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    ...part,
    body: {
      spec: {
        replicas: 1,
        revisionHistoryLimit: 3,
        selector: { matchLabels: selector },
        template: podOf(stack),
      },
    },
  });
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'Service',
    ...part,
    body: { spec: { selector, ports: [{ name: 'http', port: ports.page, targetPort: 'http' }] } },
  });
}

function podOf(stack: Stack): JsonObject {
  const { tenant, fleet } = stack;
  return {
    metadata: {
      labels: labelsOf(stack, 'page'),
      annotations: { [`${fleet.spec.labelPrefix}/config-digest`]: digest },
    },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: priorityOf(stack),
      serviceAccountName: names.odooAccount,
      securityContext: podSecurity(stack),
      ...placementOf(stack),
      containers: [
        {
          name: 'page',
          image: imageOf(stack),
          command: ['python3', '-B', `/opt/fleet/${program}`],
          env: [
            { name: 'FLEET_PAGE_TEXT', value: texts[tenant.spec.lifecycle] },
            { name: 'FLEET_PAGE_PORT', value: String(ports.page) },
          ],
          ports: [{ name: 'http', containerPort: ports.page }],
          // Every answer is an error on purpose, so only the port is asked.
          readinessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 10 },
          livenessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 30 },
          resources: resourcesOf(resources),
          securityContext: containerSecurity,
          volumeMounts: [{ name: 'program', mountPath: '/opt/fleet', readOnly: true }],
        },
      ],
      volumes: [{ name: 'program', configMap: { name: names.suspendedPage } }],
    },
  };
}
