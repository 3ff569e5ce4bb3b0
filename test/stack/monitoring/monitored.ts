/** Stacks on a cluster with monitoring, and what protects their data. */
import { sizeOf } from '../../../src/stack/sizing.ts';
import { type Stack, stackOf } from '../../../src/stack/part.ts';
import type { Protection } from '../../../src/stack/protection.ts';
import type { TenantSpec } from '../../../src/model/specs.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../../minimal-tenant.ts';

export const runbooks = 'https://runbooks.example.com/alerts.md';

/** Gives the cluster monitoring. */
export function monitoring({ clusters: [cluster] }: FleetDocuments): void {
  cluster!.monitoring = {
    namespace: 'monitoring',
    podLabels: { 'app.kubernetes.io/name': 'prometheus' },
    selectorLabels: { release: 'prometheus' },
    blackbox: { address: 'blackbox.monitoring.svc:9115' },
    runbooks,
  };
}

export function monitoredStack(tweak: (spec: TenantSpec) => void = () => {}): Stack {
  const fleet = minimalFleet(monitoring);
  const tenant = minimalTenant(tweak, fleet);
  return stackOf(tenant, fleet, sizeOf(tenant));
}

/** Everything that can protect a tenant. */
export const fullProtection: Protection = {
  archive: { maxAgeSeconds: 93_600, rpoSeconds: 900 },
  jobs: [
    { name: 'filestore-backup', purpose: 'backup', maxAgeSeconds: 93_600, maxRunSeconds: 7200 },
    { name: 'restore-drill', purpose: 'drill', maxAgeSeconds: 2_700_000, maxRunSeconds: 14_400 },
  ],
  final: 'final-backup',
};
