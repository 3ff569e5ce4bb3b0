import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/model/change.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { meaningOf } from '../../src/plan/object-meaning.ts';

interface Case {
  readonly name: string;
  readonly of: readonly [apiVersion: string, kind: string];
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly effects: readonly Effect[];
}

const pod = (image: string, more: JsonObject = {}): JsonObject => ({
  spec: { ...more, template: { spec: { containers: [{ name: 'a', image }] } } },
});
const database = (instances: number, more: JsonObject): JsonObject => ({ spec: { instances, ...more } });
const rolling = (kind: string): readonly Effect[] => [{ kind: 'restart', what: `${kind} x`, how: 'rolling' }];
const cnpg = ['postgresql.cnpg.io/v1', 'Cluster'] as const;

const cases: readonly Case[] = [
  {
    name: 'new pods of a Deployment',
    of: ['apps/v1', 'Deployment'],
    before: pod('1'),
    after: pod('2'),
    effects: rolling('Deployment'),
  },
  {
    name: 'new pods of a Deployment that stops the old first',
    of: ['apps/v1', 'Deployment'],
    before: pod('1'),
    after: pod('2', { strategy: { type: 'Recreate' } }),
    effects: [{ kind: 'restart', what: 'Deployment x', how: 'all at once' }],
  },
  {
    name: 'new pods that wait until the old are deleted',
    of: ['apps/v1', 'DaemonSet'],
    before: pod('1'),
    after: pod('2', { updateStrategy: { type: 'OnDelete' } }),
    effects: [{ kind: 'next start', what: 'DaemonSet x' }],
  },
  {
    name: 'new pods of a StatefulSet',
    of: ['apps/v1', 'StatefulSet'],
    before: pod('1'),
    after: pod('2'),
    effects: rolling('StatefulSet'),
  },
  {
    name: 'more of the same pods',
    of: ['apps/v1', 'Deployment'],
    before: pod('1', { replicas: 1 }),
    after: pod('1', { replicas: 2 }),
    effects: [],
  },
  { name: 'a Deployment that comes', of: ['apps/v1', 'Deployment'], after: pod('1'), effects: [] },
  { name: 'a Deployment that goes', of: ['apps/v1', 'Deployment'], before: pod('1'), effects: [] },
  { name: 'a Job that comes', of: ['batch/v1', 'Job'], after: pod('1'), effects: [{ kind: 'run', what: 'Job x' }] },
  { name: 'a Job that is refused', of: ['batch/v1', 'Job'], before: pod('1'), after: pod('2'), effects: [] },
  { name: 'a CronJob', of: ['batch/v1', 'CronJob'], before: pod('1'), after: pod('2'), effects: [] },
  {
    name: 'settings',
    of: ['v1', 'ConfigMap'],
    before: { data: { a: '1' } },
    after: { data: { a: '2' } },
    effects: [{ kind: 'next start', what: 'ConfigMap x' }],
  },
  {
    name: 'a secret',
    of: ['v1', 'Secret'],
    before: { stringData: { a: '1' } },
    after: { stringData: { a: '2' } },
    effects: [{ kind: 'next start', what: 'Secret x' }],
  },
  {
    name: 'labels of settings',
    of: ['v1', 'ConfigMap'],
    before: { metadata: { labels: { a: '1' } } },
    after: { metadata: { labels: { a: '2' } } },
    effects: [],
  },
  {
    name: 'a dashboard',
    of: ['v1', 'ConfigMap'],
    before: { metadata: { labels: { grafana_dashboard: '1' } }, data: { a: '1' } },
    after: { metadata: { labels: { grafana_dashboard: '1' } }, data: { a: '2' } },
    effects: [],
  },
  {
    name: 'the image of a database',
    of: cnpg,
    before: database(2, { imageName: 'p:1' }),
    after: database(2, { imageName: 'p:2' }),
    effects: [{ kind: 'switchover', what: 'Cluster x' }],
  },
  {
    name: 'the image of a database with one server',
    of: cnpg,
    before: database(1, { imageName: 'p:1' }),
    after: database(1, { imageName: 'p:2' }),
    effects: [{ kind: 'restart', what: 'Cluster x', how: 'all at once' }],
  },
  {
    name: 'a parameter that a start takes',
    of: cnpg,
    before: database(3, { postgresql: { parameters: { max_connections: '100' } } }),
    after: database(3, { postgresql: { parameters: { max_connections: '200' } } }),
    effects: [{ kind: 'switchover', what: 'Cluster x' }],
  },
  {
    name: 'the first parameters, with one that a start takes',
    of: cnpg,
    before: database(3, {}),
    after: database(3, { postgresql: { parameters: { max_connections: '200' } } }),
    effects: [{ kind: 'switchover', what: 'Cluster x' }],
  },
  {
    name: 'a parameter that is reloaded',
    of: cnpg,
    before: database(3, { postgresql: { parameters: { work_mem: '1MB' } } }),
    after: database(3, { postgresql: { parameters: { work_mem: '2MB' } } }),
    effects: [],
  },
  {
    name: 'a volume of a database that grows',
    of: cnpg,
    before: database(2, { storage: { size: '1Gi' } }),
    after: database(2, { storage: { size: '2Gi' } }),
    effects: [],
  },
  {
    name: 'a Cluster of another group',
    of: ['cluster.x-k8s.io/v1', 'Cluster'],
    before: database(2, { imageName: 'p:1' }),
    after: database(2, { imageName: 'p:2' }),
    effects: [],
  },
];

function whole([apiVersion, kind]: Case['of'], part: JsonObject | undefined): JsonObject | undefined {
  if (part === undefined) return undefined;
  const { metadata = {}, ...rest } = part;
  return { apiVersion, kind, metadata: { name: 'x', ...(metadata as JsonObject) }, ...rest };
}

describe('what happens because of', () => {
  it.each(cases)('$name', ({ of, before, after, effects }) => {
    expect(meaningOf(whole(of, before), whole(of, after)).effects).toEqual(effects);
  });
});
