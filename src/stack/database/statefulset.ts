/** PostgreSQL as a plain StatefulSet, for clusters without the CloudNativePG operator: one instance, TLS only. */
import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { scripts, scriptsMount } from '../backup/scripts.ts';
import { databaseNamesOf, names, ports, selectorOf } from '../names.ts';
import { credentialsAnnotation } from '../odoo/pod.ts';
import { add, labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { priorityOf } from '../placement.ts';
import { archiveContainers, archiveSettings, handOverMount, handOverVolume, podPrograms } from './log-archive.ts';
import { parametersOf } from './parameters.ts';
import { clientRules, initScript, passwordScript } from './scripts.ts';
import { statefulSetNamesOf, volumePath } from './statefulset-names.ts';

/** User and group `postgres` of the official Debian images. */
const postgresUser = 999;

export function addStatefulSet(layer: Chart, stack: Stack, annotations: Readonly<Record<string, string>>): void {
  const files = filesOf(stack);
  const { server, service } = databaseNamesOf(stack.tenant);
  const { config } = statefulSetNamesOf(stack.tenant);
  const selector = selectorOf('database', stack.tenant);
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: config,
    component: 'database',
    body: { data: files },
  });
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'Service',
    name: service,
    component: 'database',
    body: {
      spec: {
        // By the pod's own name: the server of an earlier generation has the same labels, and may run beside it.
        selector: { ...selector, 'statefulset.kubernetes.io/pod-name': `${server}-0` },
        ports: [{ name: 'postgresql', port: ports.postgresql, targetPort: 'postgresql' }],
      },
    },
  });
  addVolume(layer, stack, annotations);
  add(layer, stack, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: server,
    component: 'database',
    annotations,
    body: {
      spec: {
        replicas: databaseRuns(stack.state) ? 1 : 0,
        serviceName: service,
        selector: { matchLabels: selector },
        template: {
          metadata: {
            // Base backups read the volume on the node where it is.
            labels: { ...labelsOf(stack, 'database'), [`${stack.fleet.spec.labelPrefix}/volume`]: server },
            annotations: {
              [`${stack.fleet.spec.labelPrefix}/config-digest`]: digestOf(files),
              ...credentialsAnnotation(stack),
            },
          },
          spec: podOf(stack),
        },
      },
    },
  });
}

function filesOf({ tenant }: Stack): Readonly<Record<string, string>> {
  const programs = tenant.cluster.objectStore === undefined ? [] : podPrograms;
  return {
    '10-odoo.sh': initScript,
    'pg_hba.conf': clientRules,
    'set-password.sh': passwordScript,
    ...Object.fromEntries(programs.map((name) => [name, scripts[name] ?? ''])),
  };
}

function podOf(stack: Stack): JsonObject {
  const { config, volume, serverCertificate } = statefulSetNamesOf(stack.tenant);
  const archives = stack.tenant.cluster.objectStore !== undefined;
  const before = archiveContainers(stack);
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: priorityOf(stack),
    // Odoo's own account: it has no rights and no token.
    serviceAccountName: names.odooAccount,
    // PostgreSQL's fast shutdown writes a checkpoint first.
    terminationGracePeriodSeconds: 120,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: postgresUser,
      runAsGroup: postgresUser,
      fsGroup: postgresUser,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...placementOf(stack),
    ...(before.length > 0 && { initContainers: before }),
    containers: [containerOf(stack)],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: volume } },
      { name: 'config', configMap: { name: config } },
      ...(archives ? [{ name: 'scripts', configMap: { name: config } }, handOverVolume] : []),
      // PostgreSQL accepts a key that is readable by its group only when root owns it, which is how the kubelet writes it.
      { name: 'certificate', secret: { secretName: serverCertificate, defaultMode: 0o640 } },
      { name: 'superuser', secret: { secretName: names.databaseSuperuser } },
      { name: 'credentials', secret: { secretName: names.databaseCredentials } },
      { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
      { name: 'temporary', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } },
    ],
  };
}

function containerOf(stack: Stack): JsonObject {
  const { release, cluster } = stack.tenant;
  const ready = {
    exec: { command: ['pg_isready', '--quiet', '--username=postgres', '--dbname=postgres'] },
    periodSeconds: 10,
    timeoutSeconds: 5,
  };
  return {
    name: 'postgresql',
    image: release.postgresql.statefulSetImage,
    args: argumentsOf(stack),
    env: [
      // Not the root of the volume, which may hold `lost+found`; and the same folder of it for every major version, so that
      // a server refuses the data of another one instead of beginning with an empty database.
      { name: 'PGDATA', value: `${volumePath(release.postgresql.major)}/pgdata` },
      {
        name: 'POSTGRES_INITDB_ARGS',
        value: '--data-checksums --encoding=UTF8 --auth-local=peer --auth-host=scram-sha-256',
      },
      { name: 'POSTGRES_PASSWORD_FILE', value: '/run/secrets/superuser/password' },
    ],
    ports: [{ name: 'postgresql', containerPort: ports.postgresql }],
    // The pod counts as started only afterwards, so that no client meets an old password.
    lifecycle: { postStart: { exec: { command: ['/bin/sh', '/etc/postgresql/set-password.sh'] } } },
    // Crash recovery of a large database takes minutes, in which the server refuses connections.
    startupProbe: { ...ready, failureThreshold: 180 },
    readinessProbe: { ...ready, failureThreshold: 3 },
    livenessProbe: { ...ready, periodSeconds: 30, failureThreshold: 10 },
    resources: resourcesOf(stack.size.database.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [
      { name: 'data', mountPath: volumePath(release.postgresql.major) },
      { name: 'config', mountPath: '/etc/postgresql', readOnly: true },
      { name: 'config', mountPath: '/docker-entrypoint-initdb.d/10-odoo.sh', subPath: '10-odoo.sh', readOnly: true },
      { name: 'certificate', mountPath: '/run/secrets/certificate', readOnly: true },
      { name: 'superuser', mountPath: '/run/secrets/superuser', readOnly: true },
      { name: 'credentials', mountPath: '/run/secrets/database', readOnly: true },
      { name: 'run', mountPath: '/var/run/postgresql' },
      { name: 'temporary', mountPath: '/tmp' },
      { name: 'shared-memory', mountPath: '/dev/shm' },
      ...(cluster.objectStore === undefined ? [] : [scriptsMount, handOverMount]),
    ],
  };
}

function argumentsOf(stack: Stack): string[] {
  const settings = {
    ...parametersOf(stack),
    ...archiveSettings(stack),
    hba_file: '/etc/postgresql/pg_hba.conf',
    // Nobody reads from a server that recovers; without it, one may have fewer connections than that of the backup had.
    hot_standby: 'off',
    password_encryption: 'scram-sha-256',
    ssl: 'on',
    // The authority of the role that takes base backups.
    ssl_ca_file: '/run/secrets/certificate/ca.crt',
    ssl_cert_file: '/run/secrets/certificate/tls.crt',
    ssl_key_file: '/run/secrets/certificate/tls.key',
    ssl_min_protocol_version: 'TLSv1.3',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A claim of its own: one in the StatefulSet's templates could never grow, since they cannot change. */
function addVolume(layer: Chart, stack: Stack, annotations: Readonly<Record<string, string>>): void {
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    name: statefulSetNamesOf(stack.tenant).volume,
    component: 'database',
    annotations,
    body: {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: stack.tenant.cluster.storage.database.className,
        resources: { requests: { storage: `${stack.size.database.storageGiB}Gi` } },
      },
    },
  });
}

function digestOf(files: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}
