import { podSecurityRunAsUser } from '../../src/policies/pod-security-run-as-user.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { runAsUser: 0 } }],
  containers: [{ name: 'web', securityContext: { runAsUser: 0 } }, { securityContext: { runAsUser: 0 } }],
  ephemeralContainers: [{ name: 'debug', securityContext: { runAsUser: 0 } }],
};

describePodPolicy(podSecurityRunAsUser, [
  { name: 'unset', spec: web({}), expected: [] },
  {
    name: 'null',
    spec: web({ securityContext: { runAsUser: null } }, { securityContext: { runAsUser: null } }),
    expected: [],
  },
  {
    name: 'another user',
    spec: web({ securityContext: { runAsUser: 101 } }, { securityContext: { runAsUser: 1000 } }),
    expected: [],
  },
  {
    name: 'root in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/runAsUser',
        'init container "migrate" sets runAsUser to 0, must be unset or a number other than 0',
      ],
      [
        '/spec/containers/0/securityContext/runAsUser',
        'container "web" sets runAsUser to 0, must be unset or a number other than 0',
      ],
      [
        '/spec/containers/1/securityContext/runAsUser',
        'container 1 sets runAsUser to 0, must be unset or a number other than 0',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/runAsUser',
        'ephemeral container "debug" sets runAsUser to 0, must be unset or a number other than 0',
      ],
    ],
  },
  {
    name: 'root in the pod, though not in any container',
    spec: web({ securityContext: { runAsUser: 101 } }, { securityContext: { runAsUser: 0 } }),
    expected: [['/spec/securityContext/runAsUser', 'pod sets runAsUser to 0, must be unset or a number other than 0']],
  },
  { name: 'a user namespace', spec: { ...every, hostUsers: false }, expected: [] },
  {
    name: 'no user namespace',
    spec: { ...web({}, { hostUsers: true, securityContext: { runAsUser: 0 } }) },
    expected: [['/spec/securityContext/runAsUser', 'pod sets runAsUser to 0, must be unset or a number other than 0']],
  },
  {
    name: 'a text',
    spec: web({ securityContext: { runAsUser: '1000' } }),
    expected: [
      [
        '/spec/containers/0/securityContext/runAsUser',
        'container "web" sets runAsUser to "1000", must be unset or a number other than 0',
      ],
    ],
  },
  {
    name: 'a fraction',
    spec: web({ securityContext: { runAsUser: 0.5 } }),
    expected: [
      [
        '/spec/containers/0/securityContext/runAsUser',
        'container "web" sets runAsUser to 0.5, must be unset or a number other than 0',
      ],
    ],
  },
  {
    name: 'a malformed security context',
    spec: web({ securityContext: 'yes' }),
    expected: [
      ['/spec/containers/0/securityContext', 'container "web" sets securityContext to "yes", must be an object'],
    ],
  },
  {
    name: 'a list as security context',
    spec: web({ securityContext: [] }),
    expected: [['/spec/containers/0/securityContext', 'container "web" sets securityContext to [], must be an object']],
  },
  {
    name: 'a malformed security context of the pod',
    spec: web({}, { securityContext: 'yes' }),
    expected: [['/spec/securityContext', 'pod sets securityContext to "yes", must be an object']],
  },
]);
