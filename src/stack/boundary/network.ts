/** Network policies: everything denied in both directions, then one small policy for each side of each permitted edge. */
import type { Chart } from 'cdk8s';
import type { Json, JsonObject } from '../../model/manifest.ts';
import { type Component, ports, selectorOf } from '../names.ts';
import { add, type Stack } from '../part.ts';

export function addNetworkPolicies(layer: Chart, stack: Stack): void {
  addPolicy(layer, stack, { name: 'default-deny', pods: {}, policyTypes: ['Ingress', 'Egress'] });
  addDnsEgress(layer, stack);
  addWebEdges(layer, stack);
  addDatabaseEdges(layer, stack);
  if (stack.tenant.spec.database.engine === 'cloudnative-pg') addOperatorEdges(layer, stack);
  addIntegrations(layer, stack);
}

function addDnsEgress(layer: Chart, stack: Stack): void {
  const { dns } = stack.tenant.cluster;
  addPolicy(layer, stack, {
    name: 'dns',
    pods: {},
    policyTypes: ['Egress'],
    rules: {
      egress: [
        {
          to: [podsIn(dns.namespace, dns.podLabels)],
          ports: [port(dns.port, 'UDP'), port(dns.port, 'TCP')],
        },
      ],
    },
  });
}

function addWebEdges(layer: Chart, stack: Stack): void {
  const { gateway } = stack.tenant.cluster;
  addPolicy(layer, stack, {
    name: 'web-from-gateway',
    pods: selectorOf('web', stack.tenant),
    policyTypes: ['Ingress'],
    rules: {
      ingress: [
        { from: [podsIn(gateway.namespace, gateway.podLabels)], ports: [port(ports.http), port(ports.websocket)] },
      ],
    },
  });
  // Reports fetch their style sheets and images from the web service.
  addEdge(layer, stack, { from: ['web', 'cron', 'migration'], to: 'web', ports: [ports.http] });
}

function addDatabaseEdges(layer: Chart, stack: Stack): void {
  addEdge(layer, stack, { from: ['web', 'cron', 'migration'], to: 'database', ports: [ports.postgresql] });
}

/** What CloudNativePG needs: instances replicate, ask the API server, and answer their operator. */
function addOperatorEdges(layer: Chart, stack: Stack): void {
  const { cluster } = stack.tenant;
  const database = selectorOf('database', stack.tenant);
  addEdge(layer, stack, { from: ['database'], to: 'database', ports: [ports.postgresql, ports.instanceStatus] });
  if (cluster.cloudnativePg !== undefined) {
    addPolicy(layer, stack, {
      name: 'database-from-operator',
      pods: database,
      policyTypes: ['Ingress'],
      rules: {
        ingress: [
          {
            from: [podsIn(cluster.cloudnativePg.namespace, cluster.cloudnativePg.podLabels)],
            ports: [port(ports.postgresql), port(ports.instanceStatus)],
          },
        ],
      },
    });
  }
  addPolicy(layer, stack, {
    name: 'database-to-api-server',
    pods: database,
    policyTypes: ['Egress'],
    rules: {
      egress: [
        {
          to: cluster.apiServer.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
          ports: [port(cluster.apiServer.port)],
        },
      ],
    },
  });
}

function addIntegrations(layer: Chart, stack: Stack): void {
  for (const integration of stack.tenant.spec.integrations) {
    const { cidrs = [] } = integration;
    // An empty list of destinations would mean all of them.
    if (cidrs.length === 0) continue;
    addPolicy(layer, stack, {
      name: `integration-${integration.name}`,
      pods: anyOf(['web', 'cron']),
      policyTypes: ['Egress'],
      annotations: { [`${stack.fleet.spec.labelPrefix}/purpose`]: integration.purpose },
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
}

interface Edge {
  readonly from: readonly Component[];
  readonly to: Component;
  readonly ports: readonly number[];
}

/** Opens one edge inside the namespace: egress at the sources, ingress at the target. */
function addEdge(layer: Chart, stack: Stack, edge: Edge): void {
  const open = edge.ports.map((number) => port(number));
  const source = edge.from.length === 1 ? edge.from[0]! : 'odoo';
  const sources = edge.from.length === 1 ? selectorOf(edge.from[0]!, stack.tenant) : anyOf(edge.from);
  const target = selectorOf(edge.to, stack.tenant);
  addPolicy(layer, stack, {
    name: `${source}-to-${edge.to}`,
    pods: sources,
    policyTypes: ['Egress'],
    rules: { egress: [{ to: [{ podSelector: selector(target) }], ports: open }] },
  });
  addPolicy(layer, stack, {
    name: `${edge.to}-from-${source}`,
    pods: target,
    policyTypes: ['Ingress'],
    rules: { ingress: [{ from: [{ podSelector: selector(sources) }], ports: open }] },
  });
}

type Pods = Readonly<Record<string, string>> | readonly JsonObject[];

export interface PolicySpec {
  readonly name: string;
  readonly pods: Pods;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly rules?: JsonObject;
}

export function addPolicy(layer: Chart, stack: Stack, spec: PolicySpec): void {
  add(layer, stack, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: spec.name,
    ...(spec.annotations !== undefined && { annotations: spec.annotations }),
    body: { spec: { podSelector: selector(spec.pods), policyTypes: spec.policyTypes, ...spec.rules } },
  });
}

/** Selects the Odoo pods of several components. */
function anyOf(components: readonly Component[]): readonly JsonObject[] {
  return [
    { key: 'app.kubernetes.io/name', operator: 'In', values: ['odoo'] },
    { key: 'app.kubernetes.io/component', operator: 'In', values: [...components] },
  ];
}

function selector(pods: Pods): JsonObject {
  if (Array.isArray(pods)) return { matchExpressions: pods as Json };
  return Object.keys(pods).length === 0 ? {} : { matchLabels: pods as JsonObject };
}

/** Pods of another namespace, which is named by the label that only the API server sets. */
function podsIn(namespace: string, labels: Readonly<Record<string, string>>): JsonObject {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
}

export function port(number: number, protocol: 'TCP' | 'UDP' = 'TCP'): JsonObject {
  return { port: number, protocol };
}
