/** Statuses for tests to show. */
import type { FleetStatus, TenantStatus } from '../../src/model/status.ts';

const digest = (digit: string): string => `latest@sha256:${digit.repeat(64)}`;

export const ready: TenantStatus = {
  tenant: 'acme',
  cluster: 'eu-1',
  state: 'ready',
  reason: 'Ready',
  message: '',
  since: '2026-11-24T09:00:00Z',
  lifecycle: 'active',
  release: { wanted: '19.0-1', running: '19.0-1' },
  revision: { wanted: digest('a'), applied: digest('a') },
  workloads: [
    { name: 'odoo-web', release: '19.0-1', ready: 2, wanted: 2 },
    { name: 'database', release: '19.0-1', ready: 3, wanted: 3 },
  ],
};

export const failing: TenantStatus = {
  ...ready,
  tenant: 'birch',
  state: 'failing',
  part: 'app',
  reason: 'HealthCheckFailed',
  message: 'timeout waiting for: [Deployment/tenant-birch/odoo-web status: InProgress]',
  since: '2026-11-24T11:15:00Z',
  release: { wanted: '19.0-2' },
  revision: { wanted: digest('b'), applied: digest('a') },
};

export const unknown: TenantStatus = {
  tenant: 'cedar',
  cluster: 'eu-2',
  state: 'unknown',
  reason: 'Refused',
  message: 'https://eu-2: the connection was refused (ECONNREFUSED)',
  lifecycle: 'suspended',
  release: { wanted: '19.0-1' },
  revision: {},
  workloads: [],
};

export const mixed: FleetStatus = {
  time: '2026-11-24T12:00:00Z',
  tenants: [failing, unknown, ready],
  clusters: [
    { cluster: 'eu-1', context: 'eu-1', isReached: true, revision: `main@sha1:${'c'.repeat(40)}`, troubles: [] },
    { cluster: 'eu-2', context: 'admin', isReached: false, troubles: [unknown.message] },
  ],
};

export const allReady: FleetStatus = { ...mixed, tenants: [ready], clusters: mixed.clusters.slice(0, 1) };

/** A cluster that says this wherever it can. */
export function hostile(text: string): FleetStatus {
  return {
    time: mixed.time,
    tenants: [
      {
        tenant: text,
        cluster: 'eu-1',
        state: 'failing',
        part: text,
        reason: text,
        message: text,
        release: { wanted: text, running: text },
        revision: { wanted: text, applied: text },
        workloads: [{ name: text, release: text, ready: 1, wanted: 2 }],
      },
    ],
    clusters: [{ cluster: text, context: text, isReached: true, revision: text, troubles: [text] }],
  };
}
