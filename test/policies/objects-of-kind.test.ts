import { expect, it } from 'vitest';
import { objectsOfKind } from '../../src/policies/objects-of-kind.ts';
import { namespace, object } from './policy-cases.ts';

it('finds objects by kind and API version, in order', () => {
  const manifests = [
    object('Role of rbac.authorization.k8s.io/v1', 'b'),
    namespace('tenant-acme'),
    object('Role of rbac.authorization.k8s.io/v1beta1', 'old'),
    object('Role of rbac.authorization.k8s.io/v1', 'a'),
    { apiVersion: 'v1', kind: { toString: [] } },
  ];
  const inventory = {
    objects: manifests.map((manifest, document) => ({ manifest, file: 'x.yaml', document, base: '' })),
  };
  const found = objectsOfKind(inventory, 'Role of rbac.authorization.k8s.io/v1');
  expect(found.map(({ document }) => document)).toEqual([0, 3]);
  expect(objectsOfKind(inventory, 'Pod of v1')).toEqual([]);
});
