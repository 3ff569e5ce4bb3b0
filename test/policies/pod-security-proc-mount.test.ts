import { podSecurityProcMount } from '../../src/policies/pod-security-proc-mount.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { procMount: 'Unmasked' } }],
  containers: [
    { name: 'web', securityContext: { procMount: 'Unmasked' } },
    { securityContext: { procMount: 'Unmasked' } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { procMount: 'Unmasked' } }],
};

describePodPolicy(podSecurityProcMount, [
  { name: 'unset', spec: web({}), expected: [] },
  { name: 'null', spec: web({ securityContext: { procMount: null } }), expected: [] },
  { name: 'the default', spec: web({ securityContext: { procMount: 'Default' } }), expected: [] },
  {
    name: 'unmasked in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/procMount',
        'init container "migrate" sets procMount to "Unmasked", must be unset or "Default"',
      ],
      [
        '/spec/containers/0/securityContext/procMount',
        'container "web" sets procMount to "Unmasked", must be unset or "Default"',
      ],
      [
        '/spec/containers/1/securityContext/procMount',
        'container 1 sets procMount to "Unmasked", must be unset or "Default"',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/procMount',
        'ephemeral container "debug" sets procMount to "Unmasked", must be unset or "Default"',
      ],
    ],
  },
  { name: 'unmasked in a user namespace', spec: { ...every, hostUsers: false }, expected: [] },
  {
    name: 'unmasked in the user namespace of the node',
    spec: web({ securityContext: { procMount: 'Unmasked' } }, { hostUsers: true }),
    expected: [
      [
        '/spec/containers/0/securityContext/procMount',
        'container "web" sets procMount to "Unmasked", must be unset or "Default"',
      ],
    ],
  },
  {
    name: 'unmasked where hostUsers is malformed',
    spec: web({ securityContext: { procMount: 'Unmasked' } }, { hostUsers: 'false' }),
    expected: [
      [
        '/spec/containers/0/securityContext/procMount',
        'container "web" sets procMount to "Unmasked", must be unset or "Default"',
      ],
    ],
  },
  {
    name: 'empty',
    spec: web({ securityContext: { procMount: '' } }),
    expected: [
      [
        '/spec/containers/0/securityContext/procMount',
        'container "web" sets procMount to "", must be unset or "Default"',
      ],
    ],
  },
  {
    name: 'another type',
    spec: web({ securityContext: { procMount: {} } }),
    expected: [
      [
        '/spec/containers/0/securityContext/procMount',
        'container "web" sets procMount to an object, must be unset or "Default"',
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
