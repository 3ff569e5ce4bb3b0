/** What a tenant's reconcilers may not do, asked of the API server: as each of them, over all verbs and kinds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { type FluxWorld, startFluxWorld } from './flux-world.ts';
import { liveFleet } from './live-fleet.ts';

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;
/** Verbs that are not of HTTP. */
const special = [
  { group: 'rbac.authorization.k8s.io', resource: 'roles', verbs: ['bind', 'escalate'] },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', verbs: ['bind', 'escalate'] },
  { group: '', resource: 'users', verbs: ['impersonate'] },
  { group: '', resource: 'groups', verbs: ['impersonate'] },
  { group: '', resource: 'serviceaccounts', verbs: ['impersonate'] },
  { group: 'certificates.k8s.io', resource: 'signers', verbs: ['approve', 'sign'] },
];
const accountOf = (layer: string): string => `system:serviceaccount:flux-system:tenant-acme-${layer}`;
const own = 'tenant-acme';

interface Kind {
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly namespaced: boolean;
}

let world: FluxWorld;
let kinds: readonly Kind[];
beforeAll(async () => {
  const live = await liveFleet();
  world = await startFluxWorld(live);
  await world.deliver(await live.commit([{ id: 'acme' }, { id: 'birch' }]));
  kinds = await everyKind(world);
});
afterAll(() => world.stop());

describe.each(['app', 'data'])('the account of the layer %s', (layer) => {
  it.each(['tenant-birch', 'flux-system', 'kube-system', 'default', 'monitoring'])(
    'may do nothing in the namespace %s',
    async (namespace) => {
      expect(kinds.length).toBeGreaterThan(150);
      expect(await allowed(layer, namespace)).toEqual([]);
    },
  );

  it('may do nothing that belongs to the cluster, but ask who it is', async () => {
    // Everybody may: the role system:basic-user.
    const whoAmI = ['selfsubjectaccessreviews', 'selfsubjectreviews', 'selfsubjectrulesreviews'];
    const may = await allowed(layer, undefined);
    expect(may).toEqual(whoAmI.map((name) => `create ${name}`));
  });

  it('may not touch the walls of its own namespace, nor read a secret, nor enter a pod', async () => {
    const may = await allowed(layer, own);
    const walls =
      /(^| )(secrets|serviceaccounts|resourcequotas|limitranges|networkpolicies|ciliumnetworkpolicies|roles|rolebindings|namespaces|events|endpoints|endpointslices)($|\/)/;
    expect(may.filter((action) => walls.test(action))).toEqual([]);
    expect(
      may.filter((action) =>
        /pods\/|\/(exec|attach|portforward|token|ephemeralcontainers|eviction|scale|status|finalizers)/.test(action),
      ),
    ).toEqual([]);
    expect(may.filter((action) => action.endsWith(' pods'))).toEqual(
      may.includes('list pods') ? ['get pods', 'list pods', 'watch pods'] : [],
    );
    expect(may.filter((action) => /^(bind|escalate|impersonate|deletecollection|update) /.test(action))).toEqual([]);
    await expect(`${may.join('\n')}\n`).toMatchFileSnapshot(`golden/rights-of-${layer}.txt`);
  });
});

describe('the API server refuses', () => {
  const pod: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'spy' },
    spec: { containers: [{ name: 'spy', image: 'spy' }] },
  };
  const attempts: readonly (readonly [
    what: string,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: JsonObject,
  ])[] = [
    ["another tenant's pods", 'GET', '/api/v1/namespaces/tenant-birch/pods'],
    ["another tenant's secrets", 'GET', '/api/v1/namespaces/tenant-birch/secrets/database-app'],
    ["a pod in another tenant's namespace", 'POST', '/api/v1/namespaces/tenant-birch/pods', pod],
    ['secrets of the own namespace', 'GET', '/api/v1/namespaces/tenant-acme/secrets/database-app'],
    [
      'a token of another account',
      'POST',
      '/api/v1/namespaces/flux-system/serviceaccounts/tenant-birch-app/token',
      { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
    ],
    ['the keys of Flux', 'GET', '/api/v1/namespaces/flux-system/secrets/sops-age'],
    [
      'a change of its own Role',
      'PATCH',
      '/apis/rbac.authorization.k8s.io/v1/namespaces/tenant-acme/roles/app-reconciler?fieldManager=spy&force=true',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'app-reconciler' },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      },
    ],
    ['a change of its quota', 'DELETE', '/api/v1/namespaces/tenant-acme/resourcequotas/tenant'],
    [
      'the end of its network policies',
      'DELETE',
      '/apis/networking.k8s.io/v1/namespaces/tenant-acme/networkpolicies/default-deny',
    ],
    [
      'a label of its namespace',
      'PATCH',
      '/api/v1/namespaces/tenant-acme?fieldManager=spy&force=true',
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'tenant-acme', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
      },
    ],
    [
      'a binding to cluster-admin',
      'POST',
      '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'spy' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [],
      },
    ],
    [
      "another tenant's Kustomization",
      'DELETE',
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/tenant-birch-app',
    ],
    [
      'a Kustomization of its own making',
      'POST',
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/tenant-acme/kustomizations',
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'spy' },
        spec: { interval: '1m', prune: false, sourceRef: { kind: 'GitRepository', name: 'spy' } },
      },
    ],
    ['the nodes', 'GET', '/api/v1/nodes'],
  ];

  const asked = ['app', 'data'].flatMap((layer) => attempts.map(([what, ...call]) => ({ layer, what, call })));

  it.each(asked)('the account of the layer $layer: $what', async ({ layer, call: [method, path, body] }) => {
    const as = accountOf(layer);
    const { status } = await world.rest.call({ method, path, as, ...(body !== undefined && { body }) });
    expect(status).toBe(403);
  });
});

/** What the account may do in a namespace, or with what belongs to the cluster, as `<verb> <resource>`, sorted. */
async function allowed(layer: string, namespace: string | undefined): Promise<readonly string[]> {
  const asked = [
    ...kinds
      .filter(({ namespaced }) => namespaced === (namespace !== undefined))
      .flatMap(({ group, resource }) => verbs.map((verb) => ({ group, resource, verb }))),
    ...special.flatMap(({ group, resource, verbs: names }) => names.map((verb) => ({ group, resource, verb }))),
  ];
  const answers = await Promise.all(
    asked.map(async ({ group, resource: path, verb }) => {
      const [resource = '', subresource = ''] = path.split('/');
      const { status, body } = await world.rest.call({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: {
            user: accountOf(layer),
            groups: ['system:serviceaccounts', 'system:serviceaccounts:flux-system', 'system:authenticated'],
            resourceAttributes: { group, resource, subresource, verb, ...(namespace !== undefined && { namespace }) },
          },
        },
      });
      if (status !== 201) throw new Error(`the question is refused: ${JSON.stringify(body)}`);
      return (body['status'] as JsonObject)['allowed'] === true ? [`${verb} ${path}`] : [];
    }),
  );
  return [...new Set(answers.flat())].sort();
}

/** Every resource and subresource that the server serves. */
async function everyKind({ rest }: FluxWorld): Promise<readonly Kind[]> {
  const { body } = await rest.call({ method: 'GET', path: '/apis' });
  const groups = body['groups'] as unknown as readonly {
    name: string;
    versions: readonly { groupVersion: string }[];
  }[];
  const lists = [
    { group: '', path: '/api/v1' },
    ...groups.flatMap(({ name, versions }) =>
      versions.map(({ groupVersion }) => ({ group: name, path: `/apis/${groupVersion}` })),
    ),
  ];
  const found = await Promise.all(
    lists.map(async ({ group, path }) => {
      const { body: list } = await rest.call({ method: 'GET', path });
      const resources = list['resources'] as unknown as readonly { name: string; namespaced: boolean }[];
      return resources.map(({ name, namespaced }) => ({ group, resource: name, namespaced }));
    }),
  );
  return found.flat();
}
