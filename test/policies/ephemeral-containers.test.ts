import { ephemeralContainers } from '../../src/policies/ephemeral-containers.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const debugging = [{ name: 'debugger', image: 'docker.io/library/busybox:1' }];

describePolicy(ephemeralContainers, [
  {
    name: 'none',
    objects: [
      deployment('web', { containers: [] }),
      deployment('cron', { ephemeralContainers: [] }),
      deployment('page', { ephemeralContainers: null }),
      object('ConfigMap of v1', 'x', { spec: { ephemeralContainers: debugging } }),
    ],
    expected: [],
  },
  {
    name: 'some, and what cannot be read',
    objects: [
      object('Pod of v1', 'web', { spec: { ephemeralContainers: debugging } }),
      deployment('cron', { ephemeralContainers: 'debugger' }),
    ],
    expected: [
      ['/spec/ephemeralContainers', 'ephemeralContainers is a list of 1, must be unset'],
      ['/spec/template/spec/ephemeralContainers', 'ephemeralContainers is "debugger", must be unset'],
    ],
  },
]);
