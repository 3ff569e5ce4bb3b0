/** Counts the pairs of tenants that one pair stands for. */
import type { TenantObjects } from '../model/isolation.ts';

/** Of ordered pairs: a group with itself, or two groups. */
export function pairsLike(from: TenantObjects, to: TenantObjects): number {
  return from.group === to.group ? from.alike * (from.alike - 1) : from.alike * to.alike;
}

/** A sentence's end that tells of all pairs; nothing for a single one. */
export function alsoBetween(from: TenantObjects, to: TenantObjects): string {
  const pairs = pairsLike(from, to);
  return pairs > 1 ? `; ${pairs.toLocaleString('en')} pairs of tenants are in this state` : '';
}

export function alsoAt({ alike }: TenantObjects): string {
  return alike > 1 ? `; ${alike.toLocaleString('en')} tenants are in this state` : '';
}
