/** Checks how a tenant wants to be reached against what its cluster can do. */
import type { Cluster } from '../model/fleet.ts';
import { isWithin, refusedPaths, remoteCallPaths } from '../model/refused-paths.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { Mismatch } from './mismatch.ts';

export function* checkExposure(spec: ResolvedTenantSpec, cluster: Cluster): Iterable<Mismatch> {
  yield* checkGateway(spec, cluster);
  if (cluster.gateway?.implementation === 'other') yield* checkPlainGateway(spec, cluster);
  yield* checkWebhooks(spec);
}

function* checkGateway({ exposure }: ResolvedTenantSpec, { name, gateway }: Cluster): Iterable<Mismatch> {
  if (exposure.gateway === 'tenant' || gateway?.shared !== undefined) return;
  yield {
    policy: 'tenant-exposure',
    pointer: '/exposure/gateway',
    found: 'cluster',
    wanted: `tenant on cluster ${name}, which has no shared Gateway`,
    fix: 'Remove exposure.gateway, or declare gateway.shared for the cluster in fleet/clusters.ts.',
  };
}

/** What only a gateway whose own policies are known can enforce. */
function* checkPlainGateway({ exposure, webhooks }: ResolvedTenantSpec, { name }: Cluster): Iterable<Mismatch> {
  const unable = `on cluster ${name}, whose gateway cannot be told to`;
  const fix = 'Place the tenant on a cluster with implementation envoy-gateway or with ingress, or leave it out.';
  if (exposure.allowedCidrs !== undefined) {
    const wanted = `left out ${unable} restrict clients to networks`;
    yield { policy: 'tenant-exposure', pointer: '/exposure/allowedCidrs', found: 'given', wanted, fix };
  }
  if (exposure.maxRequestMiB !== 128) {
    yield {
      policy: 'tenant-exposure',
      pointer: '/exposure/maxRequestMiB',
      found: String(exposure.maxRequestMiB),
      wanted: `128, Odoo's own limit, ${unable} limit requests`,
      fix,
    };
  }
  for (const [index, { cidrs, maxRequestMiB }] of webhooks.entries()) {
    const pointer = `/webhooks/${index}`;
    if (cidrs !== undefined) {
      const wanted = `left out ${unable} restrict clients to networks`;
      yield { policy: 'tenant-webhook', pointer: `${pointer}/cidrs`, found: 'given', wanted, fix };
    }
    if (maxRequestMiB === 8) continue;
    const wanted = `left out ${unable} limit requests`;
    const found = String(maxRequestMiB);
    yield { policy: 'tenant-webhook', pointer: `${pointer}/maxRequestMiB`, found, wanted, fix };
  }
}

/** Where people log in and work; a webhook there would open them to everybody. */
const peoplesPaths: readonly string[] = ['/odoo', '/web/dataset', '/web/login', '/web/session', '/websocket'];

function* checkWebhooks({ webhooks, exposure }: ResolvedTenantSpec): Iterable<Mismatch> {
  const policy = 'tenant-webhook';
  const refused = exposure.remoteCalls === 'refused' ? [...refusedPaths, ...remoteCallPaths] : refusedPaths;
  const seen = { name: new Set<string>(), path: new Set<string>() };
  for (const [index, webhook] of webhooks.entries()) {
    for (const field of ['name', 'path'] as const) {
      const found = webhook[field];
      const pointer = `/webhooks/${index}/${field}`;
      const wanted = `a ${field} of its own, since another webhook has it`;
      if (seen[field].has(found)) yield { policy, pointer, found, wanted, fix: 'Change one of the two webhooks.' };
      seen[field].add(found);
    }
    const { path } = webhook;
    const taken = [...refused, ...peoplesPaths].find((other) => isWithin(path, other) || isWithin(other, path));
    if (taken === undefined) continue;
    yield {
      policy,
      pointer: `/webhooks/${index}/path`,
      found: path,
      wanted: `a path apart from ${taken}`,
      fix: 'Give the path that the module documents for callbacks.',
    };
  }
}
