/** The tenant's HTTPRoutes: one for each domain, and one that sends plain requests to https. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { refusedPaths, remoteCallPaths } from '../../model/refused-paths.ts';
import { names, ports } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { entryOf } from './entry.ts';
import { annotated, recordAnnotations } from './external-dns.ts';
import { parentRef, plainListener, secureListener } from './gateway.ts';
import { removedHeader, responseHeaders } from './response-headers.ts';

/** Names of a route's rules, by which policies of the gateway find them. */
export const ruleNames = { refused: 'refused', websocket: 'websocket', web: 'web', page: 'page' } as const;

export function webhookRule(name: string): string {
  return `webhook-${name}`;
}

/** HTTPRouteFilter that answers 404. */
export const refusal = 'refused';

export function addRoutes(layer: Chart, stack: Stack): void {
  for (const domain of stack.tenant.spec.domains) {
    addRoute(layer, stack, {
      name: domain,
      parentRefs: [parentRef(stack, secureListener(domain))],
      hostnames: [domain],
      rules: stack.running ? rulesOf(stack, domain) : [pageRule(domain)],
    });
  }
  addRedirect(layer, stack);
}

/** Paths that a tenant answers to nobody. */
export function refusedPathsOf({ tenant }: Stack): readonly string[] {
  return tenant.spec.exposure.remoteCalls === 'refused' ? [...refusedPaths, ...remoteCallPaths] : refusedPaths;
}

/** Odoo ends a request itself at its own limit, with a proper answer; the gateway comes after it. */
export function requestSeconds({ tenant }: Stack): number {
  return tenant.spec.odoo.config.limit_time_real + 30;
}

function rulesOf(stack: Stack, domain: string): readonly JsonObject[] {
  const { isEnvoy } = entryOf(stack);
  const filters = filtersOf(domain);
  const toWeb = {
    filters,
    backendRefs: [{ name: names.web, port: ports.http }],
    timeouts: { request: `${requestSeconds(stack)}s` },
  };
  return [
    {
      name: ruleNames.refused,
      matches: [...refusedPathsOf(stack).map(pathPrefix), ...(isEnvoy ? [encodedLetters] : [])],
      // Without a filter that answers, a rule without a backend answers with 500.
      ...(isEnvoy && { filters: [extension('HTTPRouteFilter', refusal)] }),
    },
    {
      name: ruleNames.websocket,
      matches: [pathPrefix('/websocket')],
      filters,
      backendRefs: [{ name: names.web, port: ports.websocket }],
      timeouts: { request: '0s' },
    },
    ...stack.tenant.spec.webhooks.map(({ name, path }) => ({
      name: webhookRule(name),
      matches: [pathPrefix(path)],
      ...toWeb,
    })),
    { name: ruleNames.web, matches: [pathPrefix('/')], ...toWeb },
  ];
}

/**
 * Odoo undoes the encoding of letters and digits, Envoy does not: `/web/%64atabase` would pass as another path. No client
 * has a reason to encode them. Envoy Gateway ranks expressions before prefixes.
 */
const encodedLetters: JsonObject = {
  path: { type: 'RegularExpression', value: '/.*%(3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]).*' },
};

/** A stopped tenant says so at every path. */
function pageRule(domain: string): JsonObject {
  return {
    name: ruleNames.page,
    matches: [pathPrefix('/')],
    filters: filtersOf(domain),
    backendRefs: [{ name: names.suspendedPage, port: ports.page }],
  };
}

function filtersOf(domain: string): readonly JsonObject[] {
  const set = (headers: Readonly<Record<string, string>>): JsonObject[] =>
    Object.entries(headers).map(([name, value]) => ({ name, value }));
  return [
    // Odoo ignores everything that a proxy says unless this header is there.
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: set({ 'X-Forwarded-Host': domain }) } },
    {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: { set: set(responseHeaders), remove: [removedHeader] },
    },
  ];
}

function addRedirect(layer: Chart, stack: Stack): void {
  const { domains } = stack.tenant.spec;
  addRoute(layer, stack, {
    name: 'redirect',
    parentRefs: domains.map((domain) => parentRef(stack, plainListener(domain))),
    hostnames: domains,
    rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
  });
}

function addRoute(layer: Chart, stack: Stack, { name, ...spec }: { readonly name: string } & JsonObject): void {
  add(layer, stack, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    name,
    component: 'gateway',
    ...annotated(recordAnnotations(stack)),
    body: { spec },
  });
}

function extension(kind: string, name: string): JsonObject {
  return { type: 'ExtensionRef', extensionRef: { group: 'gateway.envoyproxy.io', kind, name } };
}

function pathPrefix(value: string): JsonObject {
  return { path: { type: 'PathPrefix', value } };
}
