/** The data layer: PostgreSQL and the volume with Odoo's files. Flux prunes it only for a tenant that asked twice. */
import type { Chart } from 'cdk8s';
import { names } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { addCloudNativePg } from './cloudnative-pg.ts';
import { addStatefulSet } from './statefulset.ts';
import { addDatabaseTls } from './tls.ts';

/** Keeps an object, and with it the data behind it, when it leaves the manifests. */
function keptBy({ state }: Stack): Readonly<Record<string, string>> {
  return { 'kustomize.toolkit.fluxcd.io/prune': state === 'deletable' ? 'enabled' : 'disabled' };
}

export function addData(layer: Chart, stack: Stack): void {
  const kept = keptBy(stack);
  if (stack.tenant.spec.database.engine === 'cloudnative-pg') {
    addCloudNativePg(layer, stack, kept);
  } else {
    addDatabaseTls(layer, stack);
    addStatefulSet(layer, stack, kept);
  }
  addFilestore(layer, stack);
}

function addFilestore(layer: Chart, stack: Stack): void {
  const { filestore } = stack.tenant.cluster.storage;
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    name: names.filestore,
    annotations: keptBy(stack),
    body: {
      spec: {
        accessModes: [filestore.accessMode],
        storageClassName: filestore.className,
        resources: { requests: { storage: `${stack.size.filestoreGiB}Gi` } },
      },
    },
  });
}
