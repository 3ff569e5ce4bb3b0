/** Small clusters as manifests, and who reaches whom in them. */
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { reach } from '../../src/isolation/reach.ts';
import type { EvaluationOptions } from '../../src/isolation/evaluate.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { InventoryObject } from '../../src/model/policy.ts';

/** As read from a folder. */
export function inventoryOf(manifests: readonly JsonObject[]): readonly InventoryObject[] {
  return manifests.map((manifest, document) => ({ manifest, file: 'all.yaml', document, base: '' }));
}

/** `x/a`: a pod with label `pod: a` that serves TCP, UDP and SCTP on 80 and 81, with names as the e2e suite gives. */
export function pod(path: string, spec: JsonObject = {}): JsonObject {
  const [namespace = '', name = ''] = path.split('/');
  const ports = [80, 81].flatMap((containerPort) =>
    ['TCP', 'UDP', 'SCTP'].map((protocol) => ({
      name: `serve-${containerPort}-${protocol.toLowerCase()}`,
      containerPort,
      protocol,
    })),
  );
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { pod: name } },
    spec: { containers: [{ name: 'main', ports }], ...spec },
  };
}

export function namespaceObject(name: string, labels: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export function policy(path: string, spec: JsonObject): JsonObject {
  const [namespace = '', name = ''] = path.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {}, ...spec },
  };
}

/** Lines as `fleet reach` prints them. */
export function lines(
  manifests: readonly JsonObject[],
  options: EvaluationOptions = { mode: 'reference' },
): readonly string[] {
  const rows = reach(networkInventory(inventoryOf(manifests)), options).rows();
  return Array.from(rows, ({ src, dst, conn }) => `${src} => ${dst} : ${conn}`);
}

/** Whether `All Connections` or `TCP 80,443,8000-8100,UDP 53` includes a port. */
export function includes(conn: string | undefined, protocol: string, port: number): boolean {
  if (conn === 'All Connections') return true;
  let current = '';
  for (const part of conn?.split(',') ?? []) {
    const [before, after] = part.split(' ');
    if (after !== undefined) current = before ?? '';
    const [first = '', last = first] = (after ?? before ?? '').split('-');
    if (current === protocol && Number(first) <= port && port <= Number(last)) return true;
  }
  return false;
}
