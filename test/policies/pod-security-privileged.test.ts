import { podSecurityPrivileged } from '../../src/policies/pod-security-privileged.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { privileged: true } }],
  containers: [{ name: 'web', securityContext: { privileged: true } }, { securityContext: { privileged: true } }],
  ephemeralContainers: [{ name: 'debug', securityContext: { privileged: true } }],
};

describePodPolicy(podSecurityPrivileged, [
  { name: 'unset', spec: web({}), expected: [] },
  { name: 'null', spec: web({ securityContext: { privileged: null } }), expected: [] },
  { name: 'a null security context', spec: web({ securityContext: null }), expected: [] },
  { name: 'false', spec: web({ securityContext: { privileged: false } }), expected: [] },
  {
    name: 'true in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/privileged',
        'init container "migrate" sets privileged to true, must be unset or false',
      ],
      [
        '/spec/containers/0/securityContext/privileged',
        'container "web" sets privileged to true, must be unset or false',
      ],
      ['/spec/containers/1/securityContext/privileged', 'container 1 sets privileged to true, must be unset or false'],
      [
        '/spec/ephemeralContainers/0/securityContext/privileged',
        'ephemeral container "debug" sets privileged to true, must be unset or false',
      ],
    ],
  },
  {
    name: 'a text',
    spec: web({ securityContext: { privileged: 'true' } }),
    expected: [
      [
        '/spec/containers/0/securityContext/privileged',
        'container "web" sets privileged to "true", must be unset or false',
      ],
    ],
  },
  {
    name: 'a number',
    spec: web({ securityContext: { privileged: 0 } }),
    expected: [
      ['/spec/containers/0/securityContext/privileged', 'container "web" sets privileged to 0, must be unset or false'],
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
