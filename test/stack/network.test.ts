import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { monitoring } from './monitoring/monitored.ts';
import { type Peer, permittedEdges, type Port } from './network-edges.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import {
  at,
  closing,
  plainCluster,
  podsOf,
  rendered,
  type RenderedStack,
  sharedEnvoy,
  statefulSet,
} from './rendered.ts';

const namespace = 'tenant-acme';

const ports: readonly Port[] = [
  { port: 53, protocol: 'UDP' },
  ...[22, 53, 80, 443, 587, 3128, 5432, 6443, 8000, 8069, 8072, 8080, 8089, 9187, 9188].map(
    (port) => ({ port, protocol: 'TCP' }) as const,
  ),
  { port: 587, protocol: 'UDP' },
];

/** Shared parts of the cluster, a neighbour with the same labels, and addresses. */
const outside: readonly Peer[] = [
  { name: 'gateway', namespace: 'envoy-gateway-system', labels: { 'app.kubernetes.io/name': 'envoy' } },
  {
    name: 'own-proxy',
    namespace: 'envoy-gateway-system',
    labels: {
      'app.kubernetes.io/component': 'proxy',
      'gateway.envoyproxy.io/owning-gateway-name': 'odoo',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'tenant-acme',
    },
  },
  {
    name: 'foreign-proxy',
    namespace: 'envoy-gateway-system',
    labels: {
      'app.kubernetes.io/component': 'proxy',
      'gateway.envoyproxy.io/owning-gateway-name': 'odoo',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'tenant-globex',
    },
  },
  {
    name: 'shared-proxy',
    namespace: 'envoy-gateway-system',
    labels: {
      'app.kubernetes.io/component': 'proxy',
      'gateway.envoyproxy.io/owning-gateway-name': 'tenants',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system',
    },
  },
  { name: 'egress-proxy', namespace: 'egress-system', labels: { app: 'squid' } },
  { name: 'gateway-controller', namespace: 'envoy-gateway-system', labels: { 'app.kubernetes.io/name': 'gateway' } },
  { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  { name: 'operator', namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
  {
    name: 'impostor',
    namespace: 'tenant-globex',
    labels: { 'app.kubernetes.io/name': 'envoy', 'k8s-app': 'kube-dns' },
  },
  { name: 'prometheus', namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  { name: 'grafana', namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'grafana' } },
  { name: 'api-server', address: '192.168.0.10/32' },
  { name: 'mail-relay', address: '203.0.113.0/28' },
  { name: 'object-store', address: '198.51.100.0/28' },
  { name: 'internet', address: '0.0.0.0/0' },
];

/** The tenant's pods with the labels that they are made with, and copies of them in a neighbour's namespace. */
function peersOf(stack: RenderedStack, cluster: string): readonly Peer[] {
  const labels = (template: JsonObject | undefined) => {
    const found = template && at(template, 'metadata.labels');
    if (!isObject(found)) throw new Error('the pod has no labels');
    return found;
  };
  const pods = podsOf(stack);
  const job = Object.keys(pods).find((name) => name.startsWith('Job odoo-migrate'));
  const database = pods['StatefulSet database'];
  const metrics = pods['Deployment odoo-metrics'];
  const inside: Readonly<Record<string, JsonObject>> = {
    web: labels(pods['Deployment odoo-web']),
    cron: labels(pods['Deployment odoo-cron']),
    ...(job !== undefined && { migration: labels(pods[job]) }),
    // The operator adds the name of the cluster to the labels that its pods inherit.
    database: database
      ? labels(database)
      : {
          ...(at(stack.find('Cluster database'), 'spec.inheritedMetadata.labels') as JsonObject),
          'cnpg.io/cluster': cluster,
        },
    debugging: { app: 'debugging' },
    ...(metrics !== undefined && { exporter: labels(metrics) }),
    solver: { 'acme.cert-manager.io/http01-solver': 'true' },
    ...(pods['Deployment suspended-page'] && { page: labels(pods['Deployment suspended-page']) }),
    ...Object.fromEntries(
      Object.entries(pods).flatMap(([name, pod]) =>
        name.startsWith('CronJob ') || name.startsWith('Job final-backup-')
          ? [[name.replace(/^CronJob |^Job |-[0-9a-f]{10}$/g, ''), labels(pod)]]
          : [],
      ),
    ),
  };
  return [
    ...Object.entries(inside).flatMap(([name, podLabels]) => [
      { name, namespace, labels: podLabels },
      { name: `globex-${name}`, namespace: 'tenant-globex', labels: podLabels },
    ]),
    ...outside,
  ];
}

function edgesOf(stack: RenderedStack, cluster = 'database'): string[] {
  const policies = stack.objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return permittedEdges({ policies, peers: peersOf(stack, cluster), ports }, namespace);
}

const resolving = (...pods: readonly string[]) =>
  pods.flatMap((pod) => [`${pod} -> dns : 53`, `${pod} -> dns : 53/UDP`]);

/** What every tenant needs, whatever its engine. */
const common = [
  ...resolving('web', 'cron', 'migration', 'database', 'debugging', 'solver'),
  'gateway -> web : 8069',
  'gateway -> web : 8072',
  'web -> web : 8069',
  'cron -> web : 8069',
  'migration -> web : 8069',
  'web -> database : 5432',
  'cron -> database : 5432',
  'migration -> database : 5432',
  ...resolving('filestore-backup', 'restore-drill'),
  'database -> object-store : 443',
  'filestore-backup -> object-store : 443',
  'restore-drill -> object-store : 443',
];

const ofBaseBackups = [
  ...resolving('database-backup'),
  'database-backup -> object-store : 443',
  'database-backup -> database : 5432',
];

const ofOperator = [
  'database -> database : 5432',
  'database -> database : 8000',
  'operator -> database : 5432',
  'operator -> database : 8000',
  'database -> api-server : 6443',
];

describe('the permitted edges of a tenant', () => {
  it('with CloudNativePG', () => {
    expect(edgesOf(rendered())).toEqual([...common, ...ofOperator].toSorted());
  });

  it('with the StatefulSet engine', () => {
    expect(edgesOf(rendered(statefulSet, plainCluster))).toEqual([...common, ...ofBaseBackups].toSorted());
  });

  it('with a restored database, are those of the one before it too, until it is let go', () => {
    const second = (database: TenantSpec['database']) =>
      rendered((spec) => void (spec.database = { generation: 2, ...database }));
    const beside = second({ restoreFrom: { generation: 1 } });
    expect(edgesOf(beside, 'database-2')).toEqual([...common, ...ofOperator].toSorted());
    expect(edgesOf(beside, 'database')).toEqual(edgesOf(beside, 'database-2'));
    expect(edgesOf(second({}), 'database-2')).toEqual(edgesOf(beside, 'database-2'));
    expect(edgesOf(second({}), 'database').filter((edge) => edge.includes('database'))).toEqual(
      resolving('database').toSorted(),
    );
  });

  it('with a contract that keeps records for years', () => {
    const stack = rendered((spec) => void (spec.contract.retentionYears = 6));
    const archive = [
      ...resolving('archive-backup'),
      'archive-backup -> database : 5432',
      'archive-backup -> object-store : 443',
    ];
    expect(edgesOf(stack)).toEqual([...common, ...ofOperator, ...archive].toSorted());
  });

  it('without an object store, and with one on another port', () => {
    const without = rendered(
      () => {},
      ({ clusters: [cluster] }) => void delete cluster!.objectStore,
    );
    expect(edgesOf(without).filter((edge) => edge.includes('object-store'))).toEqual([]);
    const other = rendered(
      () => {},
      ({ clusters: [cluster] }) => void (cluster!.objectStore!.port = 8000),
    );
    expect(edgesOf(other).filter((edge) => edge.includes('object-store'))).toEqual([
      'database -> object-store : 8000',
      'filestore-backup -> object-store : 8000',
      'restore-drill -> object-store : 8000',
    ]);
  });

  it('with an integration', () => {
    const stack = rendered((spec) => {
      spec.integrations = [{ name: 'mail', purpose: 'Outgoing mail.', cidrs: ['203.0.113.0/28'], ports: [587, 443] }];
    });
    const integration = ['web', 'cron'].flatMap((pod) => [443, 587].map((port) => `${pod} -> mail-relay : ${port}`));
    expect(edgesOf(stack)).toEqual([...common, ...ofOperator, ...integration].toSorted());
  });

  it('with an integration over UDP', () => {
    const stack = rendered((spec) => {
      spec.integrations = [
        { name: 'log', purpose: 'Audit log.', cidrs: ['203.0.113.0/28'], ports: [587], protocol: 'UDP' },
      ];
    });
    const integration = ['web -> mail-relay : 587/UDP', 'cron -> mail-relay : 587/UDP'];
    expect(edgesOf(stack)).toEqual([...common, ...ofOperator, ...integration].toSorted());
  });

  it('with an integration that names no networks, which opens nothing', () => {
    const stack = rendered((spec) => {
      spec.integrations = [{ name: 'api', purpose: 'Some service.', ports: [443] }];
    });
    expect(edgesOf(stack)).toEqual([...common, ...ofOperator].toSorted());
  });

  const ofExporter = [
    ...resolving('exporter'),
    'exporter -> web : 8069',
    'exporter -> database : 5432',
    'prometheus -> exporter : 9188',
  ];

  it('with monitoring', () => {
    expect(edgesOf(rendered(() => {}, monitoring))).toEqual(
      [...common, ...ofOperator, ...ofExporter, 'prometheus -> database : 9187'].toSorted(),
    );
  });

  it('with monitoring and the StatefulSet engine', () => {
    expect(edgesOf(rendered(statefulSet, monitoring))).toEqual([...common, ...ofBaseBackups, ...ofExporter].toSorted());
  });

  it('behind Envoy Gateway, whose proxies serve one Gateway each', () => {
    const proxies = ({ clusters }: FleetDocuments) => {
      clusters[0]!.gateway!.podLabels = { 'app.kubernetes.io/component': 'proxy' };
    };
    const through = (proxy: string) =>
      [...common, ...ofOperator].map((edge) => edge.replace(/^gateway /, `${proxy} `)).toSorted();
    const envoyProxies = (documents: FleetDocuments) => {
      proxies(documents);
      sharedEnvoy(documents);
    };
    expect(edgesOf(rendered(() => {}, envoyProxies))).toEqual(through('own-proxy'));
    const shared = rendered((spec) => void (spec.exposure = { gateway: 'cluster' }), envoyProxies);
    expect(edgesOf(shared)).toEqual(through('shared-proxy'));
  });

  it('to the solvers of HTTP-01 challenges, for which there is room', () => {
    const domains = ['acme.example.com', 'portal.acme.example'];
    const by = (challenge: 'dns-01' | 'http-01') =>
      rendered(
        (spec) => void (spec.domains = domains),
        ({ clusters }) => void (clusters[0]!.gateway!.challenge = challenge),
      );
    const http = by('http-01');
    expect(edgesOf(http)).toEqual([...common, ...ofOperator, 'gateway -> solver : 8089'].toSorted());
    const quota = (stack: RenderedStack) => at(stack.find('ResourceQuota tenant'), 'spec.hard') as JsonObject;
    expect(Number(quota(http)['pods']) - Number(quota(by('dns-01'))['pods'])).toBe(2);
    expect(quota(http)['services']).toBe('12');
  });

  it('to the page of a stopped tenant', () => {
    const stack = rendered((spec) => void (spec.lifecycle = 'suspended'));
    const stopped = [...common, ...ofOperator].filter((edge) => !edge.includes('migration'));
    expect(edgesOf(stack)).toEqual([...stopped, ...resolving('page'), 'gateway -> page : 8080'].toSorted());
  });

  it.each([
    ['cloudnative-pg', () => {}, ofOperator],
    ['statefulset', statefulSet, ofBaseBackups],
  ] as const)('of the final backup of a tenant that leaves, with engine %s', (_, engine, ofEngine) => {
    const stack = rendered((spec) => {
      engine(spec);
      closing(spec);
    });
    const stopped = [...common, ...ofEngine].filter((edge) => !edge.includes('migration'));
    const final = [
      ...resolving('final-backup'),
      'final-backup -> database : 5432',
      'final-backup -> object-store : 443',
    ];
    const page = [...resolving('page'), 'gateway -> page : 8080'];
    expect(edgesOf(stack)).toEqual([...stopped, ...page, ...final].toSorted());
  });

  it('to the egress proxy, when a destination is a host name', () => {
    const stack = rendered(
      (spec) => {
        spec.integrations = [{ name: 'api', purpose: 'Some service.', host: 'api.example.com', ports: [443] }];
      },
      ({ clusters }) => {
        const proxy = { namespace: 'egress-system', podLabels: { app: 'squid' }, host: 'egress.egress-system.svc' };
        clusters[0]!.egress = { mechanism: 'egress-gateway', proxy };
      },
    );
    const proxied = ['web', 'cron'].map((pod) => `${pod} -> egress-proxy : 3128`);
    expect(edgesOf(stack)).toEqual([...common, ...ofOperator, ...proxied].toSorted());
  });

  it('with other ports of DNS and of the API server', () => {
    const stack = rendered(
      () => {},
      ({ clusters: [cluster] }) => {
        cluster!.dns.port = 587;
        cluster!.apiServer = { cidrs: ['192.168.0.10/32'], port: 443 };
      },
    );
    const edges = edgesOf(stack);
    expect(edges).toEqual(
      [...common, ...ofOperator]
        .map((edge) => edge.replace('dns : 53', 'dns : 587').replace('api-server : 6443', 'api-server : 443'))
        .toSorted(),
    );
  });
});

describe('network policies', () => {
  it('begin with one that denies everything', () => {
    expect(rendered().find('NetworkPolicy default-deny')['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it('are small: each has one direction, but for the one that denies', () => {
    const { objects } = rendered();
    const types = objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map((policy) => (at(policy, 'spec.policyTypes') as readonly string[]).length);
    expect(types).toEqual([2, ...types.slice(1).map(() => 1)]);
  });

  it('tell the purpose of an integration', () => {
    const stack = rendered((spec) => {
      spec.integrations = [{ name: 'mail', purpose: 'Outgoing mail.', cidrs: ['203.0.113.0/28'], ports: [587] }];
    });
    expect(at(stack.find('NetworkPolicy integration-mail'), 'metadata.annotations')).toEqual({
      'fleet.aos/purpose': 'Outgoing mail.',
    });
  });
});
