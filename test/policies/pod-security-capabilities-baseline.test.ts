import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { podSecurityCapabilitiesBaseline } from '../../src/policies/pod-security-capabilities-baseline.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const defaults = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const wanted =
  'must be "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID" or "SYS_CHROOT"';

function add(...capabilities: readonly Json[]): JsonObject {
  return web({ securityContext: { capabilities: { add: capabilities } } });
}

const every = {
  initContainers: [{ name: 'migrate', securityContext: { capabilities: { add: ['NET_RAW'] } } }],
  containers: [
    { name: 'web', securityContext: { capabilities: { add: ['NET_RAW'] } } },
    { securityContext: { capabilities: { add: ['NET_RAW'] } } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { capabilities: { add: ['NET_RAW'] } } }],
};

describePodPolicy(podSecurityCapabilitiesBaseline, [
  { name: 'unset', spec: web({ securityContext: { capabilities: { drop: ['ALL'] } } }), expected: [] },
  { name: 'null', spec: web({ securityContext: { capabilities: { add: null } } }), expected: [] },
  { name: 'the default set', spec: web({ securityContext: { capabilities: { add: defaults } } }), expected: [] },
  {
    name: 'one more in every kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/capabilities/add/0',
        `init container "migrate" sets capabilities.add[0] to "NET_RAW", ${wanted}`,
      ],
      [
        '/spec/containers/0/securityContext/capabilities/add/0',
        `container "web" sets capabilities.add[0] to "NET_RAW", ${wanted}`,
      ],
      [
        '/spec/containers/1/securityContext/capabilities/add/0',
        `container 1 sets capabilities.add[0] to "NET_RAW", ${wanted}`,
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/capabilities/add/0',
        `ephemeral container "debug" sets capabilities.add[0] to "NET_RAW", ${wanted}`,
      ],
    ],
  },
  {
    name: 'spelled otherwise',
    spec: add('CHOWN', 'CAP_CHOWN', 'chown', null, 7),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities/add/1',
        `container "web" sets capabilities.add[1] to "CAP_CHOWN", ${wanted}`,
      ],
      [
        '/spec/containers/0/securityContext/capabilities/add/2',
        `container "web" sets capabilities.add[2] to "chown", ${wanted}`,
      ],
      [
        '/spec/containers/0/securityContext/capabilities/add/3',
        `container "web" sets capabilities.add[3] to null, ${wanted}`,
      ],
      [
        '/spec/containers/0/securityContext/capabilities/add/4',
        `container "web" sets capabilities.add[4] to 7, ${wanted}`,
      ],
    ],
  },
  {
    name: 'a Windows pod, which relaxes nothing here',
    spec: { ...add('NET_RAW'), os: { name: 'windows' } },
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities/add/0',
        `container "web" sets capabilities.add[0] to "NET_RAW", ${wanted}`,
      ],
    ],
  },
  {
    name: 'a text',
    spec: web({ securityContext: { capabilities: { add: 'SYS_ADMIN' } } }),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities/add',
        'container "web" sets capabilities.add to "SYS_ADMIN", must be a list',
      ],
    ],
  },
  {
    name: 'malformed capabilities',
    spec: web({ securityContext: { capabilities: ['CHOWN'] } }),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities',
        'container "web" sets capabilities to ["CHOWN"], must be an object',
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
