/** What breaks in a cluster, and how it ends: as wanted, or in a clear failure of one tenant that no other notices. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { Tree } from './artifacts.ts';
import { type FluxWorld, startFluxWorld } from './flux-world.ts';
import { type LiveFleet, liveFleet, type TenantTweak } from './live-fleet.ts';
import { waitFor } from './wait-for.ts';

const ids = ['acme', 'birch', 'cedar'] as const;
let live: LiveFleet;
let world: FluxWorld;
beforeAll(async () => {
  live = await liveFleet();
  world = await startFluxWorld(live);
  await world.deliver(await commit());
});
afterAll(() => world.stop());

/** Another value in acme's configuration with each call: a commit of that tenant. */
let count = 0;
async function commit(change: (tenants: TenantTweak[]) => void = () => {}): Promise<Tree> {
  count += 1;
  const limit = 100 + count;
  const tenants: TenantTweak[] = ids.map((id) => ({ id }));
  tenants[0] = { id: 'acme', tweak: (spec) => void (spec.odoo.config = { limit_time_cpu: limit }) };
  change(tenants);
  return live.commit(tenants);
}

const kustomization = (name: string) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  namespace: 'flux-system',
  name,
});

/** What the hourly interval does, and `flux reconcile`; returns the request, which the status names when it was obeyed. */
async function reconcile(name: string): Promise<string> {
  const request = String(performance.now());
  const annotations = { 'reconcile.fluxcd.io/requestedAt': request };
  await world.objects.patch(kustomization(name), { metadata: { annotations } });
  return request;
}

/** Ready, reason and last transition of all layers of the tenants that were not touched. */
async function stateOfOthers(): Promise<readonly string[]> {
  const states = await world.kustomizations();
  return [...states]
    .filter(([name]) => /^tenant-(birch|cedar)-/.test(name))
    .map(([name, { ready, applied, reason }]) => `${name} ${ready} ${reason} ${applied}`);
}

const service = { apiVersion: 'v1', kind: 'Service', namespace: 'tenant-acme', name: 'odoo-web' };
const wall = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  namespace: 'tenant-acme',
  name: 'default-deny',
};

describe('ends as wanted', () => {
  it.each<[string, () => Promise<void>]>([
    [
      "when Flux's controller is killed while it applies",
      async () => {
        await world.flux.daemon.stop('SIGKILL');
        await world.flux.daemon.start();
      },
    ],
    [
      'when the API server is restarted',
      async () => {
        await world.daemons.apiserver.stop();
        await world.daemons.apiserver.start();
      },
    ],
    [
      'when etcd is killed',
      async () => {
        await world.daemons.etcd.stop('SIGKILL');
        await sleep(1000);
        await world.daemons.etcd.start();
      },
    ],
  ])('%s', async (_, fault) => {
    await world.sources.push(await commit());
    await sleep(300);
    await fault();
    await waitFor(
      () => world.rest.call({ method: 'GET', path: '/readyz' }),
      ({ status }) => status === 200,
    );
    await world.deliver(await commit(), 180);
  });

  it('when people change a Service and take down a wall', async () => {
    await world.objects.patch(service, { spec: { selector: { 'app.kubernetes.io/component': 'nobody' } } });
    await world.objects.remove(wall);
    await reconcile('tenant-acme-boundary');
    await reconcile('tenant-acme-app');
    await waitFor(
      async () => [(await world.objects.get(wall)).status, (await world.objects.get(service)).body],
      ([status, body]) => {
        const { selector } = (body as JsonObject)['spec'] as unknown as { selector: Record<string, string> };
        return status === 200 && selector['app.kubernetes.io/component'] === 'web';
      },
    );
  });

  it('when a namespace is deleted by hand', async () => {
    const before = await stateOfOthers();
    await world.objects.remove({ apiVersion: 'v1', kind: 'Namespace', name: 'tenant-acme' });
    await waitFor(
      () => world.objects.get({ apiVersion: 'v1', kind: 'Namespace', name: 'tenant-acme' }),
      ({ status }) => status === 404,
    );
    for (const layer of ['boundary', 'data', 'app']) {
      const request = await reconcile(`tenant-acme-${layer}`);
      await waitFor(
        async () => (await world.kustomizations()).get(`tenant-acme-${layer}`),
        (state) => state?.ready === 'True' && state.handled === request,
      );
    }
    await waitFor(
      async () => [(await world.objects.get(wall)).status, (await world.objects.get(service)).status],
      (statuses) => statuses.every((status) => status === 200),
    );
    expect(await stateOfOthers()).toEqual(before);
  });
});

describe('ends in a clear failure of that tenant alone', () => {
  it('when a manifest is invalid', async () => {
    const before = await stateOfOthers();
    const tree = new Map(await commit());
    const path = `dist/tenants/${live.cluster}/acme/app/manifests.yaml`;
    tree.set(path, tree.get(path)!.replace(/^ {2}replicas: 1$/m, '  replicas: -1'));
    await world.sources.push(tree);
    const failed = await waitFor(
      async () => (await world.kustomizations()).get('tenant-acme-app'),
      (state) => state?.ready === 'False' && state.reason === 'ReconciliationFailed',
    );
    expect(failed?.message).toContain('Deployment/tenant-acme/');
    expect(failed?.message).toContain('spec.replicas: Invalid value: -1');
    // What was applied before goes on.
    expect((await world.objects.get(service)).status).toBe(200);
    expect(await stateOfOthers()).toEqual(before);
    await world.deliver(await commit());
  });

  it('when an artifact is corrupt, or gone', async () => {
    const before = await stateOfOthers();
    const ref = {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'ExternalArtifact',
      namespace: 'flux-system',
      name: 'tenant-acme',
    };
    await world.sources.push(await commit());
    const { body } = await world.objects.get(ref);
    const { artifact } = body['status'] as unknown as { artifact: Parameters<typeof world.artifacts.corrupt>[0] };
    world.artifacts.corrupt(artifact);
    // All layers are made from it; the first stops the others.
    await reconcile('tenant-acme-boundary');
    const failed = await waitFor(
      async () => (await world.kustomizations()).get('tenant-acme-boundary'),
      (state) => state?.ready === 'False' && state.reason === 'ArtifactFailed',
    );
    expect(failed?.message).toMatch(/digest|checksum|gzip/i);
    expect(await stateOfOthers()).toEqual(before);
    await world.deliver(await commit());
  });
});

describe('a tenant that leaves', () => {
  const leaving: TenantTweak = {
    id: 'birch',
    tweak: (spec) =>
      Object.assign(spec, {
        lifecycle: 'offboarding',
        offboarding: {
          reason: 'It left.',
          retainUntil: '2026-01-31',
          backupConfirmed: '2026-01-15',
          deleteData: 'birch',
        },
      }),
  };
  const left = async (): Promise<readonly string[]> => {
    const kinds = [
      ['postgresql.cnpg.io/v1', 'Cluster'],
      ['v1', 'PersistentVolumeClaim'],
      ['apps/v1', 'Deployment'],
    ] as const;
    const found = await Promise.all(
      kinds.map(([apiVersion, kind]) => world.objects.list(apiVersion, kind, 'tenant-birch')),
    );
    return found.flat().map(({ metadata }) => String((metadata as JsonObject)['name']));
  };

  it('loses its data only after it was asked for and its spec is gone, and keeps its namespace', async () => {
    await world.deliver(await commit((tenants) => void (tenants[1] = leaving)));
    expect(await left()).toEqual(expect.arrayContaining(['database', 'odoo-filestore']));
    await world.deliver(await commit((tenants) => void tenants.splice(1, 1)));
    await waitFor(left, (names) => names.length === 0);
    const { status } = await world.objects.get({ apiVersion: 'v1', kind: 'Namespace', name: 'tenant-birch' });
    expect(status).toBe(200);
  });
});

describe('a tenant that is gone from the repository', () => {
  it('leaves its data and its walls, and only its app is removed', async () => {
    const namespace = 'tenant-cedar';
    await world.deliver(await commit((tenants) => void tenants.splice(1, 2)));
    await waitFor(
      async () => [...(await world.kustomizations()).keys()].filter((name) => name.startsWith('tenant-cedar-')),
      (names) => names.length === 0,
    );
    await waitFor(
      () => world.objects.list('apps/v1', 'Deployment', namespace),
      (deployments) => deployments.length === 0,
    );
    const names = async (apiVersion: string, kind: string): Promise<readonly string[]> =>
      (await world.objects.list(apiVersion, kind, namespace)).map(({ metadata }) =>
        String((metadata as JsonObject)['name']),
      );
    expect(await names('postgresql.cnpg.io/v1', 'Cluster')).toEqual(['database']);
    expect(await names('v1', 'PersistentVolumeClaim')).toContain('odoo-filestore');
    expect(await names('networking.k8s.io/v1', 'NetworkPolicy')).toContain('default-deny');
    const { status } = await world.objects.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace });
    expect(status).toBe(200);
  });
});
