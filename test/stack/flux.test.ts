import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { platformManifests } from '../../src/stack/index.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { monitoring } from './monitoring/monitored.ts';
import { at, closing, nameOf, plainCluster, rendered, sharedEnvoy, statefulSet, traefik } from './rendered.ts';

const common = { interval: '60m', retryInterval: '2m' };
const data = { prune: false, deletionPolicy: 'Orphan', wait: false, timeout: '20m' };

function kustomizations(stack: ReturnType<typeof rendered>): Record<string, unknown> {
  return Object.fromEntries(
    stack.parts.flux
      .filter(({ kind }) => kind === 'Kustomization')
      .map((manifest) => [at(manifest, 'metadata.name'), manifest['spec']]),
  );
}

/** The Kustomizations of a running tenant, but for where they find it and how its database is watched. */
function expected(source: (layer: string) => object, health: object) {
  return {
    'tenant-acme-boundary': {
      ...common,
      ...source('boundary'),
      serviceAccountName: 'fleet-boundary',
      decryption: { provider: 'sops', secretRef: { name: 'sops-tenant-acme' } },
      prune: true,
      deletionPolicy: 'Orphan',
      wait: true,
      timeout: '5m',
    },
    'tenant-acme-data': {
      ...common,
      ...source('data'),
      serviceAccountName: 'tenant-acme-data',
      dependsOn: [{ name: 'tenant-acme-boundary' }],
      ...data,
      ...health,
    },
    'tenant-acme-app': {
      ...common,
      ...source('app'),
      serviceAccountName: 'tenant-acme-app',
      dependsOn: [{ name: 'tenant-acme-data' }],
      prune: true,
      deletionPolicy: 'Delete',
      wait: true,
      timeout: '30m',
    },
  };
}

const cluster = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' };
const clusterHealth = {
  healthChecks: [{ ...cluster, name: 'database', namespace: 'tenant-acme' }],
  healthCheckExprs: [
    {
      ...cluster,
      current: "has(status.conditions) && status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
      inProgress: "!has(status.conditions) || status.conditions.exists(c, c.type == 'Ready' && c.status != 'True')",
    },
  ],
};

describe("a tenant's Flux objects", () => {
  it('take an artifact of the tenant alone', () => {
    const source = (layer: string) => ({
      sourceRef: { kind: 'ExternalArtifact', name: 'tenant-acme' },
      path: `./${layer}`,
    });
    expect(kustomizations(rendered())).toEqual(expected(source, clusterHealth));
  });

  it('take the repository where there is no source-watcher', () => {
    const source = (layer: string) => ({
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      path: `./dist/tenants/eu-1/acme/${layer}`,
    });
    const health = {
      healthChecks: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'database', namespace: 'tenant-acme' }],
    };
    expect(kustomizations(rendered(statefulSet, plainCluster))).toEqual(expected(source, health));
  });

  it.each(['suspended', 'offboarding'] as const)('do not wait for the database of a tenant that is %s', (lifecycle) => {
    const stack = rendered((spec) => void (spec.lifecycle = lifecycle));
    expect(kustomizations(stack)['tenant-acme-data']).toEqual({
      ...common,
      ...data,
      serviceAccountName: 'tenant-acme-data',
      dependsOn: [{ name: 'tenant-acme-boundary' }],
      sourceRef: { kind: 'ExternalArtifact', name: 'tenant-acme' },
      path: './data',
    });
  });

  it('wait for the database whose final backup is taken', () => {
    const { healthChecks } = kustomizations(rendered(closing))['tenant-acme-data'] as JsonObject;
    expect(healthChecks).toEqual(clusterHealth.healthChecks);
  });

  it('stand in the namespace of Flux, with an account without token for each upper layer', () => {
    const { flux } = rendered().parts;
    expect(flux.map((manifest) => at(manifest, 'metadata.namespace'))).toEqual(flux.map(() => 'flux-system'));
    const accounts = flux.filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.map((account) => [nameOf(account), account['automountServiceAccountToken']])).toEqual([
      ['ServiceAccount tenant-acme-data', false],
      ['ServiceAccount tenant-acme-app', false],
    ]);
  });
});

/** Plural names of the kinds that tenants' layers hold. */
const resources: Readonly<Record<string, string>> = {
  Backup: 'backups',
  BackendTrafficPolicy: 'backendtrafficpolicies',
  Certificate: 'certificates',
  ClientTrafficPolicy: 'clienttrafficpolicies',
  Cluster: 'clusters',
  ConfigMap: 'configmaps',
  CronJob: 'cronjobs',
  Deployment: 'deployments',
  Gateway: 'gateways',
  HTTPRoute: 'httproutes',
  HTTPRouteFilter: 'httproutefilters',
  Ingress: 'ingresses',
  Issuer: 'issuers',
  Job: 'jobs',
  ListenerSet: 'listenersets',
  Middleware: 'middlewares',
  ObjectStore: 'objectstores',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  PodDisruptionBudget: 'poddisruptionbudgets',
  PodMonitor: 'podmonitors',
  Probe: 'probes',
  PrometheusRule: 'prometheusrules',
  SecurityPolicy: 'securitypolicies',
  ScheduledBackup: 'scheduledbackups',
  Service: 'services',
  StatefulSet: 'statefulsets',
};

type Grants = ReadonlyMap<string, readonly string[]>;

/** Verbs by `<group>/<resource>`. */
function grantsOf(role: unknown): Grants {
  const grants = new Map<string, readonly string[]>();
  for (const rule of (role as { rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[] }).rules) {
    for (const resource of rule.resources) {
      const key = `${rule.apiGroups[0]}/${resource}`;
      grants.set(key, [...(grants.get(key) ?? []), ...rule.verbs]);
    }
  }
  return grants;
}

const stacks = {
  'cloudnative-pg': rendered((spec) => void (spec.odoo.replicas = 2)),
  'cloudnative-pg behind Envoy Gateway': rendered((spec) => {
    spec.odoo.replicas = 2;
    spec.exposure = { gateway: 'cluster', allowedCidrs: ['203.0.113.0/24'] };
  }, sharedEnvoy),
  'cloudnative-pg behind Traefik': rendered((spec) => void (spec.odoo.replicas = 2), traefik),
  statefulset: rendered((spec) => {
    statefulSet(spec);
    spec.odoo.replicas = 2;
  }),
  'cloudnative-pg with monitoring': rendered((spec) => void (spec.odoo.replicas = 2), monitoring),
};

it('the app layer may make and prune what a tenant that leaves has besides', () => {
  const leaving = rendered(closing);
  const backup = leaving.parts.app.find(({ kind }) => kind === 'Backup');
  expect(backup).toBeDefined();
  expect(grantsOf(leaving.find('Role app-reconciler')).get('postgresql.cnpg.io/backups')).toContain('delete');
});

describe.each(Object.entries(stacks))('the rights of the reconcilers with engine %s', (_, stack) => {
  it.each(['data', 'app'] as const)('of layer %s are what the layer holds, and no more', (layer) => {
    const grants = grantsOf(stack.find(`Role ${layer}-reconciler`));
    const held = new Set(
      stack.parts[layer].map(({ apiVersion, kind }) => {
        const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
        return `${group}/${resources[String(kind)]}`;
      }),
    );
    const apply = ['get', 'list', 'watch', 'create', 'patch', ...(layer === 'app' ? ['delete'] : [])];
    for (const key of held) expect(grants.get(key), key).toEqual(apply);
    // The final base backup of a tenant that leaves is pruned when it is confirmed, or when the tenant comes back.
    // The layer holds a Gateway, with its policy, or a ListenerSet, and prunes the other when the tenant changes between them.
    const listeners = new Set([
      'gateway.networking.k8s.io/gateways',
      'gateway.networking.k8s.io/listenersets',
      'gateway.envoyproxy.io/clienttrafficpolicies',
      'postgresql.cnpg.io/backups',
    ]);
    const others = [...grants].filter(([key]) => !held.has(key) && !listeners.has(key));
    expect(others.flatMap(([, verbs]) => verbs).filter((verb) => !['get', 'list', 'watch'].includes(verb))).toEqual([]);
  });

  it('are bound to accounts of Flux', () => {
    expect(['data', 'app'].map((layer) => at(stack.find(`RoleBinding ${layer}-reconciler`), 'subjects'))).toEqual([
      [{ kind: 'ServiceAccount', name: 'tenant-acme-data', namespace: 'flux-system' }],
      [{ kind: 'ServiceAccount', name: 'tenant-acme-app', namespace: 'flux-system' }],
    ]);
  });

  it('are held by the platform account that writes them, or the API server refuses it', () => {
    const fleet = minimalFleet();
    const platform = platformManifests(fleet, stack.tenant.cluster);
    const all = grantsOf(platform.find((manifest) => nameOf(manifest) === 'ClusterRole fleet-boundary'));
    for (const layer of ['data', 'app']) {
      for (const [key, verbs] of grantsOf(stack.find(`Role ${layer}-reconciler`))) {
        expect(all.get(key), key).toEqual(expect.arrayContaining([...verbs]));
      }
    }
  });
});

describe("a cluster's objects", () => {
  const fleet = minimalFleet();
  const platform = platformManifests(fleet, fleet.clusters.get('eu-1')!);
  const find = (name: string) => platform.find((manifest) => nameOf(manifest) === name)!;

  const withoutAdmission = (names: readonly string[]) =>
    names.filter((name) => !name.startsWith('ValidatingAdmission'));

  it('are two priorities, the account that applies boundaries, the artifacts, and admission policies', () => {
    expect(withoutAdmission(platform.map(nameOf))).toEqual([
      'PriorityClass fleet-staging',
      'PriorityClass fleet-tenant',
      'ServiceAccount fleet-boundary',
      'ClusterRole fleet-boundary',
      'ClusterRoleBinding fleet-boundary',
      'ArtifactGenerator tenants',
    ]);
  });

  it('include the rules and the dashboard of the fleet where there is monitoring', () => {
    const monitored = minimalFleet(monitoring);
    const names = platformManifests(monitored, monitored.clusters.get('eu-1')!).map(nameOf);
    expect(names.filter((name) => !platform.map(nameOf).includes(name))).toEqual([
      'PrometheusRule aos-fleet',
      'ConfigMap aos-fleet-dashboard',
    ]);
  });

  it('lack the artifacts where there is no source-watcher', () => {
    const plain = minimalFleet(plainCluster);
    const names = platformManifests(plain, plain.clusters.get('eu-1')!).map(nameOf);
    expect(names).not.toContain('ArtifactGenerator tenants');
    expect(withoutAdmission(names)).toHaveLength(5);
  });

  it('make one artifact for each folder of a tenant, without its record', () => {
    expect(find('ArtifactGenerator tenants')['spec']).toEqual({
      sources: [{ alias: 'repo', kind: 'GitRepository', name: 'flux-system' }],
      pathPattern: '@repo/dist/tenants/eu-1/{tenant}',
      artifacts: [
        {
          name: 'tenant-{tenant}',
          copy: [{ from: '@repo/dist/tenants/eu-1/{tenant}/**', to: '@artifact/', exclude: ['tenant.json'] }],
        },
      ],
    });
  });

  it('let no tenant push another off a node, and give up copies before production', () => {
    const [lower, higher] = ['fleet-staging', 'fleet-tenant'].map((name) => find(`PriorityClass ${name}`));
    for (const priority of [lower, higher]) {
      expect(priority).toMatchObject({ preemptionPolicy: 'Never' });
      expect(priority).not.toHaveProperty('globalDefault');
    }
    expect(lower!['value']).toBeLessThan(higher!['value'] as number);
    // What runs the cluster begins at two thousand millions, and pods without a class are at zero.
    expect(higher!['value']).toBeLessThan(2_000_000_000);
  });

  it('neither delete namespaces nor bind other roles, nor read a secret but those of tenants', () => {
    const { rules } = find('ClusterRole fleet-boundary') as unknown as {
      rules: { apiGroups: string[]; resources: string[]; resourceNames?: string[]; verbs: string[] }[];
    };
    expect(rules.filter(({ resources: of }) => of.includes('namespaces')).flatMap(({ verbs }) => verbs)).not.toContain(
      'delete',
    );
    const special = rules.filter(({ verbs }) =>
      verbs.some((verb) => ['bind', 'escalate', 'impersonate', '*'].includes(verb)),
    );
    expect(special).toEqual([
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['roles'],
        resourceNames: ['app-reconciler', 'data-reconciler'],
        verbs: ['bind'],
      },
    ]);
    expect(rules.filter(({ resources: of }) => of.includes('secrets'))).toEqual([
      { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
      {
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: [
          'backup-repository',
          'backup-store',
          'database-app',
          'database-superuser',
          'odoo-admin',
          'production-backup',
        ],
        verbs: ['get', 'patch', 'delete'],
      },
    ]);
    expect(JSON.stringify(rules)).not.toContain('"*"');
  });

  it('carry the labels of the platform', () => {
    const labels = platform.map((manifest) => at(manifest, 'metadata.labels'));
    expect(labels.filter(isObject)).toEqual(
      platform.map(() => ({
        'app.kubernetes.io/managed-by': 'aos-fleet',
        'app.kubernetes.io/part-of': 'aos',
        'fleet.aos/layer': 'platform',
      })),
    );
  });
});
