import { emptyDirLimits } from '../../src/policies/empty-dir-limits.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy } from './policy-cases.ts';

const tenant = minimalTenant();
const above = 'must have one above 0';

describePolicy(emptyDirLimits, [
  { name: 'no tenant', objects: [deployment('web', { volumes: [{ name: 'run', emptyDir: {} }] })], expected: [] },
  {
    name: 'limits, and other volumes',
    tenant,
    objects: [
      deployment('web', {
        volumes: [
          { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
          { name: 'config', configMap: { name: 'x' } },
          'broken',
        ],
      }),
      deployment('broken', { volumes: 'x' }),
    ],
    expected: [],
  },
  {
    name: 'no limit, or one that is none',
    tenant,
    objects: [
      deployment('web', {
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', emptyDir: { sizeLimit: '0' } },
          { name: 'c', emptyDir: { sizeLimit: 'much' } },
          { name: 'd', emptyDir: null },
          { name: 'e' },
        ],
      }),
    ],
    expected: [
      ['/spec/template/spec/volumes/0/emptyDir/sizeLimit', `volume "a" has the size limit unset, ${above}`],
      ['/spec/template/spec/volumes/1/emptyDir/sizeLimit', `volume "b" has the size limit "0", ${above}`],
      ['/spec/template/spec/volumes/2/emptyDir/sizeLimit', `volume "c" has the size limit "much", ${above}`],
      ['/spec/template/spec/volumes/3/emptyDir/sizeLimit', `volume "d" has the size limit unset, ${above}`],
      ['/spec/template/spec/volumes/4/emptyDir/sizeLimit', `volume "e" has the size limit unset, ${above}`],
    ],
  },
]);
