/** What the pods of web, cron and migration have in common. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../model/manifest.ts';
import { databaseNamesOf, names, type OdooComponent } from '../names.ts';
import { labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { bandwidthOf, priorityOf } from '../placement.ts';
import { sealedSecret } from '../sealed-secret.ts';
import type { Resources } from '../sizing.ts';
import { addonMounts, addonVolumes, codeOf, imageOf } from './addons.ts';
import { configOf } from './config.ts';
import { proxyEnvironment } from './egress-proxy.ts';
import { scriptsDigest } from './scripts.ts';

export interface OdooPod {
  readonly component: OdooComponent;
  readonly container: {
    readonly command: readonly string[];
    readonly resources: Resources;
    readonly env?: readonly JsonObject[];
    readonly mounts?: readonly JsonObject[];
    /** Ports, probes and life cycle. */
    readonly more?: JsonObject;
  };
  readonly volumes?: readonly JsonObject[];
  /** Programs that must end before the container starts, besides the one that renders the configuration. */
  readonly before?: readonly JsonObject[];
  readonly spec?: JsonObject;
}

/** Runs one of our programs with the Python of Odoo's image. */
export function script(name: string): readonly string[] {
  return ['python3', '-B', `/opt/fleet/${name}`];
}

/** A pod template: metadata and spec. */
export function templateOf(stack: Stack, pod: OdooPod): JsonObject {
  const { fleet } = stack;
  return {
    metadata: {
      labels: { ...labelsOf(stack, pod.component), [`${fleet.spec.labelPrefix}/volume`]: 'filestore' },
      // Odoo reads its configuration once, so a change of it must make new pods.
      annotations: {
        [`${fleet.spec.labelPrefix}/config-digest`]: configDigest(stack),
        ...bandwidthOf(stack),
        ...credentialsAnnotation(stack),
      },
    },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: priorityOf(stack),
      serviceAccountName: names.odooAccount,
      securityContext: podSecurity(stack),
      ...placementOf(stack),
      ...sameNode(stack),
      initContainers: [
        initContainer(stack, { name: 'render-config', program: 'render_config.py' }),
        ...(pod.before ?? []),
      ],
      containers: [mainContainer(stack, pod)],
      volumes: [...volumesOf(stack), ...addonVolumes(stack), ...(pod.volumes ?? [])],
      ...pod.spec,
    },
  };
}

/** A short program of ours in Odoo's image. */
export function initContainer(
  stack: Stack,
  of: { name: string; program: string; env?: readonly JsonObject[] },
): JsonObject {
  return {
    name: of.name,
    image: imageOf(stack),
    command: script(of.program),
    env: [...environment, ...(of.env ?? [])],
    resources: resourcesOf(stack.size.init),
    securityContext: containerSecurity,
    volumeMounts: mounts,
  };
}

/** Where users reach the tenant: its main domain. */
export function baseUrlOf({ tenant }: Stack): string {
  return `https://${tenant.spec.domains[0]}`;
}

/** What the database must have reached before web and cron may use it. */
export function wantedState(stack: Stack): readonly JsonObject[] {
  const { id, environment, odoo, database } = stack.tenant.spec;
  return [
    { name: 'FLEET_IMAGE', value: codeOf(stack) },
    { name: 'FLEET_MODULES', value: odoo.modules.toSorted().join(',') },
    // The copy as which a staging tenant's database is neutralised. Without it the programs refuse to do so.
    ...(environment === 'staging' ? [{ name: 'FLEET_STAGING', value: `${id}/${database.generation}` }] : []),
  ];
}

function mainContainer(stack: Stack, { component, container }: OdooPod): JsonObject {
  return {
    name: 'odoo',
    image: imageOf(stack),
    // Not the image's entry point: it would put the database password on the command line.
    command: container.command,
    env: [
      ...environment,
      // The migration reaches no integration.
      ...(component === 'migration' ? [] : proxyEnvironment(stack)),
      ...(container.env ?? []),
    ],
    resources: resourcesOf(container.resources),
    securityContext: containerSecurity,
    volumeMounts: [
      ...mounts,
      { name: 'filestore', mountPath: '/var/lib/odoo' },
      ...addonMounts(stack),
      ...(container.mounts ?? []),
    ],
    ...container.more,
  };
}

const environment: readonly JsonObject[] = [
  { name: 'ODOO_RC', value: '/run/odoo/odoo.conf' },
  { name: 'HOME', value: '/var/lib/odoo' },
  // Caches of fonts and of report rendering go where the container may write.
  { name: 'XDG_CACHE_HOME', value: '/tmp' },
  { name: 'PGSSLROOTCERT', value: '/run/secrets/database-ca/ca.crt' },
  { name: 'PYTHONDONTWRITEBYTECODE', value: '1' },
];

const mounts: readonly JsonObject[] = [
  { name: 'run', mountPath: '/run/odoo' },
  { name: 'temporary', mountPath: '/tmp' },
  { name: 'config', mountPath: '/etc/odoo-config', readOnly: true },
  { name: 'scripts', mountPath: '/opt/fleet', readOnly: true },
  { name: 'credentials', mountPath: '/run/secrets/database', readOnly: true },
  { name: 'database-ca', mountPath: '/run/secrets/database-ca', readOnly: true },
];

function volumesOf({ tenant }: Stack): readonly JsonObject[] {
  return [
    // The rendered configuration holds the password: it stays in memory.
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
    { name: 'temporary', emptyDir: { sizeLimit: '2Gi' } },
    { name: 'config', configMap: { name: names.config } },
    { name: 'scripts', configMap: { name: names.scripts } },
    {
      name: 'credentials',
      secret: { secretName: names.databaseCredentials, items: [key('username'), key('password')] },
    },
    // Only the certificate: the secret also holds the authority's private key.
    { name: 'database-ca', secret: { secretName: databaseNamesOf(tenant).ca, items: [key('ca.crt')] } },
    { name: 'filestore', persistentVolumeClaim: { claimName: names.filestore } },
  ];
}

function key(name: string): JsonObject {
  return { key: name, path: name };
}

export const containerSecurity: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

export function podSecurity({ tenant }: Stack): JsonObject {
  return podSecurityOf(tenant.release.odoo);
}

/** For the numeric user of any image. */
export function podSecurityOf({ uid, gid }: { readonly uid: number; readonly gid: number }): JsonObject {
  return {
    runAsNonRoot: true,
    runAsUser: uid,
    runAsGroup: gid,
    fsGroup: gid,
    // Changing the owner of a large filestore at every start would take minutes.
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** A volume for one node at a time: all pods that mount it must meet there. */
export function sameNode({ tenant, fleet }: Stack): { readonly [key: string]: Json } {
  if (tenant.cluster.storage.filestore.accessMode === 'ReadWriteMany') return {};
  const labelSelector = { matchLabels: { [`${fleet.spec.labelPrefix}/volume`]: 'filestore' } };
  return {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: 'kubernetes.io/hostname' }],
      },
    },
  };
}

/** The base address is part of it: Odoo keeps the value that the migration writes in memory. */
function configDigest(stack: Stack): string {
  return createHash('sha256')
    .update(`${configOf(stack)}\n${baseUrlOf(stack)}\n${scriptsDigest}`)
    .digest('hex')
    .slice(0, 16);
}

/**
 * A new password of the database makes new pods: Odoo's configuration is rendered once, and a plain server is given it
 * after its start. It is told by its ciphertext; what the External Secrets Operator fetches is not known here.
 */
export function credentialsAnnotation(stack: Stack): { readonly [key: string]: string } {
  const sealed = sealedSecret(stack, names.databaseCredentials);
  if (sealed === undefined) return {};
  const digest = createHash('sha256').update(JSON.stringify(sealed['stringData'])).digest('hex').slice(0, 16);
  return { [`${stack.fleet.spec.labelPrefix}/credentials-digest`]: digest };
}
