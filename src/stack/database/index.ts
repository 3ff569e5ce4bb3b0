/** The data layer: PostgreSQL and the volume with Odoo's files. Flux never prunes it. */
import type { Chart } from 'cdk8s';
import { names } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { addCloudNativePg } from './cloudnative-pg.ts';
import { addStatefulSet } from './statefulset.ts';
import { addDatabaseTls } from './tls.ts';

/** Keeps an object, and with it the data behind it, when it leaves the manifests. */
const kept = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

export function addData(layer: Chart, stack: Stack): void {
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
    annotations: kept,
    body: {
      spec: {
        accessModes: [filestore.accessMode],
        storageClassName: filestore.className,
        resources: { requests: { storage: `${stack.size.filestoreGiB}Gi` } },
      },
    },
  });
}
