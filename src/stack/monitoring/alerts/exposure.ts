/** Alerts about how the tenant is reached from outside: its domains and certificates. */
import type { Alert, Watched } from '../alert.ts';
import { thresholdsOf } from '../thresholds.ts';

export function domainAlerts({ stack, own }: Watched): readonly Alert[] {
  const migrating = `max(${own('odoo_migration_running')}) == 1`;
  return [
    {
      name: 'DomainDown',
      severity: 'critical',
      expr: `max by (instance) (${own('probe_success')}) == 0 unless on () ${migrating}`,
      for: '5m',
      summary: '{{ $labels.instance }} does not answer from outside.',
      description: 'Users cannot reach the tenant by this address.',
    },
    {
      name: 'DomainSlow',
      severity: 'warning',
      expr: `max by (instance) (quantile_over_time(0.9, ${own('probe_duration_seconds')}[15m])) > ${thresholdsOf(stack).domainSeconds}`,
      for: '15m',
      summary: '{{ $labels.instance }} takes {{ $value | humanizeDuration }} to answer from outside.',
      description: 'Users wait, although Odoo itself may be fast.',
    },
  ];
}

/** Also of a stopped tenant: its domains stay. Probes see what is served, cert-manager also what is not. */
export function certificateAlert({ stack, own }: Watched): Alert {
  const { certificateSeconds } = thresholdsOf(stack);
  const known = `max by (name) (${own('certmanager_certificate_expiration_timestamp_seconds')})`;
  const served = `max by (instance) (${own('probe_ssl_earliest_cert_expiry')})`;
  return {
    name: 'CertificateExpiring',
    severity: 'critical',
    expr: `(${known} or ${served}) - time() < ${certificateSeconds}`,
    for: '1h',
    summary: 'Certificate {{ $labels.name }}{{ $labels.instance }} ends in {{ $value | humanizeDuration }}.',
    description: 'Renewal has failed so far; browsers will refuse the address afterwards.',
  };
}
