/** Who is judged by the admission policies, what of a namespace and a network policy stays, and who may go where. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { type AdmissionWorld, startAdmissionWorld, verdictOf } from './admission-world.ts';

const fleet = minimalFleet();
const labels = { 'fleet.aos/tenant': 'acme', 'fleet.aos/isolation': 'namespace' };
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const account = (namespace: string, name: string): string => `system:serviceaccount:${namespace}:${name}`;
const boundary = account('flux-system', 'fleet-boundary');

const space = (name: string, of: { labels?: JsonObject; annotations?: JsonObject }): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: of.labels ?? {}, annotations: of.annotations ?? {} },
});
const defaultDeny: JsonObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: 'tenant-acme' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};
/** By tag, without limits, with a token: as an operator's own pods are. */
const pod = (name: string, namespace: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: { serviceAccountName: 'worker', containers: [{ name: 'worker', image: 'ghcr.io/operator/worker:1' }] },
});
const worker = (namespace: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'worker', namespace },
  automountServiceAccountToken: false,
});

let world: AdmissionWorld;
beforeAll(async () => {
  world = await startAdmissionWorld({
    fleet,
    cluster: fleet.clusters.get('eu-1')!,
    namespaces: [
      space('tenant-acme', { labels, annotations: { 'fleet.aos/domains': 'acme.example.com' } }),
      space('tenant-leaving', { labels: { 'fleet.aos/tenant': 'leaving' } }),
      ...['cnpg-system', 'cert-manager', 'shop'].map((name) => space(name, {})),
      worker('tenant-acme'),
      worker('shop'),
      pod('running', 'tenant-acme'),
      defaultDeny,
      { ...defaultDeny, metadata: { name: 'default-deny', namespace: 'tenant-leaving' } },
      // Whoever asks here may do everything, so that admission alone speaks.
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'everything' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [
          { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:serviceaccounts' },
          { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:kube-controller-manager' },
        ],
      },
    ],
  });
});
afterAll(() => world.stop());

describe('pods are judged by who writes them', () => {
  const podPolicies = ['image-registry', 'images-by-digest', 'requests-and-limits', 'service-account-token'];
  it.each<readonly [who: string, as: string | undefined, namespace: string, refusedBy: readonly string[]]>([
    ['an administrator', undefined, 'tenant-acme', podPolicies],
    ['the reconciler of the app layer', account('flux-system', 'tenant-acme-app'), 'tenant-acme', podPolicies],
    ['the boundary', boundary, 'tenant-acme', podPolicies],
    ['Flux', account('flux-system', 'kustomize-controller'), 'tenant-acme', podPolicies],
    ['an account of the tenant', account('tenant-acme', 'odoo'), 'tenant-acme', podPolicies],
    ['an account of a namespace that begins alike', account('cnpg-system-2', 'x'), 'tenant-acme', podPolicies],
    ['CloudNativePG', account('cnpg-system', 'cnpg-manager'), 'tenant-acme', []],
    ['cert-manager, a solver', account('cert-manager', 'cert-manager'), 'tenant-acme', []],
    ['the controller of ReplicaSets', account('kube-system', 'replicaset-controller'), 'tenant-acme', []],
    ['controllers with one account', 'system:kube-controller-manager', 'tenant-acme', []],
    ['anybody, in a namespace of no tenant', undefined, 'shop', []],
  ])('%s', async (...[, as, namespace, expected]) => {
    const { faults, isRefused, otherwise } = await world.ask(pod('new', namespace), as);
    expect(otherwise).toBeUndefined();
    expect([...faults.keys()].toSorted()).toEqual([...expected]);
    expect(isRefused).toBe(expected.length > 0);
  });

  it('and a running one when its spec changes, not its labels', async () => {
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace: 'tenant-acme', name: 'running' };
    const path = `${await world.objects.address(ref)}?dryRun=All`;
    const patch = (body: JsonObject) =>
      world.rest.call({ method: 'PATCH', path, body, contentType: 'application/strategic-merge-patch+json' });
    expect((await patch({ metadata: { labels: { note: 'seen' } } })).status).toBe(200);
    const changed = await patch({ spec: { containers: [{ name: 'worker', image: 'ghcr.io/operator/worker:2' }] } });
    expect(verdictOf(changed).isRefused).toBe(true);
  });

  it.each([
    ['busybox:1', ['image-registry', 'images-by-digest']],
    [`docker.io/library/busybox@sha256:${'0'.repeat(64)}`, []],
  ])('a debug container with the image %s, beside a container by tag', async (image, expected) => {
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace: 'tenant-acme', name: 'running' };
    const path = `${await world.objects.address(ref)}/ephemeralcontainers?dryRun=All`;
    const body = { spec: { ephemeralContainers: [{ name: 'debug', image }] } };
    const contentType = 'application/strategic-merge-patch+json';
    const answer = await world.rest.call({ method: 'PATCH', path, body, contentType });
    const { faults, isRefused, otherwise } = verdictOf(answer);
    expect(otherwise).toBeUndefined();
    expect([...faults.keys()].toSorted()).toEqual(expected);
    expect(isRefused).toBe(expected.length > 0);
  });
});

describe('a namespace of a tenant', () => {
  const annotations = { 'fleet.aos/domains': 'acme.example.com' };
  const own = { 'fleet.aos/tenant': 'birch', ...restricted };
  it.each<readonly [what: string, manifest: JsonObject, as: string | undefined, faults: number]>([
    ['is made as the boundary makes it', space('tenant-birch', { labels: own, annotations }), boundary, 0],
    ['is not made without the label', space('tenant-birch', { labels: restricted }), undefined, 1],
    [
      'is not made with the label of another',
      space('tenant-birch', { labels: { ...own, 'fleet.aos/tenant': 'acme' } }),
      undefined,
      1,
    ],
    ['is not made under another name', space('birch', { labels: own }), undefined, 1],
    [
      'is not made with another level of Pod Security',
      space('tenant-birch', { labels: { ...own, 'pod-security.kubernetes.io/enforce': 'baseline' } }),
      boundary,
      1,
    ],
    ['and one of nobody is nobody’s concern', space('other', { labels: {} }), undefined, 0],
    // Without the level restricted until now: the namespaces of this test.
    [
      'gets domains from the boundary',
      space('tenant-acme', { labels: { ...labels, ...restricted }, annotations: { 'fleet.aos/domains': 'b.example' } }),
      boundary,
      0,
    ],
    [
      'gets none from others',
      space('tenant-acme', { labels, annotations: { 'fleet.aos/domains': 'b.example' } }),
      undefined,
      2,
    ],
    ['keeps its domains', space('tenant-acme', { labels }), undefined, 2],
    ['keeps its label', space('tenant-acme', { annotations }), undefined, 4],
  ])('%s', async (...[, manifest, as, count]) => {
    const { faults, isRefused, otherwise } = await world.ask(manifest, as);
    expect(otherwise).toBeUndefined();
    expect([...faults.keys()]).toEqual(count === 0 ? [] : ['tenant-namespace']);
    expect(faults.get('tenant-namespace') ?? []).toHaveLength(count);
    expect(isRefused).toBe(count > 0);
  });
});

describe('the default of deny', () => {
  const path = '/apis/networking.k8s.io/v1/namespaces/tenant-acme/networkpolicies';
  it.each([
    ['an administrator', undefined],
    ['the boundary', boundary],
    ['Flux', account('flux-system', 'kustomize-controller')],
  ])('is not deleted by %s', async (_, as) => {
    const remove = (at: string) => world.rest.call({ method: 'DELETE', path: at, ...(as !== undefined && { as }) });
    expect(verdictOf(await remove(`${path}/default-deny?dryRun=All`)).isRefused).toBe(true);
    expect(verdictOf(await remove(`${path}?dryRun=All`)).isRefused).toBe(true);
  });

  it('goes with its namespace', async () => {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: 'tenant-leaving' };
    expect((await world.objects.remove(ref)).status).toBe(200);
    let status = 200;
    for (let attempt = 0; attempt < 150 && status !== 404; attempt += 1) {
      ({ status } = await world.objects.get(ref));
      await sleep(200);
    }
    expect(status).toBe(404);
  });
});

describe('the account of the boundary writes', () => {
  const quota = (namespace: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenant', namespace },
    spec: { hard: { pods: '1' } },
  });
  const pool = (name: string): JsonObject => ({
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name },
    spec: {
      template: {
        spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'x' }, requirements: [] },
      },
    },
  });
  it.each([
    ['in a tenant’s namespace', quota('tenant-acme'), false],
    ['a node pool of a tenant', pool('tenant-acme'), false],
    ['not in that of others', quota('shop'), true],
    ['not in Flux’s', quota('flux-system'), true],
    ['no other node pool', pool('shared'), true],
    ['no namespace of others', space('shop', { labels: { seen: 'true' } }), true],
  ])('%s', async (_, manifest, expected) => {
    const { faults, isRefused, otherwise } = await world.ask(manifest, boundary);
    expect(otherwise).toBeUndefined();
    expect(isRefused).toBe(expected);
    expect([...faults.keys()]).toEqual(expected ? ['boundary-account'] : []);
  });
});

it('is understood by the type checker of the server', async () => {
  const policies = await world.objects.list('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy');
  const warnings = policies.flatMap(({ metadata, status }) => {
    const { typeChecking } = (status ?? {}) as { typeChecking?: { expressionWarnings?: JsonObject[] } };
    return (typeChecking?.expressionWarnings ?? []).map(
      (warning) => `${(metadata as JsonObject)['name']}: ${JSON.stringify(warning)}`,
    );
  });
  expect(policies.length).toBeGreaterThan(10);
  expect(warnings).toEqual([]);
});
