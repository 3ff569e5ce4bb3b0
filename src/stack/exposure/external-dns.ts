/** Annotations for external-dns, where the cluster has it. It takes the host names from the routes themselves. */
import type { Stack } from '../part.ts';

type Annotations = Readonly<Record<string, string>>;

/** On a Gateway, ListenerSet or Ingress: where the names point. */
export function targetAnnotations({ tenant }: Stack): Annotations {
  const { externalDns } = tenant.cluster;
  return externalDns?.target === undefined ? {} : { [`${externalDns.annotationPrefix}/target`]: externalDns.target };
}

/** On an HTTPRoute or Ingress: how long the records live. The same on all, since they share names. */
export function recordAnnotations({ tenant }: Stack): Annotations {
  const { externalDns } = tenant.cluster;
  return externalDns?.ttlSeconds === undefined
    ? {}
    : { [`${externalDns.annotationPrefix}/ttl`]: String(externalDns.ttlSeconds) };
}

/** Nothing rather than an empty map. */
export function annotated(annotations: Annotations): { readonly annotations?: Annotations } {
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}
