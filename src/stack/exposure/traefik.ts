/** Ingresses and Middlewares for Traefik, on clusters without the Gateway API: one Ingress for each way of treating a request. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names, ports } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { certificateSecret } from './certificates.ts';
import { entryOf } from './entry.ts';
import { recordAnnotations, targetAnnotations } from './external-dns.ts';
import { hstsSeconds, removedHeader, responseHeaders } from './response-headers.ts';
import { refusedPathsOf } from './routes.ts';

const mebibyte = 1024 * 1024;

interface IngressSpec {
  readonly name: string;
  readonly paths: readonly string[];
  readonly backend: { readonly service: string; readonly port: number };
  readonly middlewares: readonly string[];
  /** Default: https only. */
  readonly isPlain?: true;
}

export function addTraefik(layer: Chart, stack: Stack): void {
  const { exposure, webhooks } = stack.tenant.spec;
  const isLimited = stack.running && exposure.allowedCidrs !== undefined;
  const clients = isLimited ? ['clients'] : [];
  const web = { service: names.web, port: ports.http };
  const backend = stack.running ? web : { service: names.suspendedPage, port: ports.page };
  addMiddlewares(layer, stack, isLimited);
  addIngress(layer, stack, {
    name: 'redirect',
    paths: ['/'],
    backend,
    middlewares: ['redirect'],
    isPlain: true,
  });
  addIngress(layer, stack, {
    name: names.web,
    paths: ['/'],
    backend,
    middlewares: [...clients, 'paths', 'headers', ...(stack.running ? ['requests'] : [])],
  });
  if (!stack.running) return;
  // Traefik takes the longest path first. The backend is never asked: the middleware answers every client.
  addIngress(layer, stack, {
    name: 'refused',
    paths: refusedPathsOf(stack),
    backend: web,
    middlewares: ['refused'],
  });
  addIngress(layer, stack, {
    name: 'websocket',
    paths: ['/websocket'],
    backend: { service: names.web, port: ports.websocket },
    // Not `requests`: a buffer would hold the connection back.
    middlewares: [...clients, 'paths', 'headers'],
  });
  for (const { name, path, cidrs, maxRequestMiB } of webhooks) {
    const size = `size.${dotted(name)}`;
    const callers = `callers.${dotted(name)}`;
    addMiddleware(layer, stack, { name: size, spec: sizeLimit(maxRequestMiB) });
    if (cidrs !== undefined) addMiddleware(layer, stack, { name: callers, spec: onlyFrom(cidrs) });
    addIngress(layer, stack, {
      name: `webhook-${name}`,
      paths: [path],
      backend: web,
      middlewares: [...(cidrs === undefined ? [] : [callers]), 'paths', 'headers', size],
    });
  }
}

function addMiddlewares(layer: Chart, stack: Stack, isLimited: boolean): void {
  const { exposure } = stack.tenant.spec;
  const always: Readonly<Record<string, JsonObject>> = {
    redirect: { redirectScheme: { scheme: 'https', permanent: true } },
    // Refuses `%2F` and the like, which Traefik and Odoo read in different ways.
    paths: { encodedCharacters: {} },
    headers: { headers: headers() },
  };
  const running: Readonly<Record<string, JsonObject>> = {
    requests: sizeLimit(exposure.maxRequestMiB),
    // Nobody has this address.
    refused: { ipAllowList: { sourceRange: ['255.255.255.255/32'], rejectStatusCode: 404 } },
    ...(isLimited && { clients: onlyFrom(exposure.allowedCidrs ?? []) }),
  };
  const all = stack.running ? { ...always, ...running } : always;
  for (const [name, spec] of Object.entries(all)) addMiddleware(layer, stack, { name, spec });
}

function headers(): JsonObject {
  const { 'Strict-Transport-Security': _, ...others } = responseHeaders;
  // An empty value removes a header. Traefik itself tells Odoo the host and the scheme.
  return { stsSeconds: hstsSeconds, customResponseHeaders: { ...others, [removedHeader]: '' } };
}

/** A request is taken whole, beyond the first MiB on disk, before it is passed on: Odoo's few workers never wait for a slow client. */
function sizeLimit(maxRequestMiB: number): JsonObject {
  return { buffering: { maxRequestBodyBytes: maxRequestMiB * mebibyte, memRequestBodyBytes: mebibyte } };
}

function onlyFrom(sourceRange: readonly string[]): JsonObject {
  return { ipAllowList: { sourceRange } };
}

/**
 * Traefik joins namespace and name by a hyphen. Names without one cannot be taken for those of another namespace.
 */
function dotted(name: string): string {
  return name.replaceAll('-', '.');
}

function addMiddleware(layer: Chart, stack: Stack, { name, spec }: { name: string; spec: JsonObject }): void {
  add(layer, stack, {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    name,
    component: 'gateway',
    body: { spec },
  });
}

function addIngress(layer: Chart, stack: Stack, of: IngressSpec): void {
  const { domains } = stack.tenant.spec;
  const backend = { service: { name: of.backend.service, port: { number: of.backend.port } } };
  const paths = of.paths.map((path) => ({ path, pathType: 'Prefix', backend }));
  const references = of.middlewares.map((name) => `${stack.namespace}-${name}@kubernetescrd`);
  add(layer, stack, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    name: of.name,
    component: 'gateway',
    annotations: {
      ...targetAnnotations(stack),
      ...recordAnnotations(stack),
      'traefik.ingress.kubernetes.io/router.entrypoints': of.isPlain ? 'web' : 'websecure',
      'traefik.ingress.kubernetes.io/router.middlewares': references.join(','),
    },
    body: {
      spec: {
        ingressClassName: entryOf(stack).className,
        rules: domains.map((host) => ({ host, http: { paths } })),
        ...(!of.isPlain && {
          tls: domains.map((domain) => ({ hosts: [domain], secretName: certificateSecret(domain) })),
        }),
      },
    },
  });
}
