import type { JsonObject } from '../../src/model/manifest.ts';
import { namespacePodSecurity } from '../../src/policies/namespace-pod-security.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, namespace } from './policy-cases.ts';

const tenant = minimalTenant();
const at = (name: string) => `/metadata/labels/pod-security.kubernetes.io~1${name}`;
const home = (labels: JsonObject): JsonObject => ({
  ...namespace('tenant-acme'),
  metadata: { name: 'tenant-acme', labels },
});
const enforced = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'v1.35',
};

describePolicy(namespacePodSecurity, [
  { name: 'no tenant', objects: [home({})], expected: [] },
  { name: 'the level and version', tenant, objects: [home(enforced)], expected: [] },
  {
    name: 'another level, and the newest version',
    tenant,
    objects: [
      home({
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/enforce-version': 'latest',
      }),
    ],
    expected: [
      [at('enforce'), 'label pod-security.kubernetes.io/enforce is "baseline", must be "restricted"'],
      [at('enforce-version'), 'label pod-security.kubernetes.io/enforce-version is "latest", must be "v1.35"'],
    ],
  },
  {
    name: 'no labels that can be read',
    tenant,
    objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tenant-acme', labels: 'restricted' } }],
    expected: [
      [at('enforce'), 'label pod-security.kubernetes.io/enforce is unset, must be "restricted"'],
      [at('enforce-version'), 'label pod-security.kubernetes.io/enforce-version is unset, must be "v1.35"'],
    ],
  },
]);
