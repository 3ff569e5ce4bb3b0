import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { longestPause } from '../../src/model/cron.ts';
import { backupPlanOf } from '../../src/stack/backup/plan.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { at, podsOf, rendered, type RenderedStack, statefulSet } from './rendered.ts';

const contract =
  (promises: TenantSpec['contract'], database: TenantSpec['database'] = {}) =>
  (spec: TenantSpec): void => {
    Object.assign(spec, { contract: promises, database });
  };

describe('the backup plan', () => {
  const plain = { engine: 'statefulset' } as const;
  it.each<[string, (spec: TenantSpec) => void, object]>([
    [
      'without a contract',
      () => {},
      { archiveSeconds: 300, synchronous: 'no', filesLossMinutes: 61, drillDeadlineSeconds: 43_200, archiveMonths: 0 },
    ],
    ['of a day', contract({ rpoMinutes: 1440 }), { archiveSeconds: 300, synchronous: 'no', filesLossMinutes: 61 }],
    ['of an hour', contract({ rpoMinutes: 60 }), { archiveSeconds: 300, synchronous: 'no', filesLossMinutes: 31 }],
    ['of six minutes', contract({ rpoMinutes: 6 }, { instances: 2 }), { archiveSeconds: 300, synchronous: 'no' }],
    ['of five minutes', contract({ rpoMinutes: 5 }), { archiveSeconds: 240, synchronous: 'no', filesLossMinutes: 4 }],
    [
      'of five minutes with two instances',
      contract({ rpoMinutes: 5 }, { instances: 2 }),
      { archiveSeconds: 240, synchronous: 'preferred' },
    ],
    [
      'of one minute with three instances',
      contract({ rpoMinutes: 1, filesRpoMinutes: 16 }, { instances: 3 }),
      { archiveSeconds: 60, synchronous: 'required', filesLossMinutes: 16 },
    ],
    ['of five minutes with the StatefulSet engine', contract({ rpoMinutes: 5 }, plain), { archiveSeconds: 180 }],
    [
      'with a recovery time and a retention',
      contract({ rtoMinutes: 240, retentionYears: 6 }),
      { drillDeadlineSeconds: 14_400, archiveMonths: 72, retentionDays: 30 },
    ],
    [
      'with schedules of the spec',
      (spec) => void (spec.backup = { schedule: '0 */4 * * *', retentionDays: 90, restoreDrill: '0 12 * * 3' }),
      { schedule: '0 */4 * * *', baseMinutes: 240, retentionDays: 90, drillSchedule: '0 12 * * 3' },
    ],
  ])('%s', (_, tweak, expected) => {
    expect(backupPlanOf(minimalTenant(tweak))).toMatchObject(expected);
  });

  it('is spread over the tenants, and stays for each as it is', () => {
    const plans = Array.from({ length: 500 }, (_, index) =>
      backupPlanOf(minimalTenant((spec) => void (spec.id = `tenant${index}`))),
    );
    for (const name of ['schedule', 'drillSchedule', 'archiveSchedule', 'filesSchedule'] as const) {
      const times = plans.map((plan) => plan[name]);
      expect(new Set(times).size, name).toBeGreaterThan(name === 'filesSchedule' ? 55 : 250);
    }
    for (const plan of plans) {
      expect(longestPause(plan.schedule)).toBe(1440);
      expect(longestPause(plan.drillSchedule)).toBe(7 * 1440);
      // Base backups in the night, drills after them.
      expect(Number(plan.schedule.split(' ')[1])).toBeLessThan(6);
      expect(Number(plan.drillSchedule.split(' ')[1])).toBeGreaterThanOrEqual(6);
    }
    expect(backupPlanOf(minimalTenant()).schedule).toBe(backupPlanOf(minimalTenant()).schedule);
  });
});

describe('CloudNativePG', () => {
  it('archives to the prefix of the tenant, encrypted, with the credentials of the tenant', () => {
    const stack = rendered((spec) => void (spec.backup = { schedule: '17 2 * * *', retentionDays: 45 }));
    expect(stack.find('ObjectStore backups')['spec']).toEqual({
      configuration: {
        destinationPath: 's3://backups/acme/database',
        endpointURL: 'https://s3.example.com',
        s3Credentials: {
          accessKeyId: { name: 'backup-store', key: 'ACCESS_KEY_ID' },
          secretAccessKey: { name: 'backup-store', key: 'ACCESS_SECRET_KEY' },
        },
        data: { compression: 'gzip', encryption: 'AES256', immediateCheckpoint: true, jobs: 2 },
        wal: { compression: 'gzip', encryption: 'AES256', maxParallel: 4 },
      },
      retentionPolicy: '45d',
      instanceSidecarConfiguration: {
        env: [
          { name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' },
          { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
          { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
        ],
        resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '250m', memory: '512Mi' } },
      },
    });
    expect(stack.find('ScheduledBackup database')['spec']).toEqual({
      schedule: '0 17 2 * * *',
      cluster: { name: 'database' },
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      target: 'prefer-standby',
      backupOwnerReference: 'self',
      immediate: true,
      suspend: false,
    });
  });

  it.each([
    ['preferred', 5],
    ['required', 1],
  ])('waits for a second instance, %s, with a recovery point of %d minutes', (dataDurability, rpoMinutes) => {
    const stack = rendered(contract({ rpoMinutes, filesRpoMinutes: 60 }, { instances: 3 }));
    expect(at(stack.find('Cluster database'), 'spec.postgresql.synchronous')).toEqual({
      method: 'any',
      number: 1,
      dataDurability,
    });
  });
});

const restored = (engine: 'cloudnative-pg' | 'statefulset') =>
  rendered((spec) => {
    spec.database = { engine, generation: 3, restoreFrom: { generation: 1, time: '2026-11-24T09:30:00Z' } };
  });

describe('a restore', () => {
  it('makes a new cluster from the archive of an earlier one, and gives it an archive of its own', () => {
    const cluster = restored('cloudnative-pg').find('Cluster database-3');
    expect(at(cluster, 'spec.bootstrap')).toEqual({
      recovery: {
        source: 'restored-from',
        database: 'odoo',
        owner: 'odoo',
        secret: { name: 'database-app' },
        recoveryTarget: { targetTime: '2026-11-24T09:30:00Z' },
      },
    });
    const reads = { barmanObjectName: 'backups', serverName: 'database' };
    expect(at(cluster, 'spec.externalClusters')).toEqual([
      { name: 'restored-from', plugin: { name: 'barman-cloud.cloudnative-pg.io', parameters: reads } },
    ]);
    expect(at(cluster, 'spec.plugins.0.parameters')).toEqual({ barmanObjectName: 'backups', serverName: 'database-3' });
  });

  it('of the StatefulSet engine fills a new volume before the server starts', () => {
    const stack = restored('statefulset');
    const pod = podsOf(stack)['StatefulSet database-3']!;
    const [restore, log] = at(pod, 'spec.initContainers') as readonly JsonObject[];
    expect(restore).toMatchObject({ name: 'restore', command: ['python3', '-B', '/opt/fleet/restore_base.py'] });
    expect(restore!['env']).toContainEqual({ name: 'FLEET_SERVER', value: 'database' });
    expect(restore!['env']).toContainEqual({ name: 'FLEET_TIME', value: '2026-11-24T09:30:00Z' });
    expect(log).toMatchObject({ name: 'log', restartPolicy: 'Always' });
    expect(log!['env']).toContainEqual({ name: 'FLEET_SERVER', value: 'database-3' });
    expect(log!['env']).toContainEqual({ name: 'FLEET_SOURCE', value: 'database' });
    const args = at(pod, 'spec.containers.0.args');
    expect(args).toContain('recovery_target_time=2026-11-24 09:30:00+00');
    expect(at(pod, 'spec.volumes.0')).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'database-3-data' },
    });
  });

  it('of the StatefulSet engine is told from the server before it, whose pod has the same labels', () => {
    const stack = restored('statefulset');
    const pods = podsOf(stack);
    expect(at(stack.find('Service database-3-rw'), 'spec.selector')).toMatchObject({
      'statefulset.kubernetes.io/pod-name': 'database-3-0',
    });
    // Base backups run on the node of the volume that they read.
    const labels = { 'fleet.aos/volume': 'database-3' };
    expect(at(pods['StatefulSet database-3']!, 'metadata.labels')).toMatchObject(labels);
    expect(at(pods['CronJob database-backup']!, 'spec.affinity.podAffinity')).toEqual({
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: labels }, topologyKey: 'kubernetes.io/hostname' },
      ],
    });
  });

  it.each(['cloudnative-pg', 'statefulset'] as const)('is what everything then uses: %s', (engine) => {
    const stack = restored(engine);
    const text = JSON.stringify(stack.objects);
    expect(text.match(/db_host = [a-z0-9-]+/g)).toEqual(['db_host = database-3-rw']);
    expect(at(stack.find('Deployment odoo-web'), 'spec.template.spec.volumes')).toContainEqual({
      name: 'database-ca',
      secret: { secretName: 'database-3-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    });
    expect(text.match(/"database-(rw|data|config|server)"/g)).toBeNull();
    const job = stack.find('Job filestore-restore-');
    expect(at(job, 'spec.template.spec.containers.0.env')).toContainEqual({
      name: 'FLEET_TIME',
      value: '2026-11-24T09:30:00Z',
    });
    const claims = (of: RenderedStack) =>
      Number(at(of.find('ResourceQuota tenant'), 'spec.hard.persistentvolumeclaims'));
    // The old volumes stay until somebody deletes them.
    expect(claims(stack)).toBeGreaterThan(claims(rendered(engine === 'statefulset' ? statefulSet : () => {})));
  });
});

describe('the jobs', () => {
  const stack = rendered((spec) => {
    statefulSet(spec);
    spec.contract = { retentionYears: 6 };
  });

  it('are the ones that the contract and the engine need', () => {
    const jobs = (of: RenderedStack) => of.names.filter((name) => /^(CronJob|Job (database|filestore))/.test(name));
    expect(jobs(stack)).toEqual([
      'CronJob database-backup',
      expect.stringMatching(/^Job database-backup-/),
      'CronJob filestore-backup',
      'CronJob archive-backup',
      'CronJob restore-drill',
    ]);
    expect(jobs(rendered())).toEqual(['CronJob filestore-backup', 'CronJob restore-drill']);
    const without = rendered(
      () => {},
      ({ clusters: [cluster] }) => void delete cluster!.objectStore,
    );
    expect(jobs(without)).toEqual([]);
  });

  it('never run twice at once, and not for a tenant that is stopped', () => {
    const stopped = rendered((spec) => {
      statefulSet(spec);
      spec.lifecycle = 'suspended';
    });
    for (const [of, suspend] of [
      [stack, false],
      [stopped, true],
    ] as const) {
      for (const job of of.objects.filter(({ kind }) => kind === 'CronJob')) {
        expect(job['spec']).toMatchObject({ concurrencyPolicy: 'Forbid', timeZone: 'Etc/UTC', suspend });
      }
    }
    const cloud = rendered((spec) => void (spec.lifecycle = 'suspended'));
    expect(at(cloud.find('ScheduledBackup database'), 'spec.suspend')).toBe(true);
  });

  it('read what they copy, and cannot change it', () => {
    for (const [name, volume] of [
      ['CronJob filestore-backup', 'filestore'],
      ['CronJob archive-backup', 'filestore'],
      ['CronJob database-backup', 'data'],
    ] as const) {
      const mounts = at(podsOf(stack)[name]!, 'spec.containers.0.volumeMounts') as readonly JsonObject[];
      expect(
        mounts.find((mount) => mount['name'] === volume),
        name,
      ).toMatchObject({ readOnly: true });
    }
  });

  it('restore for the drill into a claim that goes with the pod', () => {
    const pod = podsOf(stack)['CronJob restore-drill']!;
    expect(at(pod, 'spec.volumes.2.ephemeral.volumeClaimTemplate.spec')).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'block',
      resources: { requests: { storage: '27Gi' } },
    });
    const names = ['initContainers', 'containers'].flatMap((list) =>
      (at(pod, `spec.${list}`) as readonly JsonObject[]).map((container) => container['name']),
    );
    expect(names).toEqual(['fetch', 'log', 'check', 'files']);
    // A drill reads the store and nothing else: it mounts no volume of the tenant.
    expect(JSON.stringify(pod)).not.toContain('persistentVolumeClaim');
  });
});
