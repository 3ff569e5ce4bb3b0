/** What the pods of all backup Jobs have in common. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { type BackupComponent, names } from '../names.ts';
import { podSecurityOf } from '../odoo/pod.ts';
import { add, labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { priorityOf } from '../placement.ts';
import type { Resources } from '../sizing.ts';
import { scriptsMount, scriptsVolume } from './scripts.ts';

export interface BackupJob {
  readonly component: BackupComponent;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly before?: readonly JsonObject[];
  readonly container: JsonObject;
  readonly volumes: readonly JsonObject[];
  readonly deadlineSeconds: number;
  /** Labels and affinity of pods that must meet others at a volume. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly placement?: JsonObject;
}

export interface BackupContainer {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env: readonly JsonObject[];
  readonly mounts?: readonly JsonObject[];
  readonly resources: Resources;
  /** A sidecar runs beside all that come after it. */
  readonly isSidecar?: boolean;
}

/** Images of barman-cloud have Python and no shell, those of restic and PostgreSQL a shell and no Python. */
export function program(file: string): readonly string[] {
  return file.endsWith('.py') ? ['python3', '-B', `/opt/fleet/${file}`] : ['/bin/sh', `/opt/fleet/${file}`];
}

export function containerOf(of: BackupContainer): JsonObject {
  return {
    name: of.name,
    image: of.image,
    command: of.command,
    // The server does not store an empty list.
    ...(of.env.length > 0 && { env: of.env }),
    ...(of.isSidecar === true && { restartPolicy: 'Always' }),
    resources: resourcesOf(of.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [scriptsMount, { name: 'temporary', mountPath: '/tmp' }, ...(of.mounts ?? [])],
  };
}

/**
 * A Job's result is its metric: kube-state-metrics tells when each CronJob last succeeded.
 * @param of.runs Default: as long as Odoo runs.
 */
export function addCronJob(layer: Chart, stack: Stack, of: { schedule: string; job: BackupJob; runs?: boolean }): void {
  const { component } = of.job;
  add(layer, stack, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: component,
    component,
    body: {
      spec: {
        schedule: of.schedule,
        timeZone: 'Etc/UTC',
        suspend: !(of.runs ?? stack.running),
        concurrencyPolicy: 'Forbid',
        // After an outage one missed run is made up for, not all of them.
        startingDeadlineSeconds: 1800,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: { spec: jobOf(stack, of.job) },
      },
    },
  });
}

export function jobOf(stack: Stack, of: BackupJob): JsonObject {
  return {
    backoffLimit: 2,
    activeDeadlineSeconds: of.deadlineSeconds,
    template: {
      metadata: { labels: { ...labelsOf(stack, of.component), ...of.labels } },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: priorityOf(stack),
        serviceAccountName: names.odooAccount,
        restartPolicy: 'Never',
        securityContext: podSecurityOf(of.user),
        ...placementOf(stack),
        ...of.placement,
        ...(of.before !== undefined && { initContainers: of.before }),
        containers: [of.container],
        volumes: [scriptsVolume, { name: 'temporary', emptyDir: { sizeLimit: '2Gi' } }, ...of.volumes],
      },
    },
  };
}

/** A Job that is run once: its pod cannot change any more when a release brings new images. */
export const ifNotPresent = { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' };

/** The password of the tenant's own encrypted repository. */
export const repositoryMount: JsonObject = {
  name: 'repository',
  mountPath: '/run/secrets/backup-repository',
  readOnly: true,
};
export const repositoryVolume: JsonObject = repositoryOf(names.backupRepository);

export function repositoryOf(secretName: string): JsonObject {
  return { name: 'repository', secret: { secretName, items: [{ key: 'password', path: 'password' }] } };
}
