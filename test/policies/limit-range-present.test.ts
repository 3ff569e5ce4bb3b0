import type { Json } from '../../src/model/manifest.ts';
import { limitRangePresent } from '../../src/policies/limit-range-present.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, namespace, object } from './policy-cases.ts';

const tenant = minimalTenant();
const home = namespace('tenant-acme');
const range = (...limits: readonly Json[]) => object('LimitRange of v1', 'tenant', { spec: { limits } });
const both = { cpu: '1', memory: '1Gi' };
const volume = { type: 'PersistentVolumeClaim', max: { storage: '10Gi' } };
const unset = (what: string) => `${what} in namespace tenant-acme is unset, must be an amount`;

describePolicy(limitRangePresent, [
  { name: 'no tenant', objects: [home], expected: [] },
  {
    name: 'all amounts',
    tenant,
    objects: [home, range({ type: 'Container', default: both, defaultRequest: both, max: both }, volume)],
    expected: [],
  },
  {
    name: 'a maximum, from which the API server takes the defaults',
    tenant,
    objects: [home, range({ type: 'Container', max: both }), range(volume)],
    expected: [],
  },
  {
    name: 'defaults without a maximum, and a maximum of pods',
    tenant,
    objects: [home, range({ type: 'Container', default: both }, { type: 'Pod', max: both }, volume)],
    expected: [
      ['/spec/limits', unset('max cpu of Container')],
      ['/spec/limits', unset('max memory of Container')],
    ],
  },
  {
    name: 'amounts that are none',
    tenant,
    objects: [
      home,
      range({ type: 'Container', max: { cpu: '1', memory: 'much' } }, { ...volume, max: { storage: '0' } }),
    ],
    expected: [
      ['/spec/limits', unset('defaultRequest memory of Container')],
      ['/spec/limits', unset('default memory of Container')],
      ['/spec/limits', unset('max memory of Container')],
      ['/spec/limits', unset('max storage of PersistentVolumeClaim')],
    ],
  },
  {
    name: 'no limit range',
    tenant,
    objects: [home],
    expected: [
      ...['cpu', 'memory'].flatMap((resource) =>
        ['defaultRequest', 'default', 'max'].map(
          (field) => ['/metadata/name', unset(`${field} ${resource} of Container`)] as const,
        ),
      ),
      ['/metadata/name', unset('max storage of PersistentVolumeClaim')] as const,
    ],
  },
]);
