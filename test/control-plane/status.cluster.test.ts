/** What the status says of a fleet that Flux's own controller applies, and of what goes wrong with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type ClusterReading, fleetStatus } from '../../src/cluster/fleet-status.ts';
import { askClusters, readKubeconfig } from '../../src/cluster/index.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantStatus, WantedTenant } from '../../src/model/status.ts';
import { lastingFolder } from '../run/fleet-folder.ts';
import type { Tree } from './artifacts.ts';
import { type FakeContext, writeKubeconfig } from '../cluster/fake-api-server.ts';
import { type FluxWorld, startFluxWorld } from './flux-world.ts';
import { type LiveFleet, liveFleet, type TenantTweak } from './live-fleet.ts';
import { freePorts } from './ports.ts';

const tenants: readonly TenantTweak[] = [
  { id: 'acme' },
  { id: 'birch' },
  { id: 'cedar', tweak: (spec) => void (spec.lifecycle = 'suspended') },
];

let live: LiveFleet;
let world: FluxWorld;
let tree: Tree;
let contexts: readonly FakeContext[];
const { folder, remove } = lastingFolder();
beforeAll(async () => {
  live = await liveFleet();
  world = await startFluxWorld(live);
  tree = await live.commit(tenants);
  await world.deliver(tree, 240);
  const { clusters, users } = JSON.parse(readFileSync(world.kubeconfig, 'utf8')) as {
    clusters: { cluster: { server: string; 'certificate-authority': string } }[];
    users: { user: { token: string } }[];
  };
  const { server, 'certificate-authority': file } = clusters[0]!.cluster;
  contexts = [{ name: live.cluster, server, ca: readFileSync(file, 'utf8'), token: users[0]!.user.token }];
});
afterAll(async () => {
  await world.stop();
  remove();
});

const wanted = (release = '19.0-1'): readonly WantedTenant[] =>
  ['acme', 'birch', 'cedar'].map((tenant) => ({
    tenant,
    cluster: live.cluster,
    lifecycle: tenant === 'cedar' ? 'suspended' : 'active',
    release,
    server: 'database',
    isGenerated: true,
  }));

const time = (): string => new Date().toISOString();

function ask(of: readonly FakeContext[] = contexts): Promise<readonly ClusterReading[]> {
  const kubeconfig = readKubeconfig([writeKubeconfig(join(folder, 'config'), of)]);
  const choice = of.map(({ name }) => ({ cluster: name, context: name }));
  return askClusters({ kubeconfig, choice, labelPrefix: 'fleet.aos', time: time(), timeout: 20, onProgress: () => {} });
}

const look = async (of: { wanted?: readonly WantedTenant[]; contexts?: readonly FakeContext[] } = {}) =>
  fleetStatus({ time: time(), wanted: of.wanted ?? wanted(), readings: await ask(of.contexts), only: [] });

/** Looks until the tenant is in the state. @throws with what it is, after a minute. */
async function until(tenant: string, state: string): Promise<TenantStatus> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = (await look()).tenants.find((one) => one.tenant === tenant)!;
    if (found.state === state) return found;
    if (Date.now() > deadline) throw new Error(`${tenant} is not ${state} but ${JSON.stringify(found)}`);
    await sleep(500);
  }
}

const appOf = (id: string) =>
  ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: `tenant-${id}-app`,
  }) as const;

describe('the status', () => {
  it('is ready for all that Flux has applied, also for a tenant that sleeps', async () => {
    const { tenants: found, clusters } = await look();
    expect(found.map(({ tenant, state, release }) => ({ tenant, state, release }))).toEqual([
      { tenant: 'acme', state: 'ready', release: { wanted: '19.0-1', running: '19.0-1' } },
      { tenant: 'birch', state: 'ready', release: { wanted: '19.0-1', running: '19.0-1' } },
      { tenant: 'cedar', state: 'ready', release: { wanted: '19.0-1' } },
    ]);
    expect(found[0]!.workloads.map(({ name, ready, wanted: all }) => `${name} ${ready}/${all}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^odoo-web (\d+)\/\1$/),
        expect.stringMatching(/^database (\d+)\/\1$/),
      ]),
    );
    expect(found.map(({ revision }) => revision.applied)).toEqual(found.map(({ revision }) => revision.wanted));
    expect(found.every(({ since }) => since !== undefined && Date.parse(since) <= Date.now())).toBe(true);
    expect(clusters).toMatchObject([
      { isReached: true, troubles: [], revision: expect.stringMatching(/^main@sha1:/) as string },
    ]);
  });

  it('needs no more rights than docs/status.md names', async () => {
    const [, yaml = ''] = /## Rights.*?```yaml\n(.*?)```/s.exec(readFileSync('docs/status.md', 'utf8')) ?? [];
    const roles = parseAllDocuments(yaml).map((document) => document.toJSON() as JsonObject);
    const account = { kind: 'ServiceAccount', name: 'on-call', namespace: 'flux-system' };
    const bindings = roles.map(({ kind, metadata }) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: `${String(kind)}Binding`,
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: 'fleet-status-reader' },
      subjects: [account],
    }));
    const objects = [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'on-call', namespace: 'flux-system' } },
      ...roles,
      ...bindings,
    ] as readonly JsonObject[];
    for (const object of objects) expect((await world.objects.apply(object)).status).toBeLessThan(300);
    const { body } = await world.rest.call({
      method: 'POST',
      path: '/api/v1/namespaces/flux-system/serviceaccounts/on-call/token',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
    });
    const { token } = body['status'] as { token: string };
    const reader = [{ ...contexts[0]!, token }];
    const mine = await look({ contexts: reader });
    expect(mine.tenants).toEqual((await look()).tenants);
    expect(mine.clusters).toMatchObject([{ isReached: true, troubles: [] }]);
    const [half] = bindings.slice(1);
    await world.objects.remove({ ...(half as { apiVersion: string; kind: string }), name: 'fleet-status-reader' });
    await expect
      .poll(async () => (await look({ contexts: reader })).tenants.map(({ state, reason }) => `${state} ${reason}`))
      .toEqual(['unknown Forbidden', 'unknown Forbidden', 'ready Ready']);
  });

  it('tells a cluster that cannot be reached beside one that can', async () => {
    const [port] = await freePorts(1);
    const { tenants: found, clusters } = await look({
      wanted: [...wanted(), { ...wanted()[0]!, tenant: 'far', cluster: 'far-1' }],
      contexts: [...contexts, { name: 'far-1', server: `https://127.0.0.1:${port}` }],
    });
    expect(found.map(({ tenant, state, reason }) => `${tenant} ${state} ${reason}`)).toEqual([
      'far unknown Refused',
      'acme ready Ready',
      'birch ready Ready',
      'cedar ready Ready',
    ]);
    expect(clusters.map(({ cluster, isReached }) => `${cluster} ${isReached}`)).toEqual([
      `${live.cluster} true`,
      'far-1 false',
    ]);
  });

  it('tells what the repository lacks, what the cluster lacks, and another release', async () => {
    const [acme, ...rest] = wanted('19.0-2');
    const { tenants: found } = await look({ wanted: [...rest, { ...acme!, tenant: 'dune' }] });
    expect(found.map(({ tenant, state, reason }) => `${tenant} ${state} ${reason}`)).toEqual([
      'dune missing NotApplied',
      'birch stale OtherRelease',
      'acme unlisted NotInRepository',
      'cedar ready Ready',
    ]);
  });

  it('tells what fails, and why, and that it is well again', async () => {
    const path = `dist/tenants/${live.cluster}/acme/app/manifests.yaml`;
    await world.sources.push(new Map([...tree, [path, 'apiVersion: v1\nkind: [\n']]));
    expect(await until('acme', 'failing')).toMatchObject({ part: 'app', reason: 'BuildFailed' });
    expect((await look()).tenants.map(({ tenant, state }) => `${tenant} ${state}`)).toEqual([
      'acme failing',
      'birch ready',
      'cedar ready',
    ]);
    await world.deliver(tree);
    await until('acme', 'ready');
  });

  it('tells what somebody suspended', async () => {
    await world.objects.patch(appOf('birch'), { spec: { suspend: true } });
    expect(await until('birch', 'suspended')).toMatchObject({ part: 'app', reason: 'Suspended' });
    await world.objects.patch(appOf('birch'), { spec: { suspend: false } });
    await until('birch', 'ready');
  });

  it('tells a drifted revision: progressing at first, then stale, never ready', async () => {
    await world.flux.daemon.stop();
    await world.sources.push(
      await live.commit([
        ...tenants.slice(0, 1),
        { id: 'birch', tweak: (spec) => void (spec.plan = 'medium') },
        tenants[2]!,
      ]),
    );
    const [answer] = await ask();
    if (answer?.reading.kind !== 'read') throw new Error('the cluster was not read');
    const { snapshot } = answer.reading;
    const at = (minutes: number): string => {
      const later = new Date(Date.parse(snapshot.time) + minutes * 60_000).toISOString();
      const reading = { kind: 'read', snapshot: { ...snapshot, time: later } } as const;
      const readings = [{ cluster: live.cluster, reading }];
      const [birch] = fleetStatus({ time: time(), wanted: wanted(), only: ['birch'], readings }).tenants;
      return `${birch?.state} ${birch?.part} ${birch?.reason}, ${birch?.revision.applied === birch?.revision.wanted}`;
    };
    expect(at(1)).toBe('progressing boundary NewRevision, false');
    expect(at(10)).toBe('stale boundary OldRevision, false');
  });
});
