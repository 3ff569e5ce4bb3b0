import { podSecurityCapabilitiesRestricted } from '../../src/policies/pod-security-capabilities-restricted.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

describePodPolicy(podSecurityCapabilitiesRestricted, [
  { name: 'all dropped', spec: web({ securityContext: { capabilities: { drop: ['NET_RAW', 'ALL'] } } }), expected: [] },
  {
    name: 'all dropped and the allowed one added',
    spec: web({ securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }),
    expected: [],
  },
  {
    name: 'nothing dropped in any kind of container',
    spec: {
      initContainers: [{ name: 'migrate' }],
      containers: [
        { name: 'web', securityContext: null },
        { name: 'cron', securityContext: { capabilities: {} } },
      ],
      ephemeralContainers: [{ name: 'debug', securityContext: { capabilities: { drop: null } } }],
    },
    expected: [
      [
        '/spec/initContainers/0',
        'init container "migrate" leaves capabilities.drop unset, must be a list that includes "ALL"',
      ],
      [
        '/spec/containers/0/securityContext',
        'container "web" leaves capabilities.drop unset, must be a list that includes "ALL"',
      ],
      [
        '/spec/containers/1/securityContext/capabilities',
        'container "cron" leaves capabilities.drop unset, must be a list that includes "ALL"',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/capabilities/drop',
        'ephemeral container "debug" sets capabilities.drop to null, must be a list that includes "ALL"',
      ],
    ],
  },
  {
    name: 'too little dropped',
    spec: web({ securityContext: { capabilities: { drop: ['all', 'NET_RAW'] } } }),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities/drop',
        'container "web" sets capabilities.drop to ["all","NET_RAW"], must be a list that includes "ALL"',
      ],
    ],
  },
  {
    name: 'one of the default set added',
    spec: web({ securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN'] } } }),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities/add/1',
        'container "web" sets capabilities.add[1] to "CHOWN", must be "NET_BIND_SERVICE"',
      ],
    ],
  },
  { name: 'a Windows pod', spec: web({}, { os: { name: 'windows' } }), expected: [] },
  {
    name: 'nearly a Windows pod',
    spec: web({}, { os: { name: 'Windows' } }),
    expected: [
      ['/spec/containers/0', 'container "web" leaves capabilities.drop unset, must be a list that includes "ALL"'],
    ],
  },
  {
    name: 'texts',
    spec: web({ securityContext: { capabilities: { drop: 'ALL', add: 'CHOWN' } } }),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities/drop',
        'container "web" sets capabilities.drop to "ALL", must be a list that includes "ALL"',
      ],
      [
        '/spec/containers/0/securityContext/capabilities/add',
        'container "web" sets capabilities.add to "CHOWN", must be a list',
      ],
    ],
  },
  {
    name: 'malformed capabilities, reported once',
    spec: web({ securityContext: { capabilities: ['ALL'] } }),
    expected: [
      [
        '/spec/containers/0/securityContext/capabilities',
        'container "web" sets capabilities to ["ALL"], must be an object',
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
