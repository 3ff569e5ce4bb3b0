/** The pods that CloudNativePG makes of a `Cluster`: they are in no manifest, and policies hold for them too. */
import type { JsonObject } from '../model/manifest.ts';
import { optionalObject } from './inconclusive.ts';
import type { Labels } from './label-selector.ts';
import type { NamedPort } from './policy-port.ts';
import { type PodGroup, readLabels } from './read-pods.ts';
import type { Workload } from './workload.ts';

export function isDatabaseCluster({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === 'postgresql.cnpg.io/v1' && kind === 'Cluster';
}

/** As its instances name them (CloudNativePG, `pkg/specs/pods.go`). */
const ports: readonly NamedPort[] = [
  { name: 'postgresql', protocol: 'TCP', port: 5432 },
  { name: 'metrics', protocol: 'TCP', port: 9187 },
  { name: 'status', protocol: 'TCP', port: 8000 },
];

/**
 * Primary, replica, and the Jobs that make the first and each further instance.
 * @throws {Unreadable} for labels that cannot be understood.
 */
export function databasePods(manifest: JsonObject, namespace: string, name: string): Workload {
  const spec = optionalObject(manifest['spec'], '/spec') ?? {};
  const inherited = optionalObject(spec['inheritedMetadata'], '/spec/inheritedMetadata') ?? {};
  const labels = readLabels(inherited['labels'], '/spec/inheritedMetadata/labels');
  const group = (own: Labels, namedPorts: readonly NamedPort[]): PodGroup => ({
    namespace,
    labels: { ...labels, 'cnpg.io/cluster': name, ...own },
    namedPorts,
    tcpPorts: namedPorts.map(({ port }) => port),
    hostNetwork: false,
  });
  const instance = (role: string): PodGroup =>
    group({ 'cnpg.io/podRole': 'instance', 'cnpg.io/instanceRole': role, role }, ports);
  const job = (role: string): PodGroup => group({ 'cnpg.io/jobRole': role }, []);
  return {
    id: `${namespace}/${name}[Cluster]`,
    pods: [instance('primary'), instance('replica'), job('initdb'), job('full-recovery'), job('join')],
  };
}
