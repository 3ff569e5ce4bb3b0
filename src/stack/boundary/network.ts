/** Network policies: everything denied in both directions, then one small policy for each side of each permitted edge. */
import type { Chart } from 'cdk8s';
import { entryOf } from '../exposure/entry.ts';
import { type Component, defaultDeny, ports, selectorOf } from '../names.ts';
import type { Stack } from '../part.ts';
import { addIntegrations } from './integrations.ts';
import { addPolicy, anyOf, databasePods, type Pods, podsIn, port, selector } from './network-policy.ts';

export function addNetworkPolicies(layer: Chart, stack: Stack): void {
  addPolicy(layer, stack, { name: defaultDeny, pods: {}, policyTypes: ['Ingress', 'Egress'] });
  addDnsEgress(layer, stack);
  addWebEdges(layer, stack);
  addOtherEntryEdges(layer, stack);
  addDatabaseEdges(layer, stack);
  if (stack.tenant.spec.database.engine === 'cloudnative-pg') addOperatorEdges(layer, stack);
  addMetricsEdges(layer, stack);
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
  addEntryEdge(layer, stack, {
    name: 'web',
    pods: selectorOf('web', stack.tenant),
    ports: [ports.http, ports.websocket],
  });
  // Reports fetch their style sheets and images from the web service.
  addEdge(layer, stack, { from: ['web', 'cron', 'migration'], to: 'web', ports: [ports.http] });
}

/** What else the gateway reaches: the page of a stopped tenant, and the pods with which cert-manager solves challenges. */
function addOtherEntryEdges(layer: Chart, stack: Stack): void {
  if (!stack.running) {
    addEntryEdge(layer, stack, { name: 'page', pods: selectorOf('page', stack.tenant), ports: [ports.page] });
  }
  if (entryOf(stack).challenge === 'http-01') {
    const pods = { 'acme.cert-manager.io/http01-solver': 'true' };
    addEntryEdge(layer, stack, { name: 'acme-solver', pods, ports: [ports.acmeSolver] });
  }
}

function addEntryEdge(
  layer: Chart,
  stack: Stack,
  of: { name: string; pods: Readonly<Record<string, string>>; ports: readonly number[] },
): void {
  const entry = entryOf(stack);
  addPolicy(layer, stack, {
    name: `${of.name}-from-gateway`,
    pods: of.pods,
    policyTypes: ['Ingress'],
    rules: {
      ingress: [{ from: [podsIn(entry.namespace, entry.podLabels)], ports: of.ports.map((number) => port(number)) }],
    },
  });
}

function addDatabaseEdges(layer: Chart, stack: Stack): void {
  addEdge(layer, stack, { from: ['web', 'cron', 'migration'], to: 'database', ports: [ports.postgresql] });
}

/** What CloudNativePG needs: instances replicate, ask the API server, and answer their operator. */
function addOperatorEdges(layer: Chart, stack: Stack): void {
  const { cluster } = stack.tenant;
  const database = databasePods(stack.tenant);
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

/** Prometheus reads the exporter and CloudNativePG's instances; the exporter asks Odoo and the database. */
function addMetricsEdges(layer: Chart, stack: Stack): void {
  const { cluster, spec } = stack.tenant;
  if (cluster.monitoring === undefined) return;
  const prometheus = podsIn(cluster.monitoring.namespace, cluster.monitoring.podLabels);
  const addScrape = (of: Component, number: number): void =>
    addPolicy(layer, stack, {
      name: `${of}-from-prometheus`,
      pods: selectorOf(of, stack.tenant),
      policyTypes: ['Ingress'],
      rules: { ingress: [{ from: [prometheus], ports: [port(number)] }] },
    });
  addEdge(layer, stack, { from: ['metrics'], to: 'web', ports: [ports.http] });
  addEdge(layer, stack, { from: ['metrics'], to: 'database', ports: [ports.postgresql] });
  addScrape('metrics', ports.metrics);
  if (spec.database.engine === 'cloudnative-pg') addScrape('database', ports.instanceMetrics);
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
  const sources = edge.from.length === 1 ? podsOf(edge.from[0]!, stack) : anyOf(edge.from);
  const target = podsOf(edge.to, stack);
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

function podsOf(component: Component, { tenant }: Stack): Pods {
  return component === 'database' ? databasePods(tenant) : selectorOf(component, tenant);
}
