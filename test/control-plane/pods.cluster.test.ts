/** The pods that the real controllers make of a tenant's workloads, and the limits that admission holds them to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { parseQuantity } from '../../src/model/quantity.ts';
import { type FluxWorld, startFluxWorld } from './flux-world.ts';
import { liveFleet } from './live-fleet.ts';
import { waitFor } from './wait-for.ts';

const tenants = [
  { id: 'acme' },
  {
    id: 'birch',
    tweak: (spec: { plan: string; isolation?: string }) => Object.assign(spec, { plan: 'large', isolation: 'node' }),
  },
  { id: 'dune', tweak: (spec: { plan: string }) => void (spec.plan = 'large') },
  { id: 'cedar', tweak: (spec: { database?: unknown }) => void (spec.database = { engine: 'statefulset' }) },
];

let world: FluxWorld;
beforeAll(async () => {
  const live = await liveFleet(({ clusters }) => {
    clusters[0]!.karpenter = { nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'encrypted' } };
  });
  world = await startFluxWorld(live);
  await world.deliver(await live.commit(tenants));
});
afterAll(() => world.stop());

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase: string };
}

const podsOf = async (id: string): Promise<readonly Pod[]> =>
  (await world.objects.list('v1', 'Pod', `tenant-${id}`)) as unknown as readonly Pod[];
const componentOf = ({ metadata }: Pod): string => metadata.labels['app.kubernetes.io/component'] ?? '';

describe.each(['acme', 'birch', 'cedar', 'dune'])('the tenant %s', (id) => {
  it('has its pods running, on the nodes that it may use', async () => {
    const wanted = id === 'cedar' ? ['cron', 'database', 'web'] : ['cron', 'web'];
    const pods = await waitFor(
      () => podsOf(id),
      (found) =>
        wanted.every((component) =>
          found.some((pod) => componentOf(pod) === component && pod.status.phase === 'Running'),
        ),
    );
    const web = pods.filter((pod) => componentOf(pod) === 'web');
    expect(web).toHaveLength(id === 'birch' || id === 'dune' ? 3 : 1);
    const nodes = [...new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []))];
    expect(nodes.every((node) => node.includes('birch') === (id === 'birch'))).toBe(true);
  });

  it('has finished its migration, and none of its controllers was refused a pod', async () => {
    await waitFor(
      () => podsOf(id),
      (pods) => pods.some((pod) => componentOf(pod) === 'migration' && pod.status.phase === 'Succeeded'),
    );
    const events = await world.objects.list('v1', 'Event', `tenant-${id}`);
    const refused = events.filter(({ reason }) => reason === 'FailedCreate');
    expect(refused.map(({ message }) => message)).toEqual([]);
  });

  it('has what it uses within its quota, and room for what comes and goes', async () => {
    const [quota] = await world.objects.list('v1', 'ResourceQuota', `tenant-${id}`);
    const { hard, used } = quota!['status'] as unknown as Record<'hard' | 'used', Record<string, string>>;
    for (const [name, limit] of Object.entries(hard)) {
      expect(parseQuantity(used[name])!, name).toBeLessThanOrEqual(parseQuantity(limit)!);
    }
    expect(parseQuantity(used['pods'])).toBeGreaterThan(0);
  });
});

describe('admission', () => {
  const namespace = 'tenant-acme';
  // What the admission policies ask for too.
  const image = `docker.io/library/odoo@sha256:${'a'.repeat(64)}`;
  const restricted: JsonObject = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const podOf = (name: string, container: JsonObject, spec: JsonObject = {}): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      containers: [{ name: 'main', image, securityContext: restricted, ...container }],
      ...spec,
    },
  });
  const create = (pod: JsonObject) =>
    world.rest.call({ method: 'POST', path: `/api/v1/namespaces/${namespace}/pods`, body: pod });

  it.each<[string, JsonObject, JsonObject, string]>([
    ['a privileged container', { securityContext: { privileged: true } }, {}, 'violates PodSecurity "restricted'],
    ['the network of the node', {}, { hostNetwork: true }, 'violates PodSecurity "restricted'],
    [
      'a folder of the node',
      {},
      { volumes: [{ name: 'host', hostPath: { path: '/' } }] },
      'violates PodSecurity "restricted',
    ],
    ['root', { securityContext: { ...restricted, runAsUser: 0 } }, {}, 'violates PodSecurity "restricted'],
    [
      'more memory than the quota has',
      { resources: { requests: { memory: '500Gi', cpu: '1' }, limits: { memory: '500Gi', cpu: '1' } } },
      {},
      'memory',
    ],
  ])('refuses a pod with %s', async (...[name, container, spec, reason]) => {
    const { status, body } = await create(podOf(name.replaceAll(' ', '-'), container, spec));
    expect([status, String(body['message'])]).toEqual([403, expect.stringContaining(reason)]);
  });

  it('gives a container that asks for nothing the limits of the namespace', async () => {
    const { status, body } = await create(podOf('modest', {}, { automountServiceAccountToken: false }));
    expect(status).toBe(201);
    const [container] = (body['spec'] as unknown as { containers: readonly JsonObject[] }).containers;
    const { requests, limits } = container!['resources'] as unknown as Record<'requests' | 'limits', JsonObject>;
    expect(isObject(requests) && isObject(limits)).toBe(true);
    expect(Object.keys(requests).sort()).toEqual(expect.arrayContaining(['cpu', 'memory']));
    expect(Object.keys(limits)).toContain('memory');
  });
});
