import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../../src/model/manifest.ts';
import { podSecurityPolicies } from '../../../src/policies/pod-security.ts';
import { inventoryOf } from '../../policies/pod-security-cases.ts';
import { anyPod } from './any-pod.ts';
import { type PodSecurityOracle, startPodSecurityOracle } from './pod-security-oracle.ts';

const pods = 10_000;

let oracle: PodSecurityOracle;
beforeAll(async () => {
  oracle = await startPodSecurityOracle();
}, 300_000);
afterAll(() => oracle.stop());

/** The id of the policy for a check of Kubernetes: `capabilities_baseline` becomes `pod-security-capabilities-baseline`. */
function policyOf(check: string): string {
  const kebab = check.replaceAll('_', '-').replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  return `pod-security-${kebab}`;
}

function ours(pod: JsonObject): readonly string[] {
  const inventory = inventoryOf(pod);
  return podSecurityPolicies
    .map(({ policy }) => policy)
    .filter((policy) => [...policy.check(inventory)].length > 0)
    .map(({ id }) => id);
}

async function theirs(pod: JsonObject): Promise<readonly string[]> {
  return (await oracle.failing(pod)).map(policyOf).sort();
}

describe('the Pod Security checks of Kubernetes itself', () => {
  it('are the same in number, name and level', () => {
    const levels = Object.fromEntries(podSecurityPolicies.map(({ level, policy }) => [policy.id, level]));
    const checks = Object.entries(oracle.levels).map(([check, level]) => [policyOf(check), level]);
    expect(levels).toEqual(Object.fromEntries(checks));
  });

  it('judge its own test pods alike', async () => {
    const fixtures = join(import.meta.dirname, '../../fixtures/pod-security');
    const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(140);
    for (const file of files) {
      const pod = parse(readFileSync(join(fixtures, file), 'utf8')) as JsonObject;
      expect(ours(pod), file).toEqual(await theirs(pod));
    }
  });

  it(`judge ${pods} random pods alike`, async () => {
    const failed = new Map<string, number>();
    const judgeAlike = fc.asyncProperty(anyPod, async (pod) => {
      const verdict = await theirs(pod);
      expect(ours(pod)).toEqual(verdict);
      for (const id of verdict) failed.set(id, (failed.get(id) ?? 0) + 1);
    });
    await fc.assert(judgeAlike, { numRuns: pods });
    // Agreement says something only about checks that were seen both to pass and to fail.
    for (const { policy } of podSecurityPolicies) {
      const share = (failed.get(policy.id) ?? 0) / pods;
      expect(share, policy.id).toBeGreaterThan(0.01);
      expect(share, policy.id).toBeLessThan(0.99);
    }
  });
});
