/** Flux's own kustomize-controller, locked down as a cluster with tenants has it. */
import { join } from 'node:path';
import { get } from 'node:http';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { Tools } from './build-tools.ts';
import type { ControlPlane } from './control-plane.ts';
import { createDaemon, type Daemon } from './daemon.ts';
import { freePorts } from './ports.ts';

export interface Flux {
  readonly daemon: Daemon;
  /** Text of its metrics in the format of Prometheus. */
  metrics(): Promise<string>;
}

export async function startFlux(tools: Tools, { folder, fluxKubeconfig, objects }: ControlPlane): Promise<Flux> {
  await namespaceAndAccount(objects);
  const [metricsPort, healthPort] = (await freePorts(2)) as [number, number];
  const daemon = createDaemon({
    name: 'kustomize-controller',
    program: tools.program('kustomize-controller'),
    log: join(folder, 'kustomize-controller.log'),
    arguments: [
      '--no-cross-namespace-refs=true',
      '--no-remote-bases=true',
      '--default-service-account=default',
      '--feature-gates=ExternalArtifact=true',
      '--watch-all-namespaces=true',
      `--metrics-addr=127.0.0.1:${metricsPort}`,
      `--health-addr=127.0.0.1:${healthPort}`,
      '--events-addr=',
      '--requeue-dependency=1s',
      '--concurrent=8',
      '--log-level=info',
    ],
    environment: { KUBECONFIG: fluxKubeconfig, RUNTIME_NAMESPACE: 'flux-system', TMPDIR: folder },
    isReady: async () => (await fetchText(`http://127.0.0.1:${healthPort}/readyz`)) !== undefined,
  });
  await daemon.start();
  return { daemon, metrics: async () => (await fetchText(`http://127.0.0.1:${metricsPort}/metrics`)) ?? '' };
}

/** What `flux bootstrap` installs besides the controllers, with its rights. */
async function namespaceAndAccount(objects: ControlPlane['objects']): Promise<void> {
  const manifests: readonly JsonObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'kustomize-controller', namespace: 'flux-system' },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'cluster-reconciler-flux-system' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'kustomize-controller', namespace: 'flux-system' }],
    },
  ];
  for (const manifest of manifests) {
    const { status, body } = await objects.apply(manifest, { fieldManager: 'flux' });
    if (status >= 300) throw new Error(`${String(manifest['kind'])} is refused: ${JSON.stringify(body)}`);
  }
}

/** The repository and the one Kustomization with which `flux bootstrap --path dist/clusters/<cluster>` begins. */
export function bootstrapObjects(cluster: string): readonly JsonObject[] {
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { interval: '1m', url: 'ssh://git@example.com/fleet', ref: { branch: 'main' } },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: {
        interval: '10m',
        path: `./dist/clusters/${cluster}`,
        prune: true,
        serviceAccountName: 'kustomize-controller',
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        // Added when the cluster was made: docs/runbooks/bootstrap-a-cluster.md.
        decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
      },
    },
  ];
}

/** Undefined unless it answers with 200. */
function fetchText(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    get(url, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(response.statusCode === 200 ? text : undefined));
    }).on('error', () => resolve(undefined));
  });
}
