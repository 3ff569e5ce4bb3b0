/** Renders the tenants of one fleet, then proves them isolated; prints what the proof itself took. */
import { representativesOf } from '../src/isolation/representatives.ts';
import { createShaper } from '../src/isolation/tenant-shape.ts';
import { openFleet } from '../src/load/open-fleet.ts';
import { claimsOf } from '../src/policies/claims.ts';
import { fleetPolicies, isolationPolicies } from '../src/policies/index.ts';
import { shapedTenant } from '../src/run/shaped-tenant.ts';
import { renderTenant } from '../src/synth/render-tenant.ts';

export interface Proven {
  readonly tenants: number;
  readonly pods: number;
  readonly policies: number;
  readonly groups: number;
  readonly seconds: number;
  /** Of the processor, so that other work on the machine counts less. */
  readonly processor: number;
  readonly megabytes: number;
}

const [root = ''] = process.argv.slice(2);
const source = openFleet(root, '2026-11-24');
const fleet = source.fleet!;
const shape = createShaper();
let pods = 0;
let policies = 0;
const loaded = source.tenantFiles.flatMap((file) => {
  const { tenant } = source.load(file);
  if (!tenant) return [];
  const { objects } = renderTenant(tenant, fleet);
  for (const { manifest } of objects) {
    if (manifest['kind'] === 'NetworkPolicy') policies += 1;
    if (['CronJob', 'Deployment', 'Job', 'StatefulSet', 'Cluster'].includes(String(manifest['kind']))) pods += 1;
  }
  const owner = { tenant: tenant.spec.id, cluster: tenant.cluster.name };
  const claims = claimsOf(objects, { ...owner, ...(tenant.copyOf !== undefined && { copyOf: tenant.copyOf.id }) });
  return [{ shaped: shapedTenant(shape, objects, tenant), claims }];
});

const started = performance.now();
const before = process.cpuUsage();
const tenants = representativesOf(
  loaded.map(({ shaped }) => shaped),
  { fleet, shared: [] },
);
const inventory = { fleet, tenants, shared: [] };
const claims = loaded.flatMap((one) => one.claims);
const found = [
  ...isolationPolicies.flatMap((policy) => Array.from(policy.check(inventory))),
  ...fleetPolicies.flatMap((policy) =>
    Array.from(policy.check({ fleet, claims }), ({ claim, message }) => ({ ...claim, message })),
  ),
];
if (found.length > 0) throw new Error(`The fleet is not isolated: ${found[0]?.message}`);
const { user, system } = process.cpuUsage(before);
const proven: Proven = {
  tenants: loaded.length,
  pods,
  policies,
  groups: new Set(tenants.map(({ group }) => group)).size,
  seconds: (performance.now() - started) / 1000,
  processor: (user + system) / 1_000_000,
  megabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(proven));
