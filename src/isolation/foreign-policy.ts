/** Policies of other kinds that decide about connections too, and that this engine does not model. */
import type { JsonObject } from '../model/manifest.ts';
import { connectionPolicyKinds, modelledPolicies } from '../model/policy-kinds.ts';
import { describe, Unreadable } from './inconclusive.ts';

export function foreignScope({ kind }: JsonObject): 'namespace' | 'cluster' | undefined {
  return connectionPolicyKinds.get(kind);
}

/** @throws {Unreadable} for a policy of another kind or API. */
export function mustBeModelled({ apiVersion, kind }: JsonObject): void {
  if (!connectionPolicyKinds.has(kind) || (kind === 'NetworkPolicy' && apiVersion === modelledPolicies)) return;
  const message = `kind is ${String(kind)} of ${describe(apiVersion)}, must be NetworkPolicy of ${modelledPolicies} to be understood`;
  throw new Unreadable('/kind', message);
}
