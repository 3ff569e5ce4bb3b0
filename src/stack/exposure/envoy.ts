/** What the Gateway API itself cannot say: policies of Envoy Gateway, for the tenant's own routes. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { clientTraffic, gatewayApi } from './envoy-client-traffic.ts';
import { entryOf } from './entry.ts';
import { refusal, requestSeconds, ruleNames, webhookRule } from './routes.ts';

/** Odoo itself closes a websocket after an hour (`websocket_keep_alive_timeout`); until then it pings. */
const websocketSeconds = 3660;

export function addEnvoyPolicies(layer: Chart, stack: Stack): void {
  const { exposure, webhooks } = stack.tenant.spec;
  if (entryOf(stack).shared === undefined) addClientTraffic(layer, stack);
  if (!stack.running) return;
  addPolicy(layer, stack, { kind: 'HTTPRouteFilter', name: refusal, spec: { directResponse: { statusCode: 404 } } });
  addTraffic(layer, stack, { rule: ruleNames.web, maxRequestMiB: exposure.maxRequestMiB });
  addWebsocketTraffic(layer, stack);
  for (const { name, maxRequestMiB } of webhooks) addTraffic(layer, stack, { rule: webhookRule(name), maxRequestMiB });
  addClients(layer, stack);
}

function addClientTraffic(layer: Chart, stack: Stack): void {
  const { gateway } = stack.tenant.cluster;
  if (gateway === undefined) return;
  addPolicy(layer, stack, {
    kind: 'ClientTrafficPolicy',
    name: names.gateway,
    spec: clientTraffic(names.gateway, gateway.trustedHops),
  });
}

/**
 * A request is taken whole before it is passed on: that limits its size, and spares Odoo's few workers the slow clients.
 * Envoy waits for the answer as long as Odoo may take.
 */
function addTraffic(layer: Chart, stack: Stack, of: { rule: string; maxRequestMiB: number }): void {
  addPolicy(layer, stack, {
    kind: 'BackendTrafficPolicy',
    name: of.rule,
    spec: {
      targetRefs: routesOf(stack, of.rule),
      requestBuffer: { limit: `${of.maxRequestMiB}Mi` },
      timeout: { http: { streamIdleTimeout: `${requestSeconds(stack)}s` } },
    },
  });
}

function addWebsocketTraffic(layer: Chart, stack: Stack): void {
  addPolicy(layer, stack, {
    kind: 'BackendTrafficPolicy',
    name: ruleNames.websocket,
    spec: {
      targetRefs: routesOf(stack, ruleNames.websocket),
      timeout: { http: { streamIdleTimeout: `${websocketSeconds}s` } },
    },
  });
}

/** A policy of a rule replaces that of its route, so that a webhook is open to its own callers. */
function addClients(layer: Chart, stack: Stack): void {
  const { exposure, webhooks } = stack.tenant.spec;
  if (exposure.allowedCidrs !== undefined) {
    addPolicy(layer, stack, {
      kind: 'SecurityPolicy',
      name: 'clients',
      spec: { targetRefs: routesOf(stack), authorization: onlyFrom(exposure.allowedCidrs) },
    });
  }
  for (const { name, cidrs } of webhooks) {
    if (cidrs === undefined && exposure.allowedCidrs === undefined) continue;
    addPolicy(layer, stack, {
      kind: 'SecurityPolicy',
      name: webhookRule(name),
      spec: {
        targetRefs: routesOf(stack, webhookRule(name)),
        authorization: cidrs === undefined ? { defaultAction: 'Allow' } : onlyFrom(cidrs),
      },
    });
  }
}

function onlyFrom(clientCIDRs: readonly string[]): JsonObject {
  return { defaultAction: 'Deny', rules: [{ name: 'permitted', action: 'Allow', principal: { clientCIDRs } }] };
}

/** The routes of all domains, or one rule of each. */
function routesOf({ tenant }: Stack, sectionName?: string): readonly JsonObject[] {
  return tenant.spec.domains.map((name) => ({
    group: gatewayApi,
    kind: 'HTTPRoute',
    name,
    ...(sectionName !== undefined && { sectionName }),
  }));
}

function addPolicy(layer: Chart, stack: Stack, of: { kind: string; name: string; spec: JsonObject }): void {
  add(layer, stack, {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: of.kind,
    name: of.name,
    component: 'gateway',
    body: { spec: of.spec },
  });
}
