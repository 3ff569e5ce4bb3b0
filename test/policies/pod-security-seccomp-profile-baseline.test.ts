import { podSecuritySeccompProfileBaseline } from '../../src/policies/pod-security-seccomp-profile-baseline.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { seccompProfile: { type: 'Unconfined' } } }],
  containers: [
    { name: 'web', securityContext: { seccompProfile: { type: 'Unconfined' } } },
    { securityContext: { seccompProfile: { type: 'Unconfined' } } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { seccompProfile: { type: 'Unconfined' } } }],
};

describePodPolicy(podSecuritySeccompProfileBaseline, [
  { name: 'unset', spec: web({}), expected: [] },
  {
    name: 'null',
    spec: web({ securityContext: { seccompProfile: null } }, { securityContext: { seccompProfile: null } }),
    expected: [],
  },
  {
    name: 'an allowed profile',
    spec: web(
      { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'odoo.json' } } },
    ),
    expected: [],
  },
  {
    name: 'no confinement in any kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/seccompProfile/type',
        'init container "migrate" sets seccompProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/containers/0/securityContext/seccompProfile/type',
        'container "web" sets seccompProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/containers/1/securityContext/seccompProfile/type',
        'container 1 sets seccompProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/seccompProfile/type',
        'ephemeral container "debug" sets seccompProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'no confinement in the pod',
    spec: web({}, { securityContext: { seccompProfile: { type: 'Unconfined' } } }),
    expected: [
      [
        '/spec/securityContext/seccompProfile/type',
        'pod sets seccompProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'no confinement in the pod, though in its container',
    spec: web(
      { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
    ),
    expected: [
      [
        '/spec/securityContext/seccompProfile/type',
        'pod sets seccompProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'a profile without type',
    spec: web({ securityContext: { seccompProfile: { type: null } } }, { securityContext: { seccompProfile: {} } }),
    expected: [
      [
        '/spec/securityContext/seccompProfile',
        'pod leaves seccompProfile.type unset, must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/containers/0/securityContext/seccompProfile/type',
        'container "web" sets seccompProfile.type to null, must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'another spelling',
    spec: web({}, { securityContext: { seccompProfile: { type: 'runtime/default' } } }),
    expected: [
      [
        '/spec/securityContext/seccompProfile/type',
        'pod sets seccompProfile.type to "runtime/default", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'malformed profiles',
    spec: web(
      { securityContext: { seccompProfile: { type: ['RuntimeDefault'] } } },
      { securityContext: { seccompProfile: 'RuntimeDefault' } },
    ),
    expected: [
      ['/spec/securityContext/seccompProfile', 'pod sets seccompProfile to "RuntimeDefault", must be an object'],
      [
        '/spec/containers/0/securityContext/seccompProfile/type',
        'container "web" sets seccompProfile.type to ["RuntimeDefault"], must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'a malformed security context of the pod',
    spec: web({}, { securityContext: 'yes' }),
    expected: [['/spec/securityContext', 'pod sets securityContext to "yes", must be an object']],
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
    name: 'an annotation of old, which nothing reads any more',
    spec: web({}),
    metadata: { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } },
    expected: [],
  },
]);
