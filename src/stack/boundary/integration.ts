/** What the parts that enforce outbound destinations know of them. */
import type { ResolvedTenantSpec } from '../../model/specs.ts';
import type { Component } from '../names.ts';
import type { Stack } from '../part.ts';

export type Integration = ResolvedTenantSpec['integrations'][number];
export type NamedIntegration = Integration & { readonly host: string };

/** The pods that reach integrations. */
export const callers: readonly Component[] = ['web', 'cron'];

export function namedIntegrations({ tenant }: Stack): readonly NamedIntegration[] {
  return tenant.spec.integrations.filter((each): each is NamedIntegration => each.host !== undefined);
}

/** `host:port` of every destination that the proxy may permit the tenant, for the annotation that it reads. */
export function proxiedHosts(stack: Stack): readonly string[] {
  if (stack.tenant.cluster.egress.mechanism !== 'egress-gateway') return [];
  const hosts = namedIntegrations(stack).flatMap(({ host, ports }) => ports.map((number) => `${host}:${number}`));
  return [...new Set(hosts)].toSorted();
}

export function purposeOf({ fleet }: Stack, { purpose }: Integration): Readonly<Record<string, string>> {
  return { [`${fleet.spec.labelPrefix}/purpose`]: purpose };
}
