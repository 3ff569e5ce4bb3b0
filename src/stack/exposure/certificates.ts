/** A certificate for each domain, by cert-manager, in the tenant's own namespace. */
import type { Chart } from 'cdk8s';
import { add, type Stack } from '../part.ts';
import { entryOf } from './entry.ts';

/** Name of the Secret with the certificate of a domain. */
export function certificateSecret(domain: string): string {
  return `tls.${domain}`;
}

/** Objects of their own rather than an annotation: the same for Gateway, ListenerSet and Ingress, and Flux waits for them. */
export function addCertificates(layer: Chart, stack: Stack): void {
  const { clusterIssuer } = entryOf(stack);
  for (const domain of stack.tenant.spec.domains) {
    add(layer, stack, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      name: domain,
      component: 'gateway',
      body: {
        spec: {
          secretName: certificateSecret(domain),
          dnsNames: [domain],
          issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: clusterIssuer },
          privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
          // A share, since authorities shorten the lives of their certificates.
          renewBeforePercentage: 33,
          revisionHistoryLimit: 3,
        },
      },
    });
  }
}
