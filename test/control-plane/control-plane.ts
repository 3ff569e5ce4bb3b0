/** A real control plane on loopback: etcd, API server, controllers, scheduler, and KWOK in the place of kubelets. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tools } from './build-tools.ts';
import { createDaemon, type Daemon } from './daemon.ts';
import { createObjects, type Objects } from './objects.ts';
import { freePorts } from './ports.ts';
import { createRest, type Rest } from './rest.ts';
import { stagesOf } from './stages.ts';

export interface ControlPlane {
  readonly folder: string;
  readonly rest: Rest;
  readonly objects: Objects;
  /** Path of a kubeconfig of an administrator. */
  readonly kubeconfig: string;
  /** Path of a kubeconfig of the service account of Flux's controllers. */
  readonly fluxKubeconfig: string;
  readonly daemons: Readonly<Record<'etcd' | 'apiserver' | 'controllers' | 'scheduler' | 'kubelets', Daemon>>;
  stop(): Promise<void>;
}

/** Users by their static token. The groups are those that a real cluster's certificates and tokens carry. */
const users = {
  admin: { user: 'admin', groups: ['system:masters'] },
  controllers: { user: 'system:kube-controller-manager', groups: [] },
  scheduler: { user: 'system:kube-scheduler', groups: [] },
  kubelets: { user: 'kwok', groups: ['system:masters'] },
  flux: {
    user: 'system:serviceaccount:flux-system:kustomize-controller',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:flux-system'],
  },
} as const;
type User = keyof typeof users;

/** @throws when a program does not become ready, with the end of its log; what was started is stopped then. */
export async function startControlPlane(tools: Tools): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-cluster-'));
  const file = (name: string): string => join(folder, name);
  const [etcdPort, peerPort, port, controllersPort, schedulerPort, kubeletPort] = (await freePorts(6)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const tokens = Object.fromEntries(Object.keys(users).map((name) => [name, randomBytes(16).toString('hex')]));
  writeSecrets(file, tokens);
  const started: Daemon[] = [];
  const daemon = async (name: string, of: Omit<Parameters<typeof createDaemon>[0], 'name' | 'program' | 'log'>) => {
    const created = createDaemon({ ...of, name, program: tools.program(name), log: file(`${name}.log`) });
    started.push(created);
    await created.start();
    return created;
  };
  const stopAll = async (): Promise<void> => {
    // The last one first: nothing is left without what it needs, and waits for it.
    for (const one of started.toReversed()) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const etcd = await daemon('etcd', {
      arguments: etcdArguments({ folder: file('etcd'), client: etcdPort, peer: peerPort }),
      isReady: () => answers(`http://127.0.0.1:${etcdPort}/health`),
    });
    let rest: Rest | undefined;
    const apiserver = await daemon('kube-apiserver', {
      arguments: apiServerArguments({ file, etcd: etcdPort, port }),
      async isReady() {
        // Anew each time: the server may still be writing the certificate.
        rest?.close();
        rest = createRest({ port, ca: readFileSync(file('apiserver.crt'), 'utf8'), token: tokens['admin']! });
        return (await rest.call({ method: 'GET', path: '/readyz' })).status === 200;
      },
    });
    const kubeconfigs = Object.fromEntries(
      (Object.keys(users) as User[]).map((user) => {
        const path = file(`${user}.kubeconfig`);
        writeFileSync(path, kubeconfigOf({ port, ca: file('apiserver.crt'), user, token: tokens[user]! }), {
          mode: 0o600,
        });
        return [user, path];
      }),
    );
    const controllers = await daemon('kube-controller-manager', {
      arguments: [
        `--kubeconfig=${kubeconfigs['controllers']}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${controllersPort}`,
        `--cert-dir=${folder}/controllers`,
        '--leader-elect=false',
        '--use-service-account-credentials=true',
        `--service-account-private-key-file=${file('service-account.key')}`,
        `--root-ca-file=${file('apiserver.crt')}`,
        '--controllers=*,-cloud-node-lifecycle-controller,-service-lb-controller,-node-route-controller',
      ],
      isReady: () => isListening(controllersPort),
    });
    const scheduler = await daemon('kube-scheduler', {
      arguments: [
        `--kubeconfig=${kubeconfigs['scheduler']}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${schedulerPort}`,
        `--cert-dir=${folder}/scheduler`,
        '--leader-elect=false',
      ],
      isReady: () => isListening(schedulerPort),
    });
    writeFileSync(file('stages.yaml'), stagesOf(tools));
    const kubelets = await daemon('kwok', {
      arguments: [
        `--kubeconfig=${kubeconfigs['kubelets']}`,
        '--manage-all-nodes=true',
        `--config=${file('stages.yaml')}`,
        `--server-address=127.0.0.1:${kubeletPort}`,
        '--node-lease-duration-seconds=40',
      ],
      isReady: () => answers(`http://127.0.0.1:${kubeletPort}/healthz`),
    });
    if (rest === undefined) throw new Error('the API server was never asked');
    return {
      folder,
      rest,
      objects: createObjects(rest),
      kubeconfig: kubeconfigs['admin']!,
      fluxKubeconfig: kubeconfigs['flux']!,
      daemons: { etcd, apiserver, controllers, scheduler, kubelets },
      stop: async () => {
        rest?.close();
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

function writeSecrets(file: (name: string) => string, tokens: Readonly<Record<string, string>>): void {
  const lines = Object.entries(users).map(
    ([name, { user, groups }]) => `${tokens[name]},${user},${user}${groups.length > 0 ? `,"${groups.join(',')}"` : ''}`,
  );
  writeFileSync(file('tokens.csv'), `${lines.join('\n')}\n`, { mode: 0o600 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file('service-account.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
}

function etcdArguments({ folder, client, peer }: { folder: string; client: number; peer: number }): readonly string[] {
  return [
    `--data-dir=${folder}`,
    `--listen-client-urls=http://127.0.0.1:${client}`,
    `--advertise-client-urls=http://127.0.0.1:${client}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
    '--unsafe-no-fsync',
    '--log-level=error',
  ];
}

/** Admission as a cluster has it by default: Pod Security, quota, LimitRange and admission policies among it. */
function apiServerArguments(of: { file: (name: string) => string; etcd: number; port: number }): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${of.etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${of.port}`,
    `--cert-dir=${of.file('')}`,
    `--token-auth-file=${of.file('tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${of.file('service-account.key')}`,
    `--service-account-signing-key-file=${of.file('service-account.key')}`,
    '--service-cluster-ip-range=10.68.0.0/18',
    '--allow-privileged=true',
    '--endpoint-reconciler-type=none',
  ];
}

function kubeconfigOf(of: { port: number; ca: string; user: string; token: string }): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server: `https://127.0.0.1:${of.port}`, 'certificate-authority': of.ca } }],
    users: [{ name: of.user, user: { token: of.token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: of.user } }],
  });
}

/** Whether something listens. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}
