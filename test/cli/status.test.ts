import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { type FakeApiServer, startFakeApiServer, writeKubeconfig } from '../cluster/fake-api-server.ts';
import { condition, kustomization, lists } from '../cluster/flux-objects.ts';
import { writeFleet } from '../minimal-tenant.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { call } from './call.ts';
import { fleet, fleetCommand, start } from './fleet-process.ts';

/** Lists in which Flux has just looked at everything, as for three days. */
function healthy(tenants: readonly string[]): Record<string, JsonObject[]> {
  const kinds = lists(tenants);
  const history = [
    {
      firstReconciled: new Date(Date.now() - 3.5 * 86_400_000).toISOString(),
      lastReconciled: new Date().toISOString(),
      lastReconciledStatus: 'ReconciliationSucceeded',
    },
  ];
  return {
    ...kinds,
    kustomizations: kinds['kustomizations']!.map((one) =>
      Object.assign(one, { status: Object.assign(one['status'] as object, { history }) }),
    ),
  };
}

const record = (release = '19.0-1', lifecycle = 'active'): string =>
  JSON.stringify({ version: 1, release, lifecycle, data: { generation: 1 } });

/** A fleet with one tenant, acme, in eu-1; and what its records say. */
function fleetFolder(records: Readonly<Record<string, string>> = { 'eu-1/acme': record() }): string {
  const root = temporaryFolder();
  writeFleet(root);
  for (const [owner, text] of Object.entries(records)) {
    mkdirSync(join(root, 'dist/tenants', owner), { recursive: true });
    writeFileSync(join(root, 'dist/tenants', owner, 'tenant.json'), text);
  }
  return root;
}

function kubeconfig(contexts: Readonly<Record<string, FakeApiServer>>): string {
  return writeKubeconfig(
    join(temporaryFolder(), 'config'),
    Object.entries(contexts).map(([name, { url, ca }]) => ({ name, server: url, ca })),
  );
}

const server = (tenants: readonly string[] = ['acme']) => startFakeApiServer({ lists: healthy(tenants) });

describe('fleet status', () => {
  it('is a table and exit code 0 when all is ready', async () => {
    const config = kubeconfig({ 'eu-1': await server() });
    const { code, stdout, stderr } = await call(['status', '--root', fleetFolder(), '--kubeconfig', config]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      [
        'TENANT  CLUSTER  STATE  AGE  LIFECYCLE  RELEASE  RUNS    REVISION  APPLIED   READY                                    REASON',
        'acme    eu-1     ready  3d   active     19.0-1   19.0-1  a1b2c3d4  a1b2c3d4  odoo-web 2/2 odoo-cron 2/2 database 3/3',
        '',
        '1 tenant: 1 ready',
        '',
      ].join('\n'),
    );
  });

  it('shows a cluster that does not answer beside one that does, and exit code 1', async () => {
    const silent = await startFakeApiServer({ lists: {}, instead: () => true });
    const config = kubeconfig({ 'eu-1': await server(['acme', 'left-over']), 'eu-2': silent });
    const root = fleetFolder({ 'eu-1/acme': record('19.0-2'), 'eu-2/birch': record(), 'eu-2/cedar': '{' });
    const words = ['status', '--root', root, '--kubeconfig', config, '--timeout', '0.5', '--format', 'json'];
    const { code, stdout } = await call(words);
    const { ready, tenants, clusters } = JSON.parse(stdout) as {
      ready: boolean;
      tenants: { tenant: string; state: string; reason: string }[];
      clusters: { cluster: string; reached: boolean }[];
    };
    expect({ code, ready }).toEqual({ code: 1, ready: false });
    expect(tenants.map(({ tenant, state, reason }) => `${tenant} ${state} ${reason}`)).toEqual([
      'birch unknown Timeout',
      'cedar unknown Timeout',
      'acme stale OtherRelease',
      'left-over unlisted NotInRepository',
    ]);
    expect(clusters.map(({ cluster, reached }) => `${cluster} ${reached}`)).toEqual(['eu-1 true', 'eu-2 false']);
  });

  it('shows what was never generated, and says what cannot be read', async () => {
    const config = kubeconfig({ 'eu-1': await server([]) });
    const root = fleetFolder({});
    writeFileSync(join(root, 'tenants/broken.ts'), 'nothing');
    const { code, stdout, stderr } = await call(['status', '--root', root, '--kubeconfig', config, '--quiet']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^acme +eu-1 +missing .* NotGenerated: dist\/ has no record of it; npm start makes it$/m);
    const loud = await call(['status', '--root', root, '--kubeconfig', config]);
    expect([stderr, loud.stderr]).toEqual([
      '',
      'tenants/broken.ts cannot be read and was never generated: fleet validate says why.\n',
    ]);
  });

  it('asks only the clusters of the tenants named', async () => {
    const [one, two] = [await server(), await server(['birch'])];
    const config = kubeconfig({ 'eu-1': one, 'eu-2': two });
    const root = fleetFolder({ 'eu-1/acme': record(), 'eu-2/birch': record() });
    const { code, stdout } = await call(['status', 'birch', '--root', root, '--kubeconfig', config]);
    expect({ code, summary: stdout.split('\n').at(-2) }).toEqual({ code: 0, summary: '1 tenant: 1 ready' });
    expect([one.requests.length, two.requests.length]).toEqual([0, 8]);
  });

  it('takes several kubeconfigs, contexts and clusters by hand', async () => {
    const configs = [kubeconfig({ admin: await server() }), kubeconfig({ ops: await server(['birch']) })];
    const root = fleetFolder({ 'eu-1/acme': record(), 'eu-2/birch': record() });
    const by = ['--cluster', 'eu-1=admin', '--cluster', 'eu-2=ops'];
    const all = ['status', '--root', root, ...configs.flatMap((file) => ['--kubeconfig', file]), ...by];
    expect((await call(all)).stdout).toContain('2 tenants: 2 ready\n');
    // By the variable too, and only what --context allows.
    const env = { KUBECONFIG: configs.join(':') };
    const one = await call(['status', '--root', root, '--context', 'ops', ...by], { env });
    expect(one.stdout).toContain('1 tenant: 1 ready\n');
    // The only cluster of a fleet is where the current context leads.
    const current = await call(['status', '--root', fleetFolder()], { env: { KUBECONFIG: configs[0]! } });
    expect(current.stdout).toContain('1 tenant: 1 ready\n');
  });

  it('is markdown', async () => {
    const config = kubeconfig({ 'eu-1': await server() });
    const words = ['status', '--root', fleetFolder(), '--kubeconfig', config, '--format', 'markdown'];
    const { code, stdout } = await call(words);
    expect({ code, first: stdout.slice(0, 26) }).toEqual({ code: 0, first: '**1 tenant\\: 1 ready** (20' });
  });

  it('says on a terminal for what it waits', async () => {
    const config = kubeconfig({ 'eu-1': await server() });
    const { stderr } = await call(['status', '--root', fleetFolder(), '--kubeconfig', config], { isTerminal: true });
    expect(stderr).toBe('\r\u001b[Kwaiting for 1 cluster\r\u001b[Kwaiting for 0 clusters\r\u001b[K');
  });
});

describe('misuse of fleet status', () => {
  it.each<{ name: string; arguments_: string[]; stderr: string }>([
    {
      name: 'a kubeconfig that is not there',
      arguments_: ['--kubeconfig', 'nowhere'],
      stderr: '--kubeconfig is "nowhere", must be an existing file.',
    },
    {
      name: 'a cluster without a context',
      arguments_: ['--cluster', 'eu-1'],
      stderr: '--cluster is "eu-1", must be NAME=CONTEXT: a cluster of the fleet and a context of the kubeconfig.',
    },
    {
      name: 'a timeout that is none',
      arguments_: ['--timeout', '0'],
      stderr: '--timeout is "0", must be a number of seconds, at most 3600.',
    },
    {
      name: 'a tenant after --watch',
      arguments_: ['--watch', 'acme'],
      stderr: '--watch is "acme", must be a number of seconds, at most 3600.',
    },
    {
      name: 'a format that it has not',
      arguments_: ['--format', 'sarif'],
      stderr: 'fleet status has no format sarif, must be text, json or markdown.',
    },
    {
      name: 'markdown again and again',
      arguments_: ['--watch', '--format', 'markdown'],
      stderr: 'fleet status --watch has no format markdown, must be text or json.',
    },
    {
      name: 'no kubeconfig at all',
      arguments_: [],
      stderr:
        "No context leads to a cluster of the fleet (eu-1); contexts of /nowhere/.kube/config: none. One with the cluster's name is found by itself; otherwise say which: --cluster eu-1=CONTEXT.",
    },
  ])('is one sentence and exit code 2: $name', async ({ arguments_, stderr }) => {
    const result = await call(['status', '--root', fleetFolder(), ...arguments_], { env: { HOME: '/nowhere' } });
    expect(result).toEqual({ code: 2, stdout: '', stderr: `fleet: ${stderr}\n` });
  });

  it('is a tenant that nobody knows', async () => {
    const config = kubeconfig({ 'eu-1': await server() });
    const { code, stdout, stderr } = await call(['status', 'acne', '--root', fleetFolder(), '--kubeconfig', config]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'fleet: There is no tenant "acne" in dist/ or in the clusters that were asked (eu-1); fleet list shows the tenants.\n',
    });
  });

  it('is a fleet that cannot be read', async () => {
    const root = fleetFolder();
    rmSync(join(root, 'fleet/clusters.ts'));
    expect(await call(['status', '--root', root])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'fleet: fleet/ cannot be read, so that its clusters are not known: fleet validate says why.\n',
    });
  });
});

describe('fleet status --watch', () => {
  /** Fails from the third look on. */
  async function turning() {
    const good = healthy(['acme']);
    const bad = {
      ...good,
      kustomizations: good['kustomizations']!.map((one) =>
        (one['metadata'] as JsonObject)['name'] === 'tenant-acme-app'
          ? kustomization('tenant-acme-app', {
              status: {
                conditions: [condition('Ready', { status: 'False', reason: 'BuildFailed', message: 'broken' })],
              },
            })
          : one,
      ),
    };
    let looks = 0;
    return startFakeApiServer({
      lists: good,
      instead({ url = '' }, response) {
        if (!url.includes('/kustomizations')) return false;
        looks += 1;
        if (looks < 3) return false;
        response.end(JSON.stringify({ metadata: {}, items: bad.kustomizations }));
        return true;
      },
    });
  }

  it.each([
    ['text', /^TENANT .*\nacme .*\n\n1 tenant: 1 ready\n(\S+Z {2}.*\n){2}$/],
    ['json', /^\{"version":1,.*"ready":true.*\}\n\{"version":1,.*"BuildFailed".*\}\n$/],
  ])('adds what changed to %s, and ends with the last verdict when interrupted', async (format, expected) => {
    const config = kubeconfig({ 'eu-1': await turning() });
    const words = ['status', '--root', fleetFolder(), '--kubeconfig', config, '--watch', '0.05', '--format', format];
    const { child, ended } = start([process.execPath, fleetCommand, ...words]);
    child.stdout!.on('data', (text: string) => {
      if (text.includes('BuildFailed')) setTimeout(() => child.kill('SIGINT'), 300);
    });
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(expected);
    if (format === 'text') {
      expect(
        stdout
          .split('\n')
          .slice(-3, -1)
          .map((line) => line.slice(22)),
      ).toEqual(['eu-1/acme: ready -> failing: app: BuildFailed: broken', '1 tenant: 1 failing']);
    }
  });
});

describe('other commands', () => {
  it("do not pay for the clusters' client", async () => {
    const hook =
      "import { registerHooks } from 'node:module'; registerHooks({ resolve(name, context, next) { if (name.startsWith('@kubernetes/')) throw new Error('loaded'); return next(name, context); } })";
    const env = { ...process.env, NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(hook)}"` };
    expect(await fleet(['list'], { env })).toMatchObject({ code: 0 });
    expect((await fleet(['status'], { env })).stderr).toContain('loaded');
  });
});
