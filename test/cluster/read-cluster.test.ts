import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askClusters, readKubeconfig } from '../../src/cluster/index.ts';
import type { Failure, Snapshot } from '../../src/cluster/snapshot.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { type FakeCluster, type FakeContext, startFakeApiServer, writeKubeconfig } from './fake-api-server.ts';
import { lists, now } from './flux-objects.ts';

async function ask(contexts: readonly FakeContext[], timeout = 20) {
  const file = writeKubeconfig(join(temporaryFolder(), 'config'), contexts);
  return askClusters({
    kubeconfig: readKubeconfig([file]),
    choice: contexts.map(({ name }) => ({ cluster: name, context: name })),
    labelPrefix: 'fleet.aos',
    time: now,
    timeout,
    onProgress: () => {},
  });
}

async function snapshot(cluster: FakeCluster): Promise<{ found: Snapshot; requests: readonly string[] }> {
  const { url, ca, requests } = await startFakeApiServer(cluster);
  const [answer] = await ask([{ name: 'eu-1', server: url, ca }]);
  if (answer?.reading.kind !== 'read') throw new Error(JSON.stringify(answer));
  return { found: answer.reading.snapshot, requests };
}

async function failure(cluster: FakeCluster, of: Partial<FakeContext> & { timeout?: number } = {}): Promise<Failure> {
  const { url, ca } = await startFakeApiServer(cluster);
  return failureAt({ name: 'eu-1', server: url, ca, ...of }, of.timeout, url);
}

/** With the address taken out of its message. */
async function failureAt(context: FakeContext, timeout?: number, url = context.server): Promise<Failure> {
  const [answer] = await ask([context], timeout);
  if (answer?.reading.kind !== 'failed') throw new Error('it was read');
  const { reason, message } = answer.reading.failure;
  return { reason, message: message.replaceAll(url, 'URL') };
}

const all = lists(['acme']);
const answering = (status: number, text: string): FakeCluster => ({
  lists: all,
  instead(_, response) {
    response.writeHead(status).end(text);
    return true;
  },
});

describe('a cluster', () => {
  it('is read with eight lists', async () => {
    const { found, requests } = await snapshot({ lists: all });
    expect(found.kustomizations.map(({ name }) => name)).toEqual([
      'flux-system',
      'tenant-acme-boundary',
      'tenant-acme-data',
      'tenant-acme-app',
    ]);
    expect(found.sources.map(({ key }) => key)).toEqual([
      'GitRepository/flux-system',
      'ExternalArtifact/tenant-acme',
      'ArtifactGenerator/tenants',
    ]);
    expect(found.workloads.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Deployment odoo-web',
      'Deployment odoo-cron',
      'Cluster database',
    ]);
    expect(found.migrations).toHaveLength(1);
    expect(found.refused).toEqual([]);
    // By the clock of the server, which is not the one of the test.
    expect(Math.abs(Date.parse(found.time) - Date.now())).toBeLessThan(60_000);
    expect(requests.map((path) => decodeURIComponent(path).replaceAll('+', ' ')).toSorted()).toEqual([
      '/apis/apps/v1/deployments?labelSelector=app.kubernetes.io/managed-by=aos-fleet,app.kubernetes.io/component in (cron,web)&limit=500',
      '/apis/apps/v1/statefulsets?labelSelector=app.kubernetes.io/managed-by=aos-fleet,app.kubernetes.io/component=database&limit=500',
      '/apis/batch/v1/jobs?labelSelector=app.kubernetes.io/managed-by=aos-fleet,app.kubernetes.io/component=migration&limit=500',
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations?limit=500',
      '/apis/postgresql.cnpg.io/v1/clusters?labelSelector=app.kubernetes.io/managed-by=aos-fleet,app.kubernetes.io/component=database&limit=500',
      '/apis/source.extensions.fluxcd.io/v1beta1/namespaces/flux-system/artifactgenerators?limit=500',
      '/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/externalartifacts?limit=500',
      '/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories?limit=500',
    ]);
  });

  it('of 1,000 tenants takes 20 requests, and loses none', async () => {
    const tenants = Array.from({ length: 1000 }, (_, index) => `t${index}`);
    const { found, requests } = await snapshot({ lists: lists(tenants) });
    expect(requests).toHaveLength(20);
    expect(found.kustomizations).toHaveLength(3001);
    expect(new Set(found.workloads.map(({ namespace }) => namespace)).size).toBe(1000);
    expect(found.migrations).toHaveLength(1000);
  });

  it('that has no CloudNativePG and no artifacts has none of their objects', async () => {
    const { clusters: _c, externalartifacts: _e, artifactgenerators: _a, ...kinds } = all;
    const { found } = await snapshot({ lists: kinds });
    expect(found.workloads.map(({ name }) => name)).toEqual(['odoo-web', 'odoo-cron']);
    expect(found.refused).toEqual([]);
  });

  it('is listed at once where the server forgets the first page', async () => {
    const many = lists(Array.from({ length: 300 }, (_, index) => `t${index}`));
    const { found } = await snapshot({
      lists: many,
      instead({ url = '' }, response) {
        if (!url.includes('kustomizations') || !url.includes('continue=')) return false;
        response
          .writeHead(410)
          .end(JSON.stringify({ kind: 'Status', message: 'The provided continue parameter is too old' }));
        return true;
      },
    });
    expect(found.kustomizations).toHaveLength(901);
    expect(new Set(found.kustomizations.map(({ name }) => name)).size).toBe(901);
  });

  it('that lets nobody see what runs still shows what Flux does', async () => {
    const { found } = await snapshot({
      lists: all,
      instead({ url = '' }, response) {
        if (!/deployments|jobs/.test(url)) return false;
        response.writeHead(403).end(JSON.stringify({ message: `may not list ${url.split('?')[0]}` }));
        return true;
      },
    });
    expect(found.refused).toEqual(['may not list /apis/apps/v1/deployments', 'may not list /apis/batch/v1/jobs']);
    expect(found.kustomizations).toHaveLength(4);
  });

  it('may send what is no object', async () => {
    const { found } = await snapshot({
      lists: { ...all, kustomizations: [null, 'x', 7, {}] as unknown as JsonObject[] },
    });
    expect(found.kustomizations).toMatchObject([{ name: '', generation: 0, isSuspended: false }]);
  });
});

describe('a cluster cannot be read:', () => {
  it.each<[name: string, cluster: FakeCluster, expected: Failure]>([
    [
      'the server fails',
      answering(503, JSON.stringify({ message: 'etcd is away' })),
      { reason: 'ServerError', message: expect.stringMatching(/^URL: 503 for \/apis\/\S+: etcd is away$/) as string },
    ],
    [
      'the server is too busy',
      answering(429, ''),
      { reason: 'ServerError', message: expect.stringMatching(/^URL: 429 for /) as string },
    ],
    [
      'it is no API server',
      answering(200, '<html>Log in</html>'),
      {
        reason: 'BadAnswer',
        message: expect.stringMatching(/^URL: 200 for \S+: the answer is no JSON object$/) as string,
      },
    ],
    [
      'its JSON breaks off',
      answering(200, '{"items": [{'),
      { reason: 'BadAnswer', message: expect.stringMatching(/the answer is no JSON object$/) as string },
    ],
    [
      'its answer is no list',
      answering(200, '{"items": 7}'),
      { reason: 'BadAnswer', message: expect.stringMatching(/^URL: the answer for \S+ is no list$/) as string },
    ],
    [
      'it leads elsewhere',
      answering(302, '{}'),
      { reason: 'BadAnswer', message: expect.stringMatching(/^URL: 302 for /) as string },
    ],
    [
      'nothing may be listed',
      answering(403, JSON.stringify({ message: 'User "eve" cannot list' })),
      { reason: 'Forbidden', message: 'URL: 403, what Flux does may not be read: User "eve" cannot list' },
    ],
    [
      'Flux is not there',
      { lists: {} },
      { reason: 'NoFlux', message: 'URL: it has no Kustomizations: Flux is not installed' },
    ],
    [
      'the connection breaks off',
      {
        lists: all,
        instead(_, response) {
          response.writeHead(200, { 'content-length': '100' });
          response.write('{');
          setTimeout(() => response.destroy(), 20);
          return true;
        },
      },
      { reason: 'Broken', message: 'URL: the connection was broken off (ECONNRESET)' },
    ],
    [
      'what it says is packed wrongly',
      {
        lists: all,
        instead(_, response) {
          response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
          return true;
        },
      },
      { reason: 'BadAnswer', message: 'URL: its answer cannot be read: incorrect header check' },
    ],
  ])('%s', async (_, cluster, expected) => {
    expect(await failure(cluster)).toEqual(expected);
  });

  it('the credentials are wrong', async () => {
    const expected = { reason: 'Unauthorized', message: 'URL: 401, the credentials are not accepted: Unauthorized' };
    expect(await failure({ lists: all }, { token: 'bad' })).toEqual(expected);
  });

  it('it is not trusted', async () => {
    const { url } = await startFakeApiServer({ lists: all });
    expect(await failureAt({ name: 'eu-1', server: url })).toEqual({
      reason: 'TLS',
      message: 'URL: no trusted connection: self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
  });

  it('it speaks no TLS', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await failureAt({ name: 'eu-1', server: `https://127.0.0.1:${port}` })).toMatchObject({ reason: 'TLS' });
  });

  it('nothing listens', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await failureAt({ name: 'eu-1', server: `https://127.0.0.1:${port}` })).toEqual({
      reason: 'Refused',
      message: 'URL: the connection was refused (ECONNREFUSED)',
    });
  });

  it('its name is unknown', async () => {
    const found = await failureAt({ name: 'eu-1', server: 'https://nowhere.invalid:6443' });
    expect(found).toMatchObject({ reason: 'UnknownHost' });
  });

  it.each([
    ['it never answers', { lists: all, instead: () => true }],
    [
      'it never ends',
      {
        lists: all,
        instead(_: unknown, response: { write: (text: string) => void }) {
          response.write('{"items": [');
          return true;
        },
      },
    ],
  ] as const)('%s', async (_, cluster) => {
    const began = performance.now();
    expect(await failure(cluster as FakeCluster, { timeout: 0.3 })).toEqual({
      reason: 'Timeout',
      message: 'URL: no complete answer within 0.3 s',
    });
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('the connection is taken and nothing is said', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const other = connect(port, '127.0.0.1');
    onTestFinished(() => {
      other.destroy();
      server.close();
    });
    expect(await failureAt({ name: 'eu-1', server: `https://127.0.0.1:${port}` }, 0.3)).toEqual({
      reason: 'Timeout',
      message: 'URL: no complete answer within 0.3 s',
    });
  });

  it.each<[name: string, user: JsonObject, message: RegExp]>([
    [
      'the program for credentials is not there',
      { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-program-of-a-cloud' } },
      /^URL: there are no credentials: spawn no-such-program-of-a-cloud ENOENT$/,
    ],
    [
      'the program for credentials fails',
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'sh',
          args: ['-c', 'echo log in first >&2; exit 1'],
        },
      },
      /^URL: there are no credentials: log in first$/,
    ],
    [
      'the program for credentials says nonsense',
      { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo', args: ['token'] } },
      /^URL: there are no credentials: /,
    ],
    [
      'a file of the kubeconfig is gone',
      { 'client-certificate': '/nowhere/cert' },
      /^URL: there are no credentials: ENOENT/,
    ],
  ])('%s', async (_, user, message) => {
    expect(await failure({ lists: all }, { user })).toEqual({
      reason: 'Credentials',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('clusters', () => {
  it('are asked at once, and none hides another', async () => {
    const good = await startFakeApiServer({ lists: all });
    const silent = await startFakeApiServer({ lists: all, instead: () => true });
    const began = performance.now();
    const answers = await ask(
      [
        { name: 'a', server: silent.url, ca: silent.ca },
        { name: 'b', server: good.url, ca: good.ca },
        { name: 'c', server: silent.url, ca: silent.ca },
        { name: 'd', server: good.url, ca: good.ca, token: 'bad' },
      ],
      1,
    );
    expect(
      answers.map(({ cluster, reading }) => `${cluster} ${reading.kind === 'read' ? 'read' : reading.failure.reason}`),
    ).toEqual(['a Timeout', 'b read', 'c Timeout', 'd Unauthorized']);
    expect(performance.now() - began).toBeLessThan(1900);
  });
});

describe('readKubeconfig', () => {
  it('joins files as kubectl does: the first that names something counts', () => {
    const folder = temporaryFolder();
    const files = ['one', 'two', 'three'].map((name) => join(folder, name));
    writeKubeconfig(files[0]!, [{ name: 'a', server: 'https://first' }]);
    writeKubeconfig(files[2]!, [
      { name: 'b', server: 'https://third/' },
      { name: 'a', server: 'https://third' },
    ]);
    const found = readKubeconfig(files);
    expect(found).toMatchObject({ contexts: ['a', 'b'], current: 'a', files });
    expect(['a', 'b'].map((name) => found.target(name).server)).toEqual(['https://first', 'https://third']);
  });

  it.each([
    ['no YAML', '{', /^\S+config is no kubeconfig: /],
    ['no mapping', 'null', /^\S+config is no kubeconfig: it holds nothing that one has$/],
  ])('says so when a file is none: %s', (_, text, message) => {
    const file = join(temporaryFolder(), 'config');
    writeFileSync(file, text);
    expect(() => readKubeconfig([file])).toThrow(
      expect.objectContaining({ name: 'KubeconfigError', message: expect.stringMatching(message) as string }),
    );
  });
});
