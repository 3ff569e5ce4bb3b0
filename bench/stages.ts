/** Processor time of each stage for some tenants of a fleet, in one thread. */
import { openFleet } from '../src/load/open-fleet.ts';
import { judgeStack } from '../src/policies/engine.ts';
import { stackPolicies } from '../src/policies/index.ts';
import { createManifestChecker, kubernetesVersions } from '../src/schema/manifest-checker.ts';
import { stackManifests } from '../src/stack/index.ts';
import { compareFile } from '../src/synth/compare-dist.ts';
import { renderTenant } from '../src/synth/render-tenant.ts';

export interface Stages {
  readonly tenants: number;
  readonly milliseconds: readonly (readonly [stage: string, perTenant: number])[];
}

const [root = ''] = process.argv.slice(2);
const source = openFleet(root, '2026-11-24');
const files = source.tenantFiles.slice(0, 500);
const checkers = new Map(kubernetesVersions.map((version) => [version, createManifestChecker(version)]));
const nowhere = { manifest: () => ({ file: '', line: 1, column: 1 }), spec: () => undefined };

function measure(): Stages['milliseconds'] {
  const milliseconds: (readonly [string, number])[] = [];
  const timed = <Result>(stage: string, work: () => Result): Result => {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    milliseconds.push([stage, (user + system) / 1000 / files.length]);
    return result;
  };
  const { fleet } = source;
  if (!fleet) throw new Error('The fleet cannot be opened.');
  const tenants = timed('load', () => files.flatMap((file) => source.load(file).tenant ?? []));
  timed('stack (cdk8s)', () => tenants.map((tenant) => stackManifests(tenant, fleet)));
  const stacks = timed('stack, emit and record', () =>
    tenants.map((tenant) => ({ tenant, rendered: renderTenant(tenant, fleet) })),
  );
  timed('schemas', () => {
    for (const {
      tenant,
      rendered: { objects },
    } of stacks) {
      for (const { manifest } of objects) checkers.get(tenant.cluster.kubernetes)?.(manifest);
    }
  });
  timed('policies', () =>
    stacks.map(({ tenant, rendered: { objects } }) => judgeStack(stackPolicies, { objects, tenant, fleet }, nowhere)),
  );
  timed('compare with dist', () => {
    for (const {
      rendered: { files: texts },
    } of stacks)
      for (const [path, text] of texts) compareFile(root, path, text);
  });
  return milliseconds;
}

measure();
const stages: Stages = { tenants: files.length, milliseconds: measure() };
console.log(JSON.stringify(stages));
