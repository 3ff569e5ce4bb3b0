import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { at, closing, nameOf, plainCluster, podsOf, rendered, type RenderedStack, statefulSet } from './rendered.ts';

describe.each(['suspended', 'offboarding'] as const)('a tenant that is %s', (lifecycle) => {
  const stop = (spec: TenantSpec) => {
    spec.lifecycle = lifecycle;
    spec.odoo.replicas = 2;
  };
  const running = rendered((spec) => void (spec.odoo.replicas = 2));
  const stopped = rendered(stop);

  it('runs no pod but its page', () => {
    expect(at(stopped.find('Deployment odoo-web'), 'spec.replicas')).toBe(0);
    expect(at(stopped.find('Deployment odoo-cron'), 'spec.replicas')).toBe(0);
    expect(at(stopped.find('Cluster database'), 'metadata.annotations')).toEqual({
      'cnpg.io/hibernation': 'on',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
    const plain = rendered((spec) => {
      statefulSet(spec);
      spec.lifecycle = lifecycle;
    }, plainCluster);
    expect(at(plain.find('StatefulSet database'), 'spec.replicas')).toBe(0);
  });

  it('has a page in place of the migration, which has no database to migrate, and the disruption budget', () => {
    const missing = running.names.filter((name) => !stopped.names.includes(name));
    expect(missing).toEqual([expect.stringMatching(/^Job odoo-migrate-/), 'PodDisruptionBudget odoo-web']);
    expect(stopped.names.filter((name) => !running.names.includes(name))).toEqual([
      'NetworkPolicy page-from-gateway',
      'ConfigMap suspended-page',
      'Deployment suspended-page',
      'Service suspended-page',
    ]);
  });

  it('keeps its data, its walls and what its pods would be', () => {
    expect(stopped.find('PersistentVolumeClaim odoo-filestore')).toEqual(
      running.find('PersistentVolumeClaim odoo-filestore'),
    );
    expect(stopped.find('Cluster database')['spec']).toEqual(running.find('Cluster database')['spec']);
    const walls = stopped.parts.boundary.filter((manifest) => at(manifest, 'metadata.name') !== 'page-from-gateway');
    expect(walls).toEqual(running.parts.boundary);
    const { 'Deployment suspended-page': page, ...pods } = podsOf(stopped);
    expect(page).toBeDefined();
    expect(pods).toEqual(Object.fromEntries(Object.entries(podsOf(running)).filter(([name]) => name in pods)));
  });
});

describe.each([
  ['cloudnative-pg', () => {}],
  ['statefulset', statefulSet],
] as const)('a tenant that leaves, with engine %s', (engine, tweak) => {
  const leaving = (change: Partial<NonNullable<TenantSpec['offboarding']>> = {}, cluster?: typeof plainCluster) =>
    rendered((spec) => {
      tweak(spec);
      closing(spec);
      Object.assign(spec.offboarding!, change);
    }, cluster);
  const finalObjects = (stack: RenderedStack) =>
    stack.names.filter((name) => /^Job (final|database)-backup-|^Backup /.test(name));
  const databaseUp = (stack: RenderedStack) =>
    engine === 'statefulset'
      ? at(stack.find('StatefulSet database'), 'spec.replicas') === 1
      : !JSON.stringify(stack.find('Cluster database')['metadata']).includes('hibernation');

  it('is backed up a last time: Odoo stopped, its database running', () => {
    const stack = leaving();
    expect(at(stack.find('Deployment odoo-web'), 'spec.replicas')).toBe(0);
    expect(at(stack.find('Deployment odoo-cron'), 'spec.replicas')).toBe(0);
    expect(stack.names.filter((name) => name.startsWith('Job odoo-migrate'))).toEqual([]);
    expect(databaseUp(stack)).toBe(true);
    expect(finalObjects(stack)).toEqual(
      engine === 'statefulset'
        ? [expect.stringMatching(/^Job database-backup-/), expect.stringMatching(/^Job final-backup-/)]
        : ['Backup database-final', expect.stringMatching(/^Job final-backup-/)],
    );
  });

  it('goes on with base backups and stops what has nothing to do any more', () => {
    const stack = leaving({}, ({ clusters: [cluster] }) => void delete cluster!.monitoring);
    const suspended = stack.objects.flatMap((manifest) => {
      const isScheduled = manifest['kind'] === 'CronJob' || manifest['kind'] === 'ScheduledBackup';
      return isScheduled ? [[nameOf(manifest), at(manifest, 'spec.suspend')]] : [];
    });
    expect(Object.fromEntries(suspended)).toEqual({
      [engine === 'statefulset' ? 'CronJob database-backup' : 'ScheduledBackup database']: false,
      'CronJob filestore-backup': true,
      'CronJob restore-drill': true,
    });
  });

  it('takes another base backup than the first one, which may still be there', () => {
    if (engine === 'cloudnative-pg') return;
    const [final] = finalObjects(leaving());
    expect(finalObjects(rendered(tweak))).not.toContain(final);
  });

  it('dumps and copies only after Odoo has stopped, keeps that apart, and tries again every day', () => {
    const job = leaving().find('Job final-backup-');
    const containers = ['initContainers', 'containers'].flatMap(
      (list) => at(job, `spec.template.spec.${list}`) as readonly JsonObject[],
    );
    expect(containers.map(({ name }) => name)).toEqual(['stopped', 'tools', 'database', 'files']);
    expect(containers[0]!['command']).toEqual(['/bin/sh', '/opt/fleet/wait_stopped.sh']);
    for (const { env } of containers.slice(2)) expect(env).toContainEqual({ name: 'FLEET_TAG', value: 'final' });
    expect(at(job, 'spec.ttlSecondsAfterFinished')).toBe(86_400);
    expect(at(job, 'metadata.annotations')).toEqual({ 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' });
  });

  it.each([
    ['its final backup is confirmed', { backupConfirmed: '2026-03-02' }, undefined],
    ['it needs none', { withoutBackup: 'Invented data.' }, undefined],
    ['there is no object store', {}, ({ clusters: [cluster] }: FleetDocuments) => void delete cluster!.objectStore],
    ['its data is to go', { backupConfirmed: '2026-03-02', deleteData: 'acme' }, undefined],
  ] as const)('stops its database when %s', (_, change, cluster) => {
    const stack = leaving(change, cluster);
    expect(databaseUp(stack)).toBe(false);
    expect(finalObjects(stack)).toEqual([]);
  });
});

describe('a running tenant', () => {
  it('does not hibernate', () => {
    expect(at(rendered().find('Cluster database'), 'metadata.annotations')).toEqual({
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  it.each([
    [1, undefined],
    [2, { maxUnavailable: 1 }],
  ])('with %d web pods has the disruption budget %j', (replicas, budget) => {
    const stack = rendered((spec) => void (spec.odoo.replicas = replicas));
    const found = stack.objects.find(({ kind }) => kind === 'PodDisruptionBudget');
    if (budget === undefined) expect(found).toBeUndefined();
    else expect(found?.['spec']).toMatchObject(budget);
  });
});

describe('data', () => {
  it.each([
    ['cloudnative-pg', rendered(), ['Cluster database', 'PersistentVolumeClaim odoo-filestore']],
    [
      'statefulset',
      rendered(statefulSet),
      ['PersistentVolumeClaim database-data', 'StatefulSet database', 'PersistentVolumeClaim odoo-filestore'],
    ],
  ])('of engine %s outlives its manifests', (_, stack, kept) => {
    const annotated = stack.objects.filter((manifest) => {
      const annotations = at(manifest, 'metadata.annotations');
      return isObject(annotations) && annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';
    });
    expect(annotated.map((manifest) => `${manifest['kind']} ${at(manifest, 'metadata.name')}`)).toEqual([
      'Namespace tenant-acme',
      ...kept,
      'ServiceAccount tenant-acme-data',
      'ServiceAccount tenant-acme-app',
    ]);
  });
});

describe('a tenant whose data is to go', () => {
  const going = (spec: TenantSpec): void => {
    spec.lifecycle = 'offboarding';
    spec.offboarding = { reason: 'The contract ended.', retainUntil: '2026-03-01', deleteData: 'acme' };
  };
  const kustomization = (tweak: (spec: TenantSpec) => void) => rendered(tweak).find('Kustomization tenant-acme-data');
  const verbs = (tweak: (spec: TenantSpec) => void): Json[] => {
    const rules = at(rendered(tweak).find('Role data-reconciler'), 'rules') as readonly { verbs: readonly Json[] }[];
    return [...new Set(rules.flatMap((rule) => rule.verbs))];
  };

  it.each([
    ['cloudnative-pg', (): void => undefined],
    ['statefulset', statefulSet],
  ] as const)('lets Flux delete it with the manifests, with engine %s, and nobody else’s', (_, engine) => {
    const tweak = (spec: TenantSpec): void => {
      engine(spec);
      going(spec);
    };
    expect(at(kustomization(tweak), 'spec.prune')).toBe(true);
    expect(at(kustomization(tweak), 'spec.deletionPolicy')).toBe('Delete');
    expect(verbs(tweak)).toContain('delete');
    const annotations = rendered(tweak).parts.data.map((object) =>
      at(object, 'metadata.annotations') === undefined
        ? 'enabled'
        : (at(object, 'metadata.annotations') as Record<string, Json>)['kustomize.toolkit.fluxcd.io/prune'],
    );
    expect(new Set(annotations)).toEqual(new Set(['enabled']));
    expect(at(kustomization(engine), 'spec.prune')).toBe(false);
    expect(at(kustomization(engine), 'spec.deletionPolicy')).toBe('Orphan');
    expect(verbs(engine)).not.toContain('delete');
  });

  it('keeps its namespace, which no reconciler may delete', () => {
    expect(at(rendered(going).find('Namespace tenant-acme'), 'metadata.annotations')).toMatchObject({
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });
});

describe('a staging tenant', () => {
  const staging = rendered((spec) => {
    Object.assign(spec, { id: 'acme-staging', environment: 'staging', stagingOf: 'acme' });
  });

  it('is a tenant of its own that names its production tenant', () => {
    const namespace = staging.find('Namespace tenant-acme-staging');
    expect(at(namespace, 'metadata.labels')).toMatchObject({ 'fleet.aos/environment': 'staging' });
    expect(at(namespace, 'metadata.annotations')).toMatchObject({ 'fleet.aos/staging-of': 'acme' });
  });

  it('has the same objects under its own names', () => {
    const rename = (name: string) => name.replace(/-[0-9a-f]{10}$/, '').replace('acme-staging', 'acme');
    expect(staging.names.map(rename)).toEqual(rendered().names.map(rename));
  });
});
