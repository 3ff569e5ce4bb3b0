/** The tenant's listeners: in a Gateway of its own, or in a ListenerSet of its own at the cluster's shared Gateway. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { certificateSecret } from './certificates.ts';
import { entryOf } from './entry.ts';
import { annotated, targetAnnotations } from './external-dns.ts';

export function addListeners(layer: Chart, stack: Stack): void {
  const { className, shared } = entryOf(stack);
  const listeners = stack.tenant.spec.domains.flatMap(listenersOf);
  add(layer, stack, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: parentKind(stack),
    name: names.gateway,
    component: 'gateway',
    ...annotated(targetAnnotations(stack)),
    body: {
      spec:
        shared === undefined
          ? { gatewayClassName: className, listeners }
          : { parentRef: { kind: 'Gateway', name: shared.name, namespace: shared.namespace }, listeners },
    },
  });
}

/** What the tenant's routes attach to, always in its own namespace. */
export function parentRef(stack: Stack, sectionName: string): JsonObject {
  return { group: 'gateway.networking.k8s.io', kind: parentKind(stack), name: names.gateway, sectionName };
}

export function plainListener(domain: string): string {
  return `http.${domain}`;
}

export function secureListener(domain: string): string {
  return `https.${domain}`;
}

function parentKind(stack: Stack): 'Gateway' | 'ListenerSet' {
  return entryOf(stack).shared === undefined ? 'Gateway' : 'ListenerSet';
}

/** Only routes of the same namespace attach, and the certificate lies there too: nothing needs a ReferenceGrant. */
function listenersOf(domain: string): readonly JsonObject[] {
  const allowedRoutes = { namespaces: { from: 'Same' } };
  return [
    { name: plainListener(domain), protocol: 'HTTP', port: 80, hostname: domain, allowedRoutes },
    {
      name: secureListener(domain),
      protocol: 'HTTPS',
      port: 443,
      hostname: domain,
      allowedRoutes,
      tls: { mode: 'Terminate', certificateRefs: [{ name: certificateSecret(domain) }] },
    },
  ];
}
