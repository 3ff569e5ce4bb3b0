/** Policies of other kinds that decide about connections too, and that this engine does not model. */
import type { JsonObject } from '../model/manifest.ts';
import { describe, Unreadable } from './inconclusive.ts';

const modelled = 'networking.k8s.io/v1';

/** Whose pods each may open or close. Calico and Antrea have a kind `NetworkPolicy` of their own. */
const scopes: ReadonlyMap<unknown, 'namespace' | 'cluster'> = new Map([
  ['AdminNetworkPolicy', 'cluster'],
  ['BaselineAdminNetworkPolicy', 'cluster'],
  ['CiliumClusterwideNetworkPolicy', 'cluster'],
  ['CiliumNetworkPolicy', 'namespace'],
  ['ClusterNetworkPolicy', 'cluster'],
  ['EgressFirewall', 'namespace'],
  ['GlobalNetworkPolicy', 'cluster'],
  ['MultiNetworkPolicy', 'namespace'],
  ['NetworkPolicy', 'namespace'],
]);

export function foreignScope({ kind }: JsonObject): 'namespace' | 'cluster' | undefined {
  return scopes.get(kind);
}

/** @throws {Unreadable} for a policy of another kind or API. */
export function mustBeModelled({ apiVersion, kind }: JsonObject): void {
  if (!scopes.has(kind) || (kind === 'NetworkPolicy' && apiVersion === modelled)) return;
  const message = `kind is ${String(kind)} of ${describe(apiVersion)}, must be NetworkPolicy of ${modelled} to be understood`;
  throw new Unreadable('/kind', message);
}
