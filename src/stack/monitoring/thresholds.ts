/** Every number that decides whether something is an alert, in one place. Times in seconds, shares from 0 to 1. */
import type { Stack } from '../part.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export interface Thresholds {
  /** Answer of `/web/health`, which waits for a free web worker. */
  readonly healthSeconds: number;
  /** A request of the blackbox exporter, with name resolution and TLS. */
  readonly domainSeconds: number;
  readonly cronOverdueSeconds: number;
  readonly mailOverdueSeconds: number;
  readonly jobOverdueSeconds: number;
  readonly transactionSeconds: number;
  readonly restartsPerHour: number;
  readonly connectionShare: number;
  readonly replicationLagSeconds: number;
  /** Transactions since the oldest frozen one; PostgreSQL stops at 2.1 thousand million. */
  readonly xidAge: number;
  /** Free share of a volume: below it there is an alert now. */
  readonly volumeFreeShare: number;
  /** Free share below which a volume that will be full within `volumeFullInSeconds` is an alert. */
  readonly volumeWatchedShare: number;
  readonly volumeFullInSeconds: number;
  readonly certificateSeconds: number;
  readonly quotaShare: number;
}

/** Shares of a cluster's tenants. */
export const fleetThresholds = {
  down: 0.1,
  /** Of all, suspended ones among them, which are not measured. */
  unmeasured: 0.5,
} as const;

export function thresholdsOf({ tenant }: Stack): Thresholds {
  const { limit_time_real, limit_time_real_cron } = tenant.spec.odoo.config;
  return {
    healthSeconds: 2,
    domainSeconds: 3,
    // An action counts as overdue while it runs, and with one thread the others wait for it.
    cronOverdueSeconds: limit_time_real_cron + 15 * minute,
    // Odoo sends its queue once an hour.
    mailOverdueSeconds: 2 * hour,
    jobOverdueSeconds: 30 * minute,
    // What Odoo itself would have ended.
    transactionSeconds: Math.max(limit_time_real, limit_time_real_cron) + 10 * minute,
    restartsPerHour: 3,
    connectionShare: 0.9,
    replicationLagSeconds: 5 * minute,
    xidAge: 500_000_000,
    volumeFreeShare: 0.1,
    volumeWatchedShare: 0.3,
    volumeFullInSeconds: 4 * day,
    // cert-manager renews after two thirds of the time: 30 days before the end of a certificate of 90.
    certificateSeconds: 14 * day,
    // The quota is made for the most pods that a rollout needs, so a running tenant is far from it.
    quotaShare: 0.95,
  };
}
