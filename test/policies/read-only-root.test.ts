import { readOnlyRoot } from '../../src/policies/read-only-root.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const closed = { name: 'web', securityContext: { readOnlyRootFilesystem: true } };
const at = 'securityContext/readOnlyRootFilesystem';

describePolicy(readOnlyRoot, [
  {
    name: 'read-only, debug containers, and Windows',
    objects: [
      deployment('web', { containers: [closed], initContainers: [closed], ephemeralContainers: [{ name: 'debug' }] }),
      deployment('windows', { os: { name: 'windows' }, containers: [{ name: 'web' }] }),
      object('ConfigMap of v1', 'a'),
    ],
    expected: [],
  },
  {
    name: 'not said, denied, and written otherwise',
    objects: [
      deployment('web', {
        containers: [{ name: 'web' }, { name: 'b', securityContext: { readOnlyRootFilesystem: false } }],
        initContainers: [{ name: 'c', securityContext: { readOnlyRootFilesystem: 'true' } }],
      }),
    ],
    expected: [
      [
        `/spec/template/spec/initContainers/0/${at}`,
        'init container "c" has readOnlyRootFilesystem "true", must be true',
      ],
      [`/spec/template/spec/containers/0/${at}`, 'container "web" has readOnlyRootFilesystem unset, must be true'],
      [`/spec/template/spec/containers/1/${at}`, 'container "b" has readOnlyRootFilesystem false, must be true'],
    ],
  },
]);
