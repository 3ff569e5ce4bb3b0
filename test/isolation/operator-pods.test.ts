import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { lines, pod, policy } from './cluster.ts';

const database = (spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'db', namespace: 'x' },
  spec: { instances: 1, ...spec },
});
const closed = policy('x/deny', {});

describe('pods of CloudNativePG', () => {
  it('are a workload that policies select, with named ports', () => {
    const rule = policy('x/db', {
      podSelector: { matchLabels: { 'cnpg.io/cluster': 'db' } },
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'postgresql' }] }],
    });
    expect(lines([pod('x/web'), database(), closed, rule]).filter((line) => line.startsWith('x/web'))).toContain(
      'x/web[Pod] => x/db[Cluster] : TCP 5432',
    );
  });

  it('are told apart by role, and carry inherited labels', () => {
    const only = (key: string, value: string) =>
      policy('x/one', { podSelector: { matchLabels: { [key]: value } }, ingress: [{ ports: [{ port: 80 }] }] });
    const reaches = (...manifests: readonly JsonObject[]) =>
      lines([pod('x/web'), closed, ...manifests]).find((line) => line.startsWith('x/web[Pod] => x/db'));
    expect(reaches(database(), only('cnpg.io/instanceRole', 'replica'))).toBe('x/web[Pod] => x/db[Cluster] : TCP 80');
    expect(reaches(database({ inheritedMetadata: { labels: { team: 'a' } } }), only('team', 'a'))).toBe(
      'x/web[Pod] => x/db[Cluster] : TCP 80',
    );
    expect(reaches(database(), only('team', 'a'))).toBeUndefined();
  });
});
