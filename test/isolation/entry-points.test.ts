import { describe, expect, it } from 'vitest';
import { entryPoints } from '../../src/isolation/entry-points.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { reach } from '../../src/isolation/reach.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { inventoryOf, pod, policy } from './cluster.ts';

function rowsOf(manifests: readonly JsonObject[], mode: 'reference' | 'sound' = 'reference'): readonly string[] {
  const objects = inventoryOf(manifests);
  const inventory = networkInventory(objects);
  const entries = entryPoints(objects, inventory, mode === 'sound' ? 'any' : 'declared');
  return Array.from(reach(inventory, { mode, entries }).rows(), ({ src, dst, conn }) => `${src} => ${dst} : ${conn}`);
}

const ofControllers = (...of: Parameters<typeof rowsOf>) => rowsOf(...of).filter((line) => line.includes('{'));
const service = (ports: readonly JsonObject[], selector: JsonObject | null = { pod: 'a' }): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's', namespace: 'x' },
  spec: { ...(selector && { selector }), ports },
});
const ingress = (backend: JsonObject, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'i', namespace: 'x' },
  spec: { rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 's', ...backend } } }] } }], ...spec },
});
const route = (kind: string, apiVersion: string, spec: JsonObject): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name: 'r', namespace: 'x' },
  spec,
});
const both = [
  { name: 'web', port: 8080, targetPort: 80 },
  { name: 'more', port: 8081, targetPort: 'serve-81-tcp' },
];
const pods = [pod('x/a'), pod('x/b')];
const to80 = '{ingress-controller} => x/a[Pod] : TCP 80';
const to81 = '{ingress-controller} => x/a[Pod] : TCP 81';

describe('controllers', () => {
  it.each<[string, readonly JsonObject[], readonly string[]]>([
    ['none without routes', [service(both)], []],
    ['by the number of a port', [service(both), ingress({ port: { number: 8080 } })], [to80]],
    ['by the name of a port, and of the port of pods', [service(both), ingress({ port: { name: 'more' } })], [to81]],
    [
      'by a default backend',
      [service(both), ingress({}, { rules: [], defaultBackend: { service: { name: 's', port: { number: 8081 } } } })],
      [to81],
    ],
    [
      'by a Route, to every port, and to one',
      [service(both), route('Route', 'route.openshift.io/v1', { to: { kind: 'Service', name: 's' } })],
      ['{ingress-controller} => x/a[Pod] : TCP 80-81'],
    ],
    [
      'by a Route to a port of pods',
      [service(both), route('Route', 'route.openshift.io/v1', { to: { name: 's' }, port: { targetPort: 80 } })],
      [to80],
    ],
    [
      'by a route of a Gateway',
      [
        service(both),
        route('HTTPRoute', 'gateway.networking.k8s.io/v1', { rules: [{ backendRefs: [{ name: 's', port: 8080 }] }] }),
      ],
      ['{gateway-controller} => x/a[Pod] : TCP 80'],
    ],
    ['not to a service without selector', [service(both, null), ingress({ port: { number: 8080 } })], []],
    ['not to a service that is not there', [ingress({ port: { number: 8080 } })], []],
    ['not to a port that the service lacks', [service(both), ingress({ port: { number: 9 } })], []],
    ['not to a port that no container declares', [service([{ port: 9000 }]), ingress({ port: { number: 9000 } })], []],
    ['not by UDP', [service([{ port: 80, protocol: 'UDP' }]), ingress({ port: { number: 80 } })], []],
    ['nothing of what is malformed', [service(both), { ...ingress({}), spec: { rules: 'x' } }], []],
  ])('reach pods %s', (_, manifests, expected) => {
    expect(ofControllers([...pods, ...manifests])).toEqual(expected);
  });

  it('are held by policies as pods of which nothing is known', () => {
    const open = (peer: JsonObject) => policy('x/in', { ingress: [{ from: [peer], ports: [{ port: 80 }] }] });
    const routes = [...pods, service(both), ingress({ port: { number: 8080 } })];
    expect(ofControllers([...routes, policy('x/deny', {})])).toEqual([]);
    expect(ofControllers([...routes, open({ podSelector: {} })])).toEqual([]);
    expect(ofControllers([...routes, open({ namespaceSelector: {} })])).toEqual([to80]);
    expect(ofControllers([...routes, open({ namespaceSelector: { matchLabels: { app: 'ingress' } } })])).toEqual([]);
  });

  it('reach every port of a service in mode sound, and nobody reaches them', () => {
    const manifests = [...pods, service([{ port: 9000 }]), ingress({ port: { number: 9000 } })];
    expect(ofControllers(manifests, 'sound')).toEqual(['{ingress-controller} => x/a[Pod] : TCP 9000']);
  });

  it('change nothing between the others', () => {
    const others = rowsOf([...pods, service(both)]);
    const all = rowsOf([...pods, service(both), ingress({ port: { number: 8080 } })]);
    expect(all.filter((line) => !line.includes('{'))).toEqual(others);
  });
});
