import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { at, podsOf, rendered, type RenderedStack, statefulSet } from './rendered.ts';

/** A copy of tenant `globex`, whose backups are in the store of another cluster. */
const copy = (engine: 'cloudnative-pg' | 'statefulset', generation = 1) =>
  rendered((spec) => {
    Object.assign(spec, { environment: 'staging', stagingOf: 'globex' });
    const time = '2026-11-24T09:30:00Z';
    spec.database = { engine, generation, restoreFrom: { tenant: 'production', generation: 4, time } };
  }, elsewhere);

function elsewhere({ clusters }: FleetDocuments): void {
  const objectStore = {
    bucket: 'elsewhere',
    endpoint: 'https://s3.example.org',
    region: 'us-1',
    cidrs: ['192.0.2.0/28'],
    port: 9000,
  };
  clusters.push({ ...clusters[0]!, name: 'production', objectStore });
}

const key = (secret: string, name: string) => ({ valueFrom: { secretKeyRef: { name: secret, key: name } } });
const variables = (container: JsonObject) =>
  Object.fromEntries(
    (container['env'] as readonly JsonObject[]).map(({ name, ...value }) => [String(name), value['value'] ?? value]),
  );

describe('a staging copy', () => {
  it('of CloudNativePG is recovered from the store of production, with the password of its own', () => {
    const stack = copy('cloudnative-pg');
    const cluster = stack.find('Cluster database');
    expect(at(cluster, 'spec.bootstrap')).toEqual({
      recovery: {
        source: 'restored-from',
        database: 'odoo',
        owner: 'odoo',
        secret: { name: 'database-app' },
        recoveryTarget: { targetTime: '2026-11-24T09:30:00Z' },
      },
    });
    expect(at(cluster, 'spec.externalClusters.0.plugin.parameters')).toEqual({
      barmanObjectName: 'production-backups',
      serverName: 'database-4',
    });
    // Its own archive goes to its own prefix.
    expect(at(cluster, 'spec.plugins.0.parameters')).toEqual({ barmanObjectName: 'backups', serverName: 'database' });
    const own = stack.find('ObjectStore backups');
    expect(at(own, 'spec.configuration.destinationPath')).toBe('s3://backups/acme/database');
    expect(stack.find('ObjectStore production-backups')['spec']).toEqual({
      configuration: {
        destinationPath: 's3://elsewhere/globex/database',
        endpointURL: 'https://s3.example.org',
        s3Credentials: {
          accessKeyId: { name: 'production-backup', key: 'ACCESS_KEY_ID' },
          secretAccessKey: { name: 'production-backup', key: 'ACCESS_SECRET_KEY' },
        },
        wal: { maxParallel: 4 },
      },
      instanceSidecarConfiguration: {
        env: expect.arrayContaining([{ name: 'AWS_DEFAULT_REGION', value: 'us-1' }]),
        resources: at(own, 'spec.instanceSidecarConfiguration.resources'),
      },
    });
  });

  it('of the StatefulSet engine fetches base backup and log there, and archives to its own prefix', () => {
    const pod = podsOf(copy('statefulset'))['StatefulSet database']!;
    const [restore, log] = at(pod, 'spec.initContainers') as readonly JsonObject[];
    const source = {
      AWS_ACCESS_KEY_ID: key('production-backup', 'ACCESS_KEY_ID'),
      AWS_SECRET_ACCESS_KEY: key('production-backup', 'ACCESS_SECRET_KEY'),
      AWS_DEFAULT_REGION: 'us-1',
      FLEET_STORE: 's3://elsewhere/globex/database',
      FLEET_ENDPOINT: 'https://s3.example.org',
    };
    expect(variables(restore!)).toMatchObject({
      ...source,
      FLEET_SERVER: 'database-4',
      FLEET_TIME: '2026-11-24T09:30:00Z',
    });
    expect(variables(log!)).toMatchObject({
      AWS_ACCESS_KEY_ID: key('backup-store', 'ACCESS_KEY_ID'),
      FLEET_STORE: 's3://backups/acme/database',
      FLEET_SERVER: 'database',
      FLEET_SOURCE: 'database-4',
      ...Object.fromEntries(Object.entries(source).map(([name, value]) => [`SOURCE_${name}`, value])),
    });
  });

  it.each(['cloudnative-pg', 'statefulset'] as const)(
    'brings the files of production, without a lock: %s',
    (engine) => {
      const stack = copy(engine);
      const job = stack.find('Job filestore-restore-');
      expect(variables(at(job, 'spec.template.spec.containers.0') as JsonObject)).toMatchObject({
        AWS_ACCESS_KEY_ID: key('production-backup', 'ACCESS_KEY_ID'),
        RESTIC_REPOSITORY: 's3:https://s3.example.org/elsewhere/globex/filestore',
        FLEET_READ_ONLY: 'true',
        FLEET_TIME: '2026-11-24T09:30:00Z',
      });
      expect(at(job, 'spec.template.spec.volumes')).toContainEqual({
        name: 'repository',
        secret: { secretName: 'production-backup', items: [{ key: 'password', path: 'password' }] },
      });
      const next = copy(engine, 2).find('Job filestore-restore-');
      expect(at(next, 'metadata.name')).not.toBe(at(job, 'metadata.name'));
    },
  );

  it.each(['cloudnative-pg', 'statefulset'] as const)(
    'reaches the store of production where it restores: %s',
    (engine) => {
      const stack = copy(engine);
      const edge = { to: [{ ipBlock: { cidr: '192.0.2.0/28' } }], ports: [{ port: 9000, protocol: 'TCP' }] };
      const policies = stack.objects.filter(({ spec }) => JSON.stringify(spec ?? '').includes('192.0.2.0/28'));
      expect(policies.map((policy) => policy['spec'])).toEqual([
        {
          podSelector: {
            matchLabels:
              engine === 'statefulset'
                ? { 'app.kubernetes.io/name': 'postgresql', 'app.kubernetes.io/component': 'database' }
                : { 'cnpg.io/cluster': 'database' },
          },
          policyTypes: ['Egress'],
          egress: [edge],
        },
        {
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'backup', 'app.kubernetes.io/component': 'filestore-restore' },
          },
          policyTypes: ['Egress'],
          egress: [edge],
        },
      ]);
    },
  );

  it('has the Secret for it, and no volumes of an older database beside it unless there is one', () => {
    const claims = (stack: RenderedStack) => at(stack.find('ResourceQuota tenant'), 'spec.hard.persistentvolumeclaims');
    expect(copy('cloudnative-pg').names).toContain('Secret production-backup');
    expect(rendered().names).not.toContain('Secret production-backup');
    expect(claims(copy('cloudnative-pg'))).toBe(claims(rendered()));
    expect(claims(copy('statefulset'))).toBe(claims(rendered(statefulSet)));
    expect(Number(claims(copy('statefulset', 2)))).toBe(Number(claims(copy('statefulset'))) + 1);
  });

  it('leaves nothing of production behind once it is no longer named', () => {
    const stack = rendered((spec: TenantSpec) => {
      Object.assign(spec, { environment: 'staging', stagingOf: 'globex', database: { generation: 2 } });
    }, elsewhere);
    expect(JSON.stringify(stack.objects)).not.toMatch(/production-backup|192\.0\.2\.0|s3:\/\/elsewhere/);
  });
});
