/** Checks that staging tenants, and they alone, belong to a production tenant, and are cut off from everybody else. */
import type { SourceDocument } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { Mismatch } from './mismatch.ts';
import { tooWideForClients } from './networks.ts';
import type { Problem } from './problem.ts';

export interface StagingContext {
  readonly spec: ResolvedTenantSpec;
  readonly document: SourceDocument;
}

export function* checkStaging({ spec, document }: StagingContext): Iterable<Mismatch | Problem> {
  if (spec.environment === 'staging' && spec.stagingOf === undefined) {
    yield {
      policy: 'tenant-staging',
      place: document.locate('/environment'),
      pointer: '/stagingOf',
      message: 'stagingOf is missing, must be given for environment staging',
      wanted: 'the id of the production tenant',
      fix: 'Add stagingOf with the id of the production tenant.',
    };
  }
  if (spec.environment === 'production' && spec.stagingOf !== undefined) {
    yield {
      policy: 'tenant-staging',
      pointer: '/stagingOf',
      found: spec.stagingOf,
      wanted: 'left out for environment production',
      fix: 'Remove stagingOf, or set environment to staging.',
    };
  }
}

/** Whatever production reaches and is reached by, a copy of its data must not be taken for it. */
export function* checkCutOff(spec: ResolvedTenantSpec): Iterable<Mismatch> {
  if (spec.environment !== 'staging') return;
  const policy = 'tenant-staging-cut-off';
  for (const field of ['integrations', 'webhooks'] as const) {
    if (spec[field].length === 0) continue;
    yield {
      policy,
      pointer: `/${field}`,
      found: 'given',
      wanted: 'left out for environment staging',
      fix: `Remove ${field}: what is tried with real systems outside is tried in production.`,
    };
  }
  if (spec.dataClassification === 'pii' || spec.dataClassification === 'phi') yield* checkClients(spec);
}

function* checkClients({ dataClassification, exposure }: ResolvedTenantSpec): Iterable<Mismatch> {
  const place = { policy: 'tenant-staging-cut-off', pointer: '/exposure/allowedCidrs' };
  const fix =
    'Write exposure: { allowedCidrs: [...] } with the networks of those who test, such as the office and the VPN.';
  const { allowedCidrs } = exposure;
  if (allowedCidrs === undefined) {
    yield { ...place, found: 'missing', wanted: `given for a staging tenant with ${dataClassification}`, fix };
  }
  for (const [index, cidr] of (allowedCidrs ?? []).entries()) {
    const shortest = tooWideForClients(cidr);
    if (shortest === undefined) continue;
    const wanted = `a network of at least /${shortest} for a staging tenant with ${dataClassification}`;
    yield { ...place, pointer: `${place.pointer}/${index}`, found: cidr, wanted, fix };
  }
}
