/**
 * Which claims policies must see. Most are of something that one tenant alone takes, and break no rule that compares tenants;
 * so of ten thousand tenants the few claims are enough that meet another's, or that a policy looks at one by one.
 */
import type { Claim } from '../model/policy.ts';
import { folderOf, isInFolder } from './backup-prefixes.ts';
import { volumeKey } from './shared-volumes.ts';

/** What a claim has in common with another tenant's when a policy compares the two. */
export interface Contest {
  readonly takes: readonly string[];
  /** Meets another's that takes it: a host name, the wildcards that cover it. */
  readonly meets?: readonly string[];
}

/**
 * `always`: policies look at it whatever others claim.
 * @param common keys that tenants may have in common.
 */
export function contestOf(claim: Claim, common: ReadonlySet<string>): Contest | 'always' {
  const { kind, cluster, value } = claim;
  switch (kind) {
    case 'cpu':
    case 'memory':
    case 'storage':
    case 'backup-source':
      return 'always';
    case 'backup-prefix':
      return isInFolder(value) ? { takes: [`backup ${folderOf(value).join('/')}`] } : 'always';
    case 'host':
      return { takes: [`host ${value}`], meets: wildcardsOver(value).map((wildcard) => `host ${wildcard}`) };
    case 'volume':
    case 'cluster-volume':
      return { takes: [`volume ${volumeKey(claim)}`] };
    case 'flux-name':
    case 'joined-name':
    case 'namespace':
      return { takes: [`name ${cluster} ${kind} ${value}`] };
    case 'age-recipient':
      return common.has(value) ? { takes: [] } : { takes: [`secret ${kind} ${value}`] };
    case 'remote-secret':
    case 'sealed-value':
      return { takes: [`secret ${kind} ${value}`] };
  }
}

/** At any depth. */
function wildcardsOver(host: string): readonly string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
}
