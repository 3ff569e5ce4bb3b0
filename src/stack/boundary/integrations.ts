/** Outbound destinations: networks by network policy, host names by what the cluster enforces them with. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addCiliumIntegrations } from './cilium.ts';
import { callers, type Integration, namedIntegrations, purposeOf } from './integration.ts';
import { addPolicy, anyOf, podsIn, port } from './network-policy.ts';

export function addIntegrations(layer: Chart, stack: Stack): void {
  for (const integration of stack.tenant.spec.integrations) addNetworks(layer, stack, integration);
  const named = namedIntegrations(stack);
  if (named.length === 0) return;
  const { mechanism } = stack.tenant.cluster.egress;
  if (mechanism === 'cilium-fqdn') addCiliumIntegrations(layer, stack, named);
  if (mechanism === 'egress-gateway') addProxyEdge(layer, stack);
}

function addNetworks(layer: Chart, stack: Stack, integration: Integration): void {
  const { cidrs = [] } = integration;
  // An empty list of destinations would mean all of them.
  if (cidrs.length === 0) return;
  addPolicy(layer, stack, {
    name: `integration-${integration.name}`,
    pods: anyOf(callers),
    policyTypes: ['Egress'],
    annotations: purposeOf(stack, integration),
    rules: {
      egress: [
        {
          to: cidrs.map((cidr) => ({ ipBlock: { cidr } })),
          ports: integration.ports.map((number) => port(number, integration.protocol)),
        },
      ],
    },
  });
}

function addProxyEdge(layer: Chart, stack: Stack): void {
  const { proxy } = stack.tenant.cluster.egress;
  if (proxy === undefined) return;
  addPolicy(layer, stack, {
    name: 'egress-proxy',
    pods: anyOf(callers),
    policyTypes: ['Egress'],
    rules: { egress: [{ to: [podsIn(proxy.namespace, proxy.podLabels)], ports: [port(proxy.port)] }] },
  });
}
