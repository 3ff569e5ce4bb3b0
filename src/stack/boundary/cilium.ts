/** Host names as destinations on clusters with Cilium, which learns their addresses from the DNS answers that it passes on. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { forbiddenNetworks } from '../../model/networks.ts';
import { add, type Stack } from '../part.ts';
import { callers, type NamedIntegration, purposeOf } from './integration.ts';
import { anyOf, selector } from './network-policy.ts';

/** They only add to the network policies, which deny everything else. */
export function addCiliumIntegrations(layer: Chart, stack: Stack, integrations: readonly NamedIntegration[]): void {
  addNameResolution(layer, stack);
  for (const integration of integrations) {
    addPolicy(layer, stack, {
      name: `integration-${integration.name}`,
      annotations: purposeOf(stack, integration),
      spec: {
        egress: [
          {
            toFQDNs: [{ matchName: integration.host }],
            toPorts: [{ ports: integration.ports.map((number) => portOf(number, integration.protocol)) }],
          },
        ],
      },
    });
  }
}

/**
 * DNS through Cilium's proxy, which shows it the answers. Whoever owns a permitted name decides what it resolves to, so
 * that the cluster's own networks and the metadata services are denied, which counts more than what is allowed.
 */
function addNameResolution(layer: Chart, stack: Stack): void {
  const { cluster } = stack.tenant;
  const labels = Object.entries(cluster.dns.podLabels).map(([key, value]) => [`k8s:${key}`, value]);
  addPolicy(layer, stack, {
    name: 'integration-names',
    spec: {
      egress: [
        {
          toEndpoints: [
            {
              matchLabels: { 'k8s:io.kubernetes.pod.namespace': cluster.dns.namespace, ...Object.fromEntries(labels) },
            },
          ],
          toPorts: [
            {
              ports: [portOf(cluster.dns.port, 'UDP'), portOf(cluster.dns.port, 'TCP')],
              rules: { dns: [{ matchPattern: '*' }] },
            },
          ],
        },
      ],
      egressDeny: [{ toCIDR: forbiddenNetworks(cluster).map(({ cidr }) => cidr) }],
    },
  });
}

interface PolicySpec {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
}

function addPolicy(layer: Chart, stack: Stack, { name, annotations, spec }: PolicySpec): void {
  add(layer, stack, {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    name,
    ...(annotations !== undefined && { annotations }),
    body: { spec: { endpointSelector: selector(anyOf(callers)), ...spec } },
  });
}

function portOf(number: number, protocol: 'TCP' | 'UDP'): JsonObject {
  return { port: String(number), protocol };
}
