/** The exporter of Odoo's metrics: a small program in Odoo's own image that asks the web service and the database. */
import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { databaseNamesOf, names, ports, selectorOf } from '../names.ts';
import { scriptsDigest as sharedDigest } from '../odoo/scripts.ts';
import { add, labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { codeOf, imageOf } from '../odoo/addons.ts';
import { priorityOf } from '../placement.ts';
import { scripts, scriptsDigest } from './scripts.ts';

export function addExporter(layer: Chart, stack: Stack): void {
  const selector = selectorOf('metrics', stack.tenant);
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: names.metrics,
    component: 'metrics',
    body: { data: { ...scripts } },
  });
  add(layer, stack, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: names.metrics,
    component: 'metrics',
    body: {
      spec: {
        replicas: stack.running ? 1 : 0,
        revisionHistoryLimit: 3,
        // Two at once would only ask everything twice.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: labelsOf(stack, 'metrics'),
            annotations: { [`${stack.fleet.spec.labelPrefix}/config-digest`]: programDigest },
          },
          spec: podOf(stack),
        },
      },
    },
  });
}

/** The program is read once, so a change of it must make a new pod. */
const programDigest = createHash('sha256').update(`${sharedDigest}\n${scriptsDigest}`).digest('hex').slice(0, 16);

function podOf(stack: Stack): JsonObject {
  const { uid, gid } = stack.tenant.release.odoo;
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: priorityOf(stack),
    serviceAccountName: names.odooAccount,
    terminationGracePeriodSeconds: 5,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      fsGroup: gid,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...placementOf(stack),
    containers: [containerOf(stack)],
    volumes: [
      { name: 'program', configMap: { name: names.metrics } },
      { name: 'scripts', configMap: { name: names.scripts } },
      { name: 'credentials', secret: { secretName: names.databaseCredentials, items: [key('password')] } },
      { name: 'database-ca', secret: { secretName: databaseNamesOf(stack.tenant).ca, items: [key('ca.crt')] } },
    ],
  };
}

function containerOf(stack: Stack): JsonObject {
  const healthy = { httpGet: { path: '/healthz', port: 'metrics' }, timeoutSeconds: 5 };
  return {
    name: 'metrics',
    image: imageOf(stack),
    command: ['python3', '-B', '/opt/metrics/odoo_metrics.py'],
    env: environmentOf(stack),
    ports: [{ name: 'metrics', containerPort: ports.metrics }],
    readinessProbe: { ...healthy, periodSeconds: 10 },
    livenessProbe: { ...healthy, periodSeconds: 30, failureThreshold: 4 },
    resources: resourcesOf(stack.size.metrics.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [
      { name: 'program', mountPath: '/opt/metrics', readOnly: true },
      { name: 'scripts', mountPath: '/opt/fleet', readOnly: true },
      { name: 'credentials', mountPath: '/run/secrets/database', readOnly: true },
      { name: 'database-ca', mountPath: '/run/secrets/database-ca', readOnly: true },
    ],
  };
}

function environmentOf(stack: Stack): readonly JsonObject[] {
  const { release } = stack.tenant;
  const values = {
    PYTHONPATH: '/opt/fleet',
    FLEET_IMAGE: codeOf(stack),
    FLEET_RELEASE: release.id,
    FLEET_SERIES: release.odoo.series,
    FLEET_WEB_URL: `http://${names.web}:${ports.http}/web/health`,
    FLEET_PASSWORD_FILE: '/run/secrets/database/password',
    FLEET_METRICS_PORT: String(ports.metrics),
    PGHOST: databaseNamesOf(stack.tenant).service,
    PGPORT: String(ports.postgresql),
    PGDATABASE: names.databaseName,
    PGUSER: names.databaseRole,
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: '/run/secrets/database-ca/ca.crt',
  };
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function key(name: string): JsonObject {
  return { key: name, path: name };
}
