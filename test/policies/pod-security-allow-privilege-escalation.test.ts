import { podSecurityAllowPrivilegeEscalation } from '../../src/policies/pod-security-allow-privilege-escalation.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { allowPrivilegeEscalation: true } }],
  containers: [
    { name: 'web', securityContext: { allowPrivilegeEscalation: true } },
    { securityContext: { allowPrivilegeEscalation: true } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { allowPrivilegeEscalation: true } }],
};

describePodPolicy(podSecurityAllowPrivilegeEscalation, [
  { name: 'false', spec: web({ securityContext: { allowPrivilegeEscalation: false } }), expected: [] },
  {
    name: 'true in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/allowPrivilegeEscalation',
        'init container "migrate" sets allowPrivilegeEscalation to true, must be false',
      ],
      [
        '/spec/containers/0/securityContext/allowPrivilegeEscalation',
        'container "web" sets allowPrivilegeEscalation to true, must be false',
      ],
      [
        '/spec/containers/1/securityContext/allowPrivilegeEscalation',
        'container 1 sets allowPrivilegeEscalation to true, must be false',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/allowPrivilegeEscalation',
        'ephemeral container "debug" sets allowPrivilegeEscalation to true, must be false',
      ],
    ],
  },
  {
    name: 'unset',
    spec: {
      containers: [
        { name: 'web' },
        { name: 'cron', securityContext: {} },
        { name: 'null', securityContext: { allowPrivilegeEscalation: null } },
      ],
    },
    expected: [
      ['/spec/containers/0', 'container "web" leaves allowPrivilegeEscalation unset, must be false'],
      ['/spec/containers/1/securityContext', 'container "cron" leaves allowPrivilegeEscalation unset, must be false'],
      [
        '/spec/containers/2/securityContext/allowPrivilegeEscalation',
        'container "null" sets allowPrivilegeEscalation to null, must be false',
      ],
    ],
  },
  {
    name: 'set in the pod, where it has no meaning',
    spec: web({}, { securityContext: { allowPrivilegeEscalation: false } }),
    expected: [['/spec/containers/0', 'container "web" leaves allowPrivilegeEscalation unset, must be false']],
  },
  { name: 'a Windows pod', spec: web({}, { os: { name: 'windows' } }), expected: [] },
  {
    name: 'a malformed operating system',
    spec: web({}, { os: 'windows' }),
    expected: [['/spec/containers/0', 'container "web" leaves allowPrivilegeEscalation unset, must be false']],
  },
  {
    name: 'a text',
    spec: web({ securityContext: { allowPrivilegeEscalation: 'false' } }),
    expected: [
      [
        '/spec/containers/0/securityContext/allowPrivilegeEscalation',
        'container "web" sets allowPrivilegeEscalation to "false", must be false',
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
]);
