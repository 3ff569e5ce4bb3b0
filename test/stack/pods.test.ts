import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { at, plainCluster, podsOf, rendered, statefulSet } from './rendered.ts';

const shared = rendered();
const plain = rendered(statefulSet, plainCluster);
const web = 'spec.template.spec';

/** Pods by what they are, without the digest of the migration. */
function pods(stack: typeof shared): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    Object.entries(podsOf(stack)).map(([name, pod]) => [name.replace(/-[0-9a-f]{10}$/, ''), pod]),
  );
}

describe('files for one node at a time', () => {
  const together = (volume: string) => ({
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { 'fleet.aos/volume': volume } }, topologyKey: 'kubernetes.io/hostname' },
      ],
    },
  });

  it('bring all pods that mount them to one node, and no others', () => {
    expect(Object.entries(pods(plain)).map(([name, pod]) => [name, at(pod, 'spec.affinity')])).toEqual([
      ['StatefulSet database', undefined],
      ['Job odoo-migrate', together('filestore')],
      ['Deployment odoo-web', together('filestore')],
      ['Deployment odoo-cron', together('filestore')],
      // Base backups read the database's volume where it is.
      ['CronJob database-backup', together('database')],
      ['Job database-backup', together('database')],
      ['CronJob filestore-backup', together('filestore')],
      ['CronJob restore-drill', undefined],
    ]);
    for (const [name, pod] of Object.entries(pods(plain))) {
      const volumes = at(pod, 'spec.volumes') as readonly JsonObject[];
      const mounts = volumes.some(({ name: volume }) => volume === 'filestore');
      expect(at(pod, 'metadata.labels')).toMatchObject(mounts ? { 'fleet.aos/volume': 'filestore' } : {});
      expect(mounts).toBe(!/database|drill/.test(name));
    }
  });

  it('have the web pod replaced, not surged', () => {
    expect(at(plain.find('Deployment odoo-web'), 'spec.strategy')).toEqual({ type: 'Recreate' });
    expect(at(plain.find('PersistentVolumeClaim odoo-filestore'), 'spec.accessModes')).toEqual(['ReadWriteOnce']);
  });
});

describe('shared files', () => {
  it('let pods run where there is room, and new web pods come before old ones go', () => {
    const affinities = Object.values(podsOf(shared)).map((pod) => at(pod, 'spec.affinity'));
    expect(affinities).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(at(shared.find('Deployment odoo-web'), 'spec.strategy')).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
    expect(at(shared.find('PersistentVolumeClaim odoo-filestore'), 'spec.accessModes')).toEqual(['ReadWriteMany']);
  });

  it('spread several web pods over zones and nodes', () => {
    const several = rendered((spec) => void (spec.odoo.replicas = 2));
    expect(at(shared.find('Deployment odoo-web'), `${web}.topologySpreadConstraints`)).toBeUndefined();
    const labelSelector = {
      matchLabels: { 'app.kubernetes.io/name': 'odoo', 'app.kubernetes.io/component': 'web' },
    };
    expect(at(several.find('Deployment odoo-web'), `${web}.topologySpreadConstraints`)).toEqual(
      ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector,
      })),
    );
  });
});

describe('isolation by nodes', () => {
  const selector = { 'fleet.aos/tenant': 'acme' };
  const tolerations = [{ key: 'fleet.aos/tenant', operator: 'Equal', value: 'acme', effect: 'NoSchedule' }];

  it.each([
    ['cloudnative-pg', rendered((spec) => void (spec.isolation = 'node'))],
    [
      'statefulset',
      rendered((spec) => {
        statefulSet(spec);
        spec.isolation = 'node';
      }),
    ],
  ])('puts every pod on the nodes of the tenant, with engine %s', (engine, stack) => {
    for (const pod of Object.values(podsOf(stack))) {
      expect(at(pod, 'spec.nodeSelector')).toEqual(selector);
      expect(at(pod, 'spec.tolerations')).toEqual(tolerations);
    }
    if (engine === 'cloudnative-pg') {
      expect(at(stack.find('Cluster database'), 'spec.affinity')).toMatchObject({
        nodeSelector: selector,
        tolerations,
      });
    }
  });

  it.each(['namespace', 'cluster'] as const)('is left out for tier %s', (isolation) => {
    const stack = rendered((spec) => void (spec.isolation = isolation));
    expect(JSON.stringify(stack.objects)).not.toContain('nodeSelector');
    expect(JSON.stringify(stack.objects)).not.toContain('tolerations');
  });
});

describe('every pod', () => {
  it.each([
    ['shared', shared],
    ['plain', plain],
  ])('knows no service and no API, and gives way to nobody: %s', (_, stack) => {
    for (const pod of Object.values(podsOf(stack))) {
      expect(pod['spec']).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: 'fleet-tenant',
        serviceAccountName: 'odoo',
      });
    }
  });

  it('finds its volumes, and is found by its selector', () => {
    for (const stack of [shared, plain]) {
      for (const [name, pod] of Object.entries(podsOf(stack))) {
        const volumes = (at(pod, 'spec.volumes') as readonly JsonObject[]).map((volume) => volume['name']);
        const containers = ['initContainers', 'containers'].flatMap(
          (list) => (at(pod, `spec.${list}`) ?? []) as readonly JsonObject[],
        );
        const mounted = new Set(
          containers.flatMap((container) =>
            (container['volumeMounts'] as readonly JsonObject[]).map((mount) => mount['name']),
          ),
        );
        expect([...mounted].toSorted(), name).toEqual(volumes.toSorted());
        const selector = at(stack.find(name), 'spec.selector.matchLabels');
        if (selector !== undefined) expect(at(pod, 'metadata.labels')).toMatchObject(selector as object);
      }
    }
  });

  it('starts anew when its configuration or a program changes, and only then', () => {
    const digest = (stack: typeof shared) =>
      at(stack.find('Deployment odoo-cron'), 'spec.template.metadata.annotations');
    const slower = rendered((spec) => void (spec.odoo.config = { limit_time_real: 1200 }));
    const larger = rendered((spec) => void (spec.filestore = { storageGiB: 77 }));
    expect(digest(slower)).not.toEqual(digest(shared));
    expect(digest(larger)).toEqual(digest(shared));
  });
});

describe('the web pod', () => {
  it.each([60, 75, 240, 3600])('is given the time that a request of %d seconds may take', (seconds) => {
    const stack = rendered((spec) => {
      spec.odoo.config = { limit_time_real: seconds, limit_time_cpu: 60 };
    });
    const deployment = stack.find('Deployment odoo-web');
    const container = at(deployment, `${web}.containers.0`) as JsonObject;
    const window =
      Number(at(container, 'livenessProbe.periodSeconds')) * Number(at(container, 'livenessProbe.failureThreshold'));
    expect(window).toBeGreaterThanOrEqual(seconds + 60);
    expect(window).toBeLessThan(seconds + 90);
    const grace = at(deployment, `${web}.terminationGracePeriodSeconds`);
    // The pause before the signal counts as part of it.
    expect(grace).toBe(seconds + 25);
    expect(at(container, 'lifecycle.preStop')).toEqual({ sleep: { seconds: 10 } });
  });

  it('gets ten minutes to start', () => {
    expect(at(shared.find('Deployment odoo-web'), `${web}.containers.0.startupProbe`)).toEqual({
      httpGet: { path: '/web/health', port: 'http' },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 60,
    });
  });
});

describe('the cron pod', () => {
  it('is one at a time, without HTTP, with its own number of workers', () => {
    const stack = rendered((spec) => {
      spec.odoo.cronThreads = 3;
      spec.odoo.replicas = 3;
    });
    const deployment = stack.find('Deployment odoo-cron');
    expect(deployment['spec']).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(at(deployment, `${web}.containers.0.command`)).toEqual([
      'odoo',
      '--no-http',
      '--workers=-1',
      '--max-cron-threads=3',
    ]);
    expect(at(deployment, `${web}.containers.0.ports`)).toBeUndefined();
  });
});
