/** Every alert of a tenant. */
import type { Stack } from '../../part.ts';
import type { Protection } from '../../protection.ts';
import type { Alert, Watched } from '../alert.ts';
import { archiveAlerts, databaseAlerts } from './database.ts';
import { certificateAlert, domainAlerts } from './exposure.ts';
import { namespaceAlerts } from './namespace.ts';
import { odooAlerts } from './odoo.ts';
import { protectionAlerts } from './protection.ts';
import { ownSeries } from '../own-series.ts';

/**
 * A stopped tenant has no pods whose silence would mean anything; its domains and certificates stay. Of one that leaves, its
 * last backup and what that is made of.
 */
export function alertsOf(stack: Stack, protection: Protection): readonly Alert[] {
  const watched: Watched = { stack, own: ownSeries(stack), protection };
  if (stack.state === 'closing') {
    return [...archiveAlerts(watched), ...protectionAlerts(watched), certificateAlert(watched)];
  }
  if (!stack.running) return [certificateAlert(watched)];
  return [
    ...odooAlerts(watched),
    ...databaseAlerts(watched),
    ...protectionAlerts(watched),
    ...namespaceAlerts(watched),
    ...domainAlerts(watched),
    certificateAlert(watched),
  ];
}
