import { podSecurityWindowsHostProcess } from '../../src/policies/pod-security-windows-host-process.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { windowsOptions: { hostProcess: true } } }],
  containers: [
    { name: 'web', securityContext: { windowsOptions: { hostProcess: true } } },
    { securityContext: { windowsOptions: { hostProcess: true } } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { windowsOptions: { hostProcess: true } } }],
};

describePodPolicy(podSecurityWindowsHostProcess, [
  { name: 'unset', spec: web({}), expected: [] },
  {
    name: 'null and false',
    spec: web(
      { securityContext: { windowsOptions: null } },
      { securityContext: { windowsOptions: { hostProcess: false } } },
    ),
    expected: [],
  },
  {
    name: 'true in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/windowsOptions/hostProcess',
        'init container "migrate" sets windowsOptions.hostProcess to true, must be unset or false',
      ],
      [
        '/spec/containers/0/securityContext/windowsOptions/hostProcess',
        'container "web" sets windowsOptions.hostProcess to true, must be unset or false',
      ],
      [
        '/spec/containers/1/securityContext/windowsOptions/hostProcess',
        'container 1 sets windowsOptions.hostProcess to true, must be unset or false',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/windowsOptions/hostProcess',
        'ephemeral container "debug" sets windowsOptions.hostProcess to true, must be unset or false',
      ],
    ],
  },
  {
    name: 'true in the pod, though false in its container',
    spec: web(
      { securityContext: { windowsOptions: { hostProcess: false } } },
      { securityContext: { windowsOptions: { hostProcess: true } } },
    ),
    expected: [
      [
        '/spec/securityContext/windowsOptions/hostProcess',
        'pod sets windowsOptions.hostProcess to true, must be unset or false',
      ],
    ],
  },
  {
    name: 'a text',
    spec: web({ securityContext: { windowsOptions: { hostProcess: 'no' } } }),
    expected: [
      [
        '/spec/containers/0/securityContext/windowsOptions/hostProcess',
        'container "web" sets windowsOptions.hostProcess to "no", must be unset or false',
      ],
    ],
  },
  {
    name: 'malformed options',
    spec: web({ securityContext: { windowsOptions: true } }),
    expected: [
      [
        '/spec/containers/0/securityContext/windowsOptions',
        'container "web" sets windowsOptions to true, must be an object',
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
