import { podSecurityRunAsNonRoot } from '../../src/policies/pod-security-run-as-non-root.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { runAsNonRoot: false } }],
  containers: [{ name: 'web', securityContext: { runAsNonRoot: false } }, { securityContext: { runAsNonRoot: false } }],
  ephemeralContainers: [{ name: 'debug', securityContext: { runAsNonRoot: false } }],
};

describePodPolicy(podSecurityRunAsNonRoot, [
  { name: 'true in the pod', spec: web({}, { securityContext: { runAsNonRoot: true } }), expected: [] },
  { name: 'true in every container', spec: web({ securityContext: { runAsNonRoot: true } }), expected: [] },
  {
    name: 'false in every kind of container, though true in the pod',
    spec: { ...every, securityContext: { runAsNonRoot: true } },
    expected: [
      [
        '/spec/initContainers/0/securityContext/runAsNonRoot',
        'init container "migrate" sets runAsNonRoot to false, must be true',
      ],
      ['/spec/containers/0/securityContext/runAsNonRoot', 'container "web" sets runAsNonRoot to false, must be true'],
      ['/spec/containers/1/securityContext/runAsNonRoot', 'container 1 sets runAsNonRoot to false, must be true'],
      [
        '/spec/ephemeralContainers/0/securityContext/runAsNonRoot',
        'ephemeral container "debug" sets runAsNonRoot to false, must be true',
      ],
    ],
  },
  {
    name: 'unset',
    spec: {
      containers: [
        { name: 'web' },
        { name: 'cron', securityContext: { runAsNonRoot: null } },
        { name: 'mail', securityContext: { runAsNonRoot: true } },
      ],
    },
    expected: [
      ['/spec/containers/0', 'container "web" leaves runAsNonRoot unset, must be true here or in the pod'],
      [
        '/spec/containers/1/securityContext/runAsNonRoot',
        'container "cron" sets runAsNonRoot to null, must be true here or in the pod',
      ],
    ],
  },
  {
    name: 'false in the pod, named once',
    spec: web({}, { securityContext: { runAsNonRoot: false } }),
    expected: [['/spec/securityContext/runAsNonRoot', 'pod sets runAsNonRoot to false, must be true']],
  },
  {
    name: 'false in the pod, though true in every container',
    spec: web({ securityContext: { runAsNonRoot: true } }, { securityContext: { runAsNonRoot: false } }),
    expected: [['/spec/securityContext/runAsNonRoot', 'pod sets runAsNonRoot to false, must be true']],
  },
  {
    name: 'a user namespace',
    spec: web({ securityContext: { runAsNonRoot: false } }, { hostUsers: false }),
    expected: [],
  },
  {
    name: 'no user namespace',
    spec: web({}, { hostUsers: 'false' }),
    expected: [['/spec/containers/0', 'container "web" leaves runAsNonRoot unset, must be true here or in the pod']],
  },
  {
    name: 'a Windows pod, which relaxes nothing here',
    spec: web({}, { os: { name: 'windows' } }),
    expected: [['/spec/containers/0', 'container "web" leaves runAsNonRoot unset, must be true here or in the pod']],
  },
  {
    name: 'texts',
    spec: web({ securityContext: { runAsNonRoot: 'true' } }, { securityContext: { runAsNonRoot: 'true' } }),
    expected: [
      ['/spec/securityContext/runAsNonRoot', 'pod sets runAsNonRoot to "true", must be true'],
      ['/spec/containers/0/securityContext/runAsNonRoot', 'container "web" sets runAsNonRoot to "true", must be true'],
    ],
  },
  {
    name: 'a malformed security context of the pod',
    spec: web({}, { securityContext: 'yes' }),
    expected: [['/spec/securityContext', 'pod sets securityContext to "yes", must be an object']],
  },
  {
    name: 'a malformed security context',
    spec: web({ securityContext: 'yes' }, { securityContext: { runAsNonRoot: true } }),
    expected: [
      ['/spec/containers/0/securityContext', 'container "web" sets securityContext to "yes", must be an object'],
    ],
  },
]);
