import { shareProcessNamespace } from '../../src/policies/share-process-namespace.ts';
import { deployment, describePolicy } from './policy-cases.ts';

const field = '/spec/template/spec/shareProcessNamespace';

describePolicy(shareProcessNamespace, [
  {
    name: 'each container by itself',
    objects: [
      deployment('web', {}),
      deployment('cron', { shareProcessNamespace: false }),
      deployment('page', { shareProcessNamespace: null }),
    ],
    expected: [],
  },
  {
    name: 'together, and what cannot be read',
    objects: [
      deployment('web', { shareProcessNamespace: true }),
      deployment('cron', { shareProcessNamespace: 'false' }),
    ],
    expected: [
      [field, 'shareProcessNamespace is true, must be false'],
      [field, 'shareProcessNamespace is "false", must be false'],
    ],
  },
]);
