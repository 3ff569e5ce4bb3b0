import { describe, expect, it } from 'vitest';
import { describeDetours } from '../../src/isolation/detours.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { inventoryOf } from './cluster.ts';

const node = 'its traffic may arrive with the address of a node, which policies do not see as the one outside.';
const cases: readonly (readonly [string, JsonObject, readonly string[]])[] = [
  ['of the cluster', { selector: { app: 'web' } }, []],
  ['headless', { clusterIP: 'None', selector: { app: 'web' } }, []],
  ...['NodePort', 'LoadBalancer'].map(
    (type) =>
      [
        type,
        { type, selector: { app: 'web' } },
        [`Service x/web at an address of the nodes or a load balancer is not part of the connections: ${node}`],
      ] as const,
  ),
  [
    'with external addresses',
    { externalIPs: ['192.0.2.1'], selector: { app: 'web' } },
    [`Service x/web at an address of the nodes or a load balancer is not part of the connections: ${node}`],
  ],
  [
    'that is another name',
    { type: 'ExternalName', externalName: 'db.y.svc' },
    [
      'Service x/web that names another host is not part of the connections: whoever uses it goes where that name leads.',
    ],
  ],
  [
    'without selector',
    { ports: [{ port: 80 }] },
    [
      'Service x/web without selector is not part of the connections: it leads to whatever addresses its EndpointSlices have.',
    ],
  ],
];

describe('detours', () => {
  it.each(cases)('tell of a Service %s', (_, spec, expected) => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'x' }, spec };
    expect(describeDetours(inventoryOf([service]))).toEqual(expected);
  });

  it('do not tell of other kinds', () => {
    expect(
      describeDetours(inventoryOf([{ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: {} }])),
    ).toEqual([]);
  });
});
