import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../../src/model/specs.ts';
import { readPromql } from '../../../src/policies/promql.ts';
import { podsOf } from '../../../src/stack/capacity.ts';
import { alertsOf } from '../../../src/stack/monitoring/alerts/index.ts';
import { ruleOf } from '../../../src/stack/monitoring/rules.ts';
import { thresholdsOf } from '../../../src/stack/monitoring/thresholds.ts';
import { stackOf } from '../../../src/stack/part.ts';
import { type Protection, protectionOf } from '../../../src/stack/protection.ts';
import { sizeOf } from '../../../src/stack/sizing.ts';
import { anyTenant } from '../any-tenant.ts';
import { minimalFleet } from '../../minimal-tenant.ts';
import { closing, rendered, statefulSet } from '../rendered.ts';
import { fullProtection, monitoredStack, monitoring, runbooks } from './monitored.ts';

const always = [
  'OdooDown',
  'OdooSlow',
  'OdooMetricsMissing',
  'OdooCronStuck',
  'OdooMailQueueStuck',
  'OdooQueueJobsStuck',
  'OdooPodsMissing',
  'DatabaseDown',
  'DatabaseConnectionsNearLimit',
  'DatabaseLongTransaction',
  'DatabaseXidWraparound',
  'ContainerRestarting',
  'ContainerOutOfMemory',
  'VolumeAlmostFull',
  'VolumeFillingUp',
  'MigrationFailed',
  'MigrationRunningLong',
  'QuotaNearLimit',
  'DomainDown',
  'DomainSlow',
  'CertificateExpiring',
];
const replicated = ['DatabaseReplicationLag', 'DatabaseNoReplica'];
const jobs = ['BackupTooOld', 'RestoreDrillFailed', 'RestoreDrillTooOld'];

interface Case {
  readonly name: string;
  readonly tenant: (spec: TenantSpec) => void;
  readonly protection: Protection;
  readonly alerts: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'small', tenant: () => {}, protection: { jobs: [] }, alerts: always },
  {
    name: 'medium',
    tenant: (spec) => void (spec.plan = 'medium'),
    protection: { jobs: [] },
    alerts: [...always, ...replicated],
  },
  {
    name: 'large and protected',
    tenant: (spec) => void (spec.plan = 'large'),
    protection: fullProtection,
    alerts: [...always, ...replicated, ...jobs, 'FinalBackupFailed', 'WalArchivingFailing'],
  },
  {
    name: 'of the StatefulSet engine',
    tenant: statefulSet,
    protection: { jobs: fullProtection.jobs },
    alerts: [...always, ...jobs],
  },
  {
    name: 'leaving, before its final backup is confirmed',
    tenant: closing,
    protection: fullProtection,
    alerts: [...jobs, 'FinalBackupFailed', 'WalArchivingFailing', 'CertificateExpiring'],
  },
  ...(['suspended', 'offboarding'] as const).map((lifecycle) => ({
    name: lifecycle,
    tenant: (spec: TenantSpec) => void (spec.lifecycle = lifecycle),
    protection: fullProtection,
    alerts: ['CertificateExpiring'],
  })),
];

describe('the alerts of a tenant', () => {
  it.each(cases)('are, when it is $name', ({ tenant, protection, alerts }) => {
    const names = alertsOf(monitoredStack(tenant), protection).map(({ name }) => name);
    expect([...new Set(names)].toSorted()).toEqual(alerts.toSorted());
  });

  it('are PromQL about the tenant alone, whatever the tenant', () => {
    assert(
      property(anyTenant, ({ tenant, fleet }) => {
        const stack = stackOf(tenant, fleet, sizeOf(tenant));
        for (const { name, expr } of alertsOf(stack, fullProtection))
          expect(readPromql(expr, stack.namespace), `${name}: ${expr}`).toEqual({ readable: true, foreign: [] });
      }),
    );
  });

  it('become rules that say whose they are, how bad, and what to do', () => {
    const [alert] = alertsOf(monitoredStack(), { jobs: [] });
    expect(ruleOf(monitoredStack(), alert!, runbooks)).toEqual({
      alert: 'OdooDown',
      expr: 'max(odoo_up{namespace="tenant-acme"}) == 0 unless max(odoo_migration_running{namespace="tenant-acme"}) == 1',
      for: '5m',
      labels: { namespace: 'tenant-acme', tenant: 'acme', severity: 'critical' },
      annotations: {
        summary: 'acme: Odoo does not answer inside the cluster.',
        description: 'Users see errors or nothing at all.',
        runbook_url: `${runbooks}#odoodown`,
      },
    });
  });

  it('wake nobody for a staging copy', () => {
    const stack = monitoredStack((spec) => Object.assign(spec, { environment: 'staging', stagingOf: 'globex' }));
    const rules = alertsOf(stack, fullProtection).map((alert) => ruleOf(stack, alert, runbooks));
    expect(new Set(rules.map(({ labels }) => (labels as { severity: string }).severity))).toEqual(new Set(['warning']));
  });

  it('speak in sentences', () => {
    for (const { name, summary, description } of alertsOf(monitoredStack(), fullProtection)) {
      expect(summary, name).toMatch(/^(\S.*)\.$/);
      expect(description, name).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('know of backups only what the stack makes', () => {
    const jobsOf = (tweak?: (spec: TenantSpec) => void): readonly string[] => {
      const stack = rendered(tweak, monitoring);
      const made = stack.objects
        .filter(({ kind }) => kind === 'CronJob')
        .map(({ metadata }) => (metadata as { name: string }).name);
      const watched = protectionOf(stackOf(stack.tenant, minimalFleet(monitoring), sizeOf(stack.tenant))).jobs;
      expect(watched.map(({ name }) => name).toSorted()).toEqual(made.toSorted());
      for (const { maxAgeSeconds, maxRunSeconds } of watched)
        expect(Math.min(maxAgeSeconds, maxRunSeconds)).toBeGreaterThan(0);
      return made;
    };
    expect(jobsOf()).toContain('restore-drill');
    expect(jobsOf(statefulSet)).toContain('database-backup');
    expect(jobsOf((spec) => void (spec.contract.retentionYears = 6))).toContain('archive-backup');
  });

  it.each([
    ['cloudnative-pg', () => {}, []],
    ['statefulset', statefulSet, ['database-backup']],
  ] as const)('watch the final backup of a tenant that leaves, and what still runs: %s', (_, engine, running) => {
    const stack = rendered((spec) => {
      engine(spec);
      closing(spec);
    }, monitoring);
    const { jobs: watched, final } = protectionOf(
      stackOf(stack.tenant, minimalFleet(monitoring), sizeOf(stack.tenant)),
    );
    expect(watched.map(({ name }) => name)).toEqual(running);
    expect(
      stack.objects.filter(({ kind, spec }) => kind === 'CronJob' && !(spec as { suspend: boolean }).suspend),
    ).toHaveLength(running.length);
    expect(stack.find(`Job ${final}-`)).toBeDefined();
  });
});

describe('thresholds', () => {
  it('leave to Odoo what Odoo ends itself', () => {
    const slow = monitoredStack((spec) => {
      spec.odoo.config = { limit_time_real_cron: 10_000, limit_time_real: 600 };
    });
    expect(thresholdsOf(slow)).toMatchObject({ cronOverdueSeconds: 10_900, transactionSeconds: 10_600 });
  });

  it('keep a tenant that runs as it should below its quota, whatever its size', () => {
    assert(
      property(anyTenant, ({ tenant, fleet }) => {
        const size = sizeOf(tenant);
        const stack = stackOf(tenant, fleet, size);
        const running: Record<string, number> = {
          web: size.web.replicas,
          cron: 1,
          metrics: 1,
          migration: 0,
          'acme-solver': 0,
          'earlier-database': size.database.instances,
          // At most one of them at a time, besides the restore that nothing else runs beside.
          'filestore-backup': 1,
          'restore-drill': 0,
          'database-backup': 0,
          'archive-backup': 0,
          'filestore-restore': 0,
          'final-backup': 0,
          database: size.database.instances,
        };
        const sum = (count: (name: string, most: number) => number, of: 'cpuRequest' | 'memoryLimit') =>
          podsOf(stack).reduce((total, pod) => total + count(pod.name, pod.count) * pod.resources[of], 0);
        for (const of of ['cpuRequest', 'memoryLimit'] as const) {
          const share = sum((name) => running[name]!, of) / sum((_, most) => most, of);
          expect(share).toBeLessThan(thresholdsOf(stack).quotaShare);
        }
      }),
    );
  });
});
