/** Demands that each secret reaches only the pods that need it. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { describeContainer, type PodContainer, podsIn } from './pod-template.ts';

const odoo = ['cron', 'metrics', 'migration', 'web'] as const;
const dumps = ['archive-backup', 'final-backup'] as const;
const jobs = [...dumps, 'filestore-backup', 'filestore-restore', 'restore-drill'] as const;

/**
 * Components that read each secret of a stack, by the label `app.kubernetes.io/component` of their pods. A restored
 * database has a number in the names of its certificates.
 */
const readers: Readonly<Record<string, readonly string[]>> = {
  'backup-repository': jobs,
  'backup-store': [...jobs, 'database', 'database-backup'],
  'database-app': [...odoo, ...dumps, 'database'],
  'database-backup': ['database-backup'],
  'database-ca': [...odoo, ...dumps],
  'database-server': ['database'],
  'database-superuser': ['database'],
  'odoo-admin': ['migration'],
  'production-backup': ['database', 'filestore-restore'],
};

function readersOf(secret: string): readonly string[] | undefined {
  return readers[secret.replace(/^database-\d+-/, 'database-')];
}

export const secretsWhereNeeded: StackPolicy = {
  id: 'secrets-where-needed',
  family: 'tenant',
  severity: 'error',
  title: 'Each secret is given only to the pods that need it',
  why: 'Whoever breaks into a pod has its secrets. Web pods, which strangers talk to, must not hold the keys of the database server or of the backups.',
  fix: 'Remove the secret from the pod. A pod that really needs it is a change of the stack, not of a tenant.',
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'], cis: ['5.4.1'], nsa: ['Secrets'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const { object, spec, metadata, pointer, containers } of podsIn(inventory)) {
      const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
      const component = String(labels['app.kubernetes.io/component'] ?? 'unnamed');
      const uses = [
        ...volumeSecrets(spec, `${pointer}/spec`),
        ...containers.flatMap((entry) => environmentSecrets(entry)),
        ...pullSecrets(spec, `${pointer}/spec`),
      ];
      for (const use of uses) yield* misuse(object, component, use);
    }
  },
};

interface Use {
  readonly secret: string;
  readonly pointer: string;
  /** How a message names the place. */
  readonly what: string;
}

function* misuse(object: InventoryObject, component: string, { secret, pointer, what }: Use): Generator<Violation> {
  const allowed = readersOf(secret);
  if (allowed?.includes(component)) return;
  const wanted = allowed === undefined ? 'one that the stack knows' : `read by ${allowed.join(', ')} alone`;
  yield {
    object,
    pointer,
    message: `${what} of component ${JSON.stringify(component)} reads secret ${JSON.stringify(secret)}, must be ${wanted}`,
  };
}

function* volumeSecrets(spec: JsonObject, pointer: string): Generator<Use> {
  for (const [index, volume] of listOf(spec['volumes']).entries()) {
    const at = `${pointer}/volumes/${index}`;
    const what = `volume ${JSON.stringify(volume['name'] ?? index)}`;
    yield* named(volume['secret'], 'secretName', { pointer: `${at}/secret`, what });
    const projected = isObject(volume['projected']) ? listOf(volume['projected']['sources']) : [];
    for (const [position, source] of projected.entries()) {
      yield* named(source['secret'], 'name', { pointer: `${at}/projected/sources/${position}/secret`, what });
    }
    const driver = isObject(volume['csi']) ? volume['csi']['nodePublishSecretRef'] : undefined;
    yield* named(driver, 'name', { pointer: `${at}/csi/nodePublishSecretRef`, what });
  }
}

function environmentSecrets(entry: PodContainer): readonly Use[] {
  const { container, pointer } = entry;
  const what = describeContainer(entry);
  const variables = listOf(container['env']).flatMap((variable, index) => {
    const from = isObject(variable['valueFrom']) ? variable['valueFrom']['secretKeyRef'] : undefined;
    return Array.from(named(from, 'name', { pointer: `${pointer}/env/${index}/valueFrom/secretKeyRef`, what }));
  });
  const sources = listOf(container['envFrom']).flatMap((source, index) =>
    Array.from(named(source['secretRef'], 'name', { pointer: `${pointer}/envFrom/${index}/secretRef`, what })),
  );
  return [...variables, ...sources];
}

function* pullSecrets(spec: JsonObject, pointer: string): Generator<Use> {
  for (const [index, secret] of listOf(spec['imagePullSecrets']).entries()) {
    yield* named(secret, 'name', { pointer: `${pointer}/imagePullSecrets/${index}`, what: 'the pod' });
  }
}

function* named(reference: Json | undefined, field: string, of: Omit<Use, 'secret'>): Generator<Use> {
  if (!isObject(reference)) return;
  const secret = reference[field];
  if (typeof secret === 'string') yield { ...of, secret, pointer: `${of.pointer}/${field}` };
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
