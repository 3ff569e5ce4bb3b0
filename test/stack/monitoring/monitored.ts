/** A cluster with monitoring. */
import type { FleetDocuments } from '../../minimal-tenant.ts';

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
