import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { podSecurityPoliciesAt } from '../../src/policies/pod-security.ts';
import { podTemplateReadable } from '../../src/policies/pod-template-readable.ts';
import { inventoryOf } from './pod-security-cases.ts';

const security: JsonObject = {
  appArmorProfile: { type: 'RuntimeDefault' },
  runAsNonRoot: true,
  runAsUser: 1000,
  seLinuxOptions: { type: 'container_t', user: '', role: '' },
  seccompProfile: { type: 'RuntimeDefault' },
  windowsOptions: { hostProcess: false },
};
const handler: JsonObject = { httpGet: { host: '' }, tcpSocket: { host: '' } };
const container: JsonObject = {
  securityContext: {
    ...security,
    allowPrivilegeEscalation: false,
    capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    privileged: false,
    procMount: 'Default',
  },
  livenessProbe: handler,
  readinessProbe: handler,
  startupProbe: handler,
  lifecycle: { postStart: handler, preStop: handler },
  ports: [{ hostPort: 0 }],
};

/** A pod without violation that sets every field that any check reads. */
const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'runtime/default' } },
  spec: {
    containers: [container],
    ephemeralContainers: [container],
    hostIPC: false,
    hostNetwork: false,
    hostPID: false,
    initContainers: [container],
    securityContext: { ...security, sysctls: [{ name: 'net.ipv4.tcp_syncookies' }] },
    volumes: [{ emptyDir: {} }, { hostPath: null, configMap: {} }],
  },
};

const samples: readonly Json[] = [true, 7, 0.5, 'yes', ['yes'], [[]], { yes: true }];

/** Every copy of the value in which one part below it, or it itself, has become a sample of another type. */
function* spoiled(value: Json, path: string): Generator<readonly [title: string, value: Json]> {
  if (value !== null) {
    for (const sample of samples) {
      if (kindOf(sample) !== kindOf(value)) yield [`${path}: ${JSON.stringify(sample)}`, sample];
    }
  }
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      for (const [title, other] of spoiled(element, `${path}/${index}`)) yield [title, value.with(index, other)];
    }
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      for (const [title, other] of spoiled(child, `${path}/${key}`)) yield [title, { ...value, [key]: other }];
    }
  }
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'list';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function violations(manifest: JsonObject): readonly string[] {
  const policies = [podTemplateReadable, ...podSecurityPoliciesAt('restricted')];
  const inventory = inventoryOf(manifest);
  return policies.flatMap((policy) => Array.from(policy.check(inventory), ({ message }) => message));
}

describe('a value of the wrong type', () => {
  it('is the only fault of the pods below', () => {
    expect(violations(pod)).toEqual([]);
  });

  const { metadata = null, spec = null } = pod;
  const cases = [
    ...[...spoiled(metadata, '/metadata')].map(([title, value]) => [title, { ...pod, metadata: value }] as const),
    ...[...spoiled(spec, '/spec')].map(([title, value]) => [title, { ...pod, spec: value }] as const),
  ];

  it.each(cases)('never passes: %s', (_, manifest) => {
    expect(violations(manifest)).not.toEqual([]);
  });
});
