import { podSecurityAppArmorProfile } from '../../src/policies/pod-security-app-armor-profile.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const prefix = 'container.apparmor.security.beta.kubernetes.io/';

const every = {
  initContainers: [{ name: 'migrate', securityContext: { appArmorProfile: { type: 'Unconfined' } } }],
  containers: [
    { name: 'web', securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
  ],
  ephemeralContainers: [{ name: 'debug', securityContext: { appArmorProfile: { type: 'Unconfined' } } }],
};

describePodPolicy(podSecurityAppArmorProfile, [
  { name: 'unset', spec: web({}), expected: [] },
  {
    name: 'null',
    spec: web({ securityContext: { appArmorProfile: null } }, { securityContext: { appArmorProfile: null } }),
    expected: [],
  },
  {
    name: 'an allowed profile',
    spec: web(
      { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
      { securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'odoo.json' } } },
    ),
    expected: [],
  },
  {
    name: 'no confinement in any kind of container',
    spec: every,
    expected: [
      [
        '/spec/initContainers/0/securityContext/appArmorProfile/type',
        'init container "migrate" sets appArmorProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/containers/0/securityContext/appArmorProfile/type',
        'container "web" sets appArmorProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/containers/1/securityContext/appArmorProfile/type',
        'container 1 sets appArmorProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/ephemeralContainers/0/securityContext/appArmorProfile/type',
        'ephemeral container "debug" sets appArmorProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'no confinement in the pod',
    spec: web({}, { securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
    expected: [
      [
        '/spec/securityContext/appArmorProfile/type',
        'pod sets appArmorProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'no confinement in the pod, though in its container',
    spec: web(
      { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    ),
    expected: [
      [
        '/spec/securityContext/appArmorProfile/type',
        'pod sets appArmorProfile.type to "Unconfined", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'a profile without type',
    spec: web({ securityContext: { appArmorProfile: { type: null } } }, { securityContext: { appArmorProfile: {} } }),
    expected: [
      [
        '/spec/securityContext/appArmorProfile',
        'pod leaves appArmorProfile.type unset, must be "RuntimeDefault" or "Localhost"',
      ],
      [
        '/spec/containers/0/securityContext/appArmorProfile/type',
        'container "web" sets appArmorProfile.type to null, must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'another spelling',
    spec: web({}, { securityContext: { appArmorProfile: { type: 'runtime/default' } } }),
    expected: [
      [
        '/spec/securityContext/appArmorProfile/type',
        'pod sets appArmorProfile.type to "runtime/default", must be "RuntimeDefault" or "Localhost"',
      ],
    ],
  },
  {
    name: 'malformed profiles',
    spec: web(
      { securityContext: { appArmorProfile: { type: ['RuntimeDefault'] } } },
      { securityContext: { appArmorProfile: 'RuntimeDefault' } },
    ),
    expected: [
      ['/spec/securityContext/appArmorProfile', 'pod sets appArmorProfile to "RuntimeDefault", must be an object'],
      [
        '/spec/containers/0/securityContext/appArmorProfile/type',
        'container "web" sets appArmorProfile.type to ["RuntimeDefault"], must be "RuntimeDefault" or "Localhost"',
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
    name: 'annotations that confine',
    spec: web({}),
    metadata: {
      annotations: {
        [`${prefix}a`]: 'runtime/default',
        [`${prefix}b`]: 'localhost/odoo',
        [`${prefix}c`]: '',
        [`${prefix}d`]: null,
        other: 'unconfined',
      },
    },
    expected: [],
  },
  { name: 'null annotations', spec: web({}), metadata: { annotations: null }, expected: [] },
  {
    name: 'annotations that do not confine',
    spec: web({}),
    metadata: { annotations: { [`${prefix}web`]: 'unconfined', [`${prefix}x~y`]: 'localhost' } },
    expected: [
      [
        '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1web',
        'pod sets annotations["container.apparmor.security.beta.kubernetes.io/web"] to "unconfined", must be unset, "runtime/default" or "localhost/…"',
      ],
      [
        '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1x~0y',
        'pod sets annotations["container.apparmor.security.beta.kubernetes.io/x~y"] to "localhost", must be unset, "runtime/default" or "localhost/…"',
      ],
    ],
  },
  {
    name: 'an annotation that is no text',
    spec: web({}),
    metadata: { annotations: { [`${prefix}web`]: true } },
    expected: [
      [
        '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1web',
        'pod sets annotations["container.apparmor.security.beta.kubernetes.io/web"] to true, must be unset, "runtime/default" or "localhost/…"',
      ],
    ],
  },
  {
    name: 'malformed annotations',
    spec: web({}),
    metadata: { annotations: 'none' },
    expected: [['/metadata/annotations', 'pod sets annotations to "none", must be an object']],
  },
]);
