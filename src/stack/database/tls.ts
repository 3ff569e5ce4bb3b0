/** Certificates of the StatefulSet engine, by cert-manager: a certificate authority of the tenant's own and the server's certificate. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { databaseNamesOf } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { statefulSetNamesOf } from './statefulset-names.ts';

export function addDatabaseTls(layer: Chart, stack: Stack): void {
  const { service, ca: authority } = databaseNamesOf(stack.tenant);
  const { selfSigned, serverCertificate, clientCertificate } = statefulSetNamesOf(stack.tenant);
  addIssuer(layer, stack, { name: selfSigned, spec: { selfSigned: {} } });
  addCertificate(layer, stack, {
    name: authority,
    issuer: selfSigned,
    // Clients read the authority once, when they start; ten years keep its renewal out of their way.
    spec: { isCA: true, commonName: `${stack.namespace} database`.slice(0, 64), duration: '87600h' },
  });
  addIssuer(layer, stack, { name: authority, spec: { ca: { secretName: authority } } });
  addCertificate(layer, stack, {
    name: serverCertificate,
    issuer: authority,
    spec: {
      dnsNames: [service, `${service}.${stack.namespace}`, `${service}.${stack.namespace}.svc`],
      // PostgreSQL reads it when it starts. Renewed after two of its three years, it leaves one in which the next release,
      // with a new image, starts it anew.
      duration: '26280h',
      usages: ['server auth'],
    },
  });
  if (stack.tenant.cluster.objectStore === undefined) return;
  addCertificate(layer, stack, {
    name: clientCertificate,
    issuer: authority,
    // Each backup reads it anew.
    spec: { commonName: 'backup', duration: '2160h', usages: ['client auth'] },
  });
}

function addIssuer(layer: Chart, stack: Stack, of: { name: string; spec: JsonObject }): void {
  add(layer, stack, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    name: of.name,
    component: 'database',
    body: { spec: of.spec },
  });
}

function addCertificate(layer: Chart, stack: Stack, of: { name: string; issuer: string; spec: JsonObject }): void {
  add(layer, stack, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    name: of.name,
    component: 'database',
    body: {
      spec: {
        secretName: of.name,
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: of.issuer },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        ...of.spec,
      },
    },
  });
}
