import { podSecuritySeLinuxOptions } from '../../src/policies/pod-security-se-linux-options.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const bad = { seLinuxOptions: { type: 'spc_t', user: 'system_u', role: 'system_r' } };

const every = {
  initContainers: [{ name: 'migrate', securityContext: { seLinuxOptions: { type: 'spc_t' } } }],
  containers: [
    { name: 'web', securityContext: { seLinuxOptions: { type: 'spc_t' } } },
    { securityContext: { seLinuxOptions: { type: 'spc_t' } } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { seLinuxOptions: { type: 'spc_t' } } }],
};

describePodPolicy(podSecuritySeLinuxOptions, [
  { name: 'unset', spec: web({}), expected: [] },
  {
    name: 'empty',
    spec: web({ securityContext: { seLinuxOptions: { type: '', user: '', role: null, level: 's0:c1,c2' } } }),
    expected: [],
  },
  {
    name: 'allowed types',
    spec: {
      containers: ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'].map((type) => ({
        name: type,
        securityContext: { seLinuxOptions: { type } },
      })),
    },
    expected: [],
  },
  {
    name: 'another type in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/seLinuxOptions/type',
        'init container "migrate" sets seLinuxOptions.type to "spc_t", must be unset or "container_t", "container_init_t", "container_kvm_t" or "container_engine_t"',
      ],
      [
        '/spec/containers/0/securityContext/seLinuxOptions/type',
        'container "web" sets seLinuxOptions.type to "spc_t", must be unset or "container_t", "container_init_t", "container_kvm_t" or "container_engine_t"',
      ],
      [
        '/spec/containers/1/securityContext/seLinuxOptions/type',
        'container 1 sets seLinuxOptions.type to "spc_t", must be unset or "container_t", "container_init_t", "container_kvm_t" or "container_engine_t"',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/seLinuxOptions/type',
        'ephemeral container "debug" sets seLinuxOptions.type to "spc_t", must be unset or "container_t", "container_init_t", "container_kvm_t" or "container_engine_t"',
      ],
    ],
  },
  {
    name: 'all of them, in pod and container',
    spec: web({ securityContext: bad }, { securityContext: bad }),
    expected: [
      [
        '/spec/securityContext/seLinuxOptions/type',
        'pod sets seLinuxOptions.type to "spc_t", must be unset or "container_t", "container_init_t", "container_kvm_t" or "container_engine_t"',
      ],
      [
        '/spec/containers/0/securityContext/seLinuxOptions/type',
        'container "web" sets seLinuxOptions.type to "spc_t", must be unset or "container_t", "container_init_t", "container_kvm_t" or "container_engine_t"',
      ],
      ['/spec/securityContext/seLinuxOptions/user', 'pod sets seLinuxOptions.user to "system_u", must be unset'],
      [
        '/spec/containers/0/securityContext/seLinuxOptions/user',
        'container "web" sets seLinuxOptions.user to "system_u", must be unset',
      ],
      ['/spec/securityContext/seLinuxOptions/role', 'pod sets seLinuxOptions.role to "system_r", must be unset'],
      [
        '/spec/containers/0/securityContext/seLinuxOptions/role',
        'container "web" sets seLinuxOptions.role to "system_r", must be unset',
      ],
    ],
  },
  {
    name: 'a number',
    spec: web({ securityContext: { seLinuxOptions: { user: 0 } } }),
    expected: [
      [
        '/spec/containers/0/securityContext/seLinuxOptions/user',
        'container "web" sets seLinuxOptions.user to 0, must be unset',
      ],
    ],
  },
  {
    name: 'malformed options, reported once',
    spec: web({ securityContext: { seLinuxOptions: 'spc_t' } }),
    expected: [
      [
        '/spec/containers/0/securityContext/seLinuxOptions',
        'container "web" sets seLinuxOptions to "spc_t", must be an object',
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
