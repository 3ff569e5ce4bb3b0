import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { podSecurityPolicies, podSecurityPoliciesAt } from '../../src/policies/pod-security.ts';
import { podTemplateReadable } from '../../src/policies/pod-template-readable.ts';
import { inventoryOf } from './pod-security-cases.ts';

const fixtures = join(import.meta.dirname, '../fixtures/pod-security');

/** The upstream fixtures of a level, as file name without its number and the pod. */
function pods(level: 'baseline' | 'restricted', verdict: 'pass' | 'fail'): readonly (readonly [string, JsonObject])[] {
  const folder = join(fixtures, level, verdict);
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const pod: unknown = parse(readFileSync(join(folder, file), 'utf8'));
      if (!isObject(pod)) throw new Error(`${file} is no object`);
      return [file, pod];
    });
}

/** Fixtures are named after the check in lower case: `capabilities_baseline0.yaml`. */
function checkOf(file: string): string {
  return file.replace(/\d+\.yaml$/, '');
}

function nameOfFixtures(id: string): string {
  const check = id.replace('pod-security-', '');
  return check.replace(/-(baseline|restricted)$/, '_$1').replaceAll('-', '');
}

function reporting(level: 'baseline' | 'restricted', pod: JsonObject): readonly string[] {
  const inventory = inventoryOf(pod);
  return podSecurityPoliciesAt(level)
    .filter((policy) => [...policy.check(inventory)].length > 0)
    .map((policy) => nameOfFixtures(policy.id));
}

describe.each(['baseline', 'restricted'] as const)('the pods that Kubernetes tests %s with', (level) => {
  it.each(pods(level, 'pass'))('%s has no violation', (_, pod) => {
    expect(reporting(level, pod)).toEqual([]);
  });

  it.each(pods(level, 'fail'))('%s is reported by the check it is named after', (file, pod) => {
    expect(reporting(level, pod)).toContain(checkOf(file));
  });

  it.each([...pods(level, 'pass'), ...pods(level, 'fail')])('%s can be read', (_, pod) => {
    expect([...podTemplateReadable.check(inventoryOf(pod))]).toEqual([]);
  });

  it('has a failing pod for every check', () => {
    const covered = new Set(pods(level, 'fail').map(([file]) => checkOf(file)));
    const names = podSecurityPoliciesAt(level).map((policy) => nameOfFixtures(policy.id));
    expect(names.filter((name) => !covered.has(name))).toEqual([]);
  });
});

describe('the list of Pod Security policies', () => {
  it('is sorted by id', () => {
    const ids = podSecurityPolicies.map((entry) => entry.policy.id);
    expect(ids).toEqual(ids.toSorted());
  });

  it('has a file for each policy, named by its id', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/policies'));
    const missing = podSecurityPolicies.filter(({ policy }) => !files.includes(`${policy.id}.ts`));
    expect(missing).toEqual([]);
  });

  it('holds each check of Kubernetes 1.37 at its level', () => {
    const levels = Object.fromEntries(podSecurityPolicies.map(({ level, policy }) => [policy.id, level]));
    expect(levels).toEqual({
      'pod-security-allow-privilege-escalation': 'restricted',
      'pod-security-app-armor-profile': 'baseline',
      'pod-security-capabilities-baseline': 'baseline',
      'pod-security-capabilities-restricted': 'restricted',
      'pod-security-host-namespaces': 'baseline',
      'pod-security-host-path-volumes': 'baseline',
      'pod-security-host-ports': 'baseline',
      'pod-security-host-probes-and-host-lifecycle': 'baseline',
      'pod-security-privileged': 'baseline',
      'pod-security-proc-mount': 'baseline',
      'pod-security-proc-mount-restricted': 'restricted',
      'pod-security-restricted-volumes': 'restricted',
      'pod-security-run-as-non-root': 'restricted',
      'pod-security-run-as-user': 'restricted',
      'pod-security-se-linux-options': 'baseline',
      'pod-security-seccomp-profile-baseline': 'baseline',
      'pod-security-seccomp-profile-restricted': 'restricted',
      'pod-security-sysctls': 'baseline',
      'pod-security-windows-host-process': 'baseline',
    });
  });

  it('runs the baseline checks at restricted too', () => {
    expect(podSecurityPoliciesAt('restricted')).toHaveLength(19);
    expect(podSecurityPoliciesAt('baseline')).toHaveLength(12);
  });

  it('names a pod that breaks both capability checks by both', () => {
    const capabilities = { drop: ['ALL'], add: ['SYS_ADMIN'] };
    const [, base] = pods('restricted', 'pass').find(([file]) => file === 'base.yaml') ?? ['', {}];
    const containers = [{ name: 'web', securityContext: { allowPrivilegeEscalation: false, capabilities } }];
    const pod = { ...base, spec: { ...(isObject(base['spec']) ? base['spec'] : {}), containers } };
    expect(reporting('restricted', pod)).toEqual(['capabilities_baseline', 'capabilities_restricted']);
  });
});
