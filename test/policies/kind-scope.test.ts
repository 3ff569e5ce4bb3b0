import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/policies/kind-scope.ts';

const schemas = join(import.meta.dirname, '../../schemas');
const files = ['kubernetes', 'crds'].flatMap((folder) =>
  readdirSync(join(schemas, folder)).flatMap((file) =>
    /^(1\.\d+|.*\.(io|com))\.json$/.test(file) ? [join(schemas, folder, file)] : [],
  ),
);
const known = files.flatMap((file) => {
  const { kinds } = JSON.parse(readFileSync(file, 'utf8')) as { kinds: Record<string, Record<string, object>> };
  return Object.entries(kinds).flatMap(([apiVersion, names]) =>
    Object.keys(names).map((kind) => ({ apiVersion, kind })),
  );
});

describe('the scope of kinds', () => {
  it('is known of each kind that has a schema', () => {
    expect(known.length).toBeGreaterThan(200);
    expect(known.filter((type) => scopeOf(type) === undefined)).toEqual([]);
  });

  it.each([
    { apiVersion: 'v1', kind: 'Namespace', scope: 'cluster' },
    { apiVersion: 'v1', kind: 'Secret', scope: 'namespace' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', scope: 'cluster' },
    { apiVersion: 'rbac.authorization.k8s.io/v1beta1', kind: 'Role', scope: 'namespace' },
    { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', scope: 'namespace' },
    { apiVersion: 'example.com/v1', kind: 'Namespace', scope: undefined },
    { apiVersion: 'example.com/v1', kind: 'constructor', scope: undefined },
    { apiVersion: 7, kind: 'Secret', scope: undefined },
  ])('$kind of $apiVersion: $scope', ({ scope, ...type }) => {
    expect(scopeOf(type)).toBe(scope);
  });
});
