import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { backupRoleSql } from '../../src/stack/database/scripts.ts';
import { at, nameOf, rendered, statefulSet } from './rendered.ts';

const settings = {
  archive_timeout: '300s',
  effective_cache_size: '768MB',
  max_connections: '130',
  shared_buffers: '256MB',
};
const resources = { requests: { cpu: '500m', memory: '1024Mi' }, limits: { cpu: '500m', memory: '1024Mi' } };

describe('CloudNativePG', () => {
  it('runs one instance as the plan says, over TLS only', () => {
    expect(rendered().find('Cluster database')['spec']).toEqual({
      imageName: `ghcr.io/cloudnative-pg/postgresql:18@sha256:${'b'.repeat(64)}`,
      instances: 1,
      enablePDB: false,
      enableSuperuserAccess: false,
      primaryUpdateMethod: 'restart',
      primaryUpdateStrategy: 'unsupervised',
      priorityClassName: 'fleet-tenant',
      bootstrap: {
        initdb: {
          database: 'odoo',
          owner: 'odoo',
          secret: { name: 'database-app' },
          encoding: 'UTF8',
          dataChecksums: true,
          localeCollate: 'C',
          localeCType: 'C.UTF-8',
          postInitApplicationSQL: [
            'CREATE EXTENSION IF NOT EXISTS pg_trgm',
            'CREATE EXTENSION IF NOT EXISTS unaccent',
            'ALTER FUNCTION unaccent(text) IMMUTABLE',
          ],
        },
      },
      postgresql: {
        parameters: settings,
        pg_hba: ['hostssl odoo,postgres odoo all scram-sha-256', 'host all all all reject'],
      },
      plugins: [
        {
          name: 'barman-cloud.cloudnative-pg.io',
          enabled: true,
          isWALArchiver: true,
          parameters: { barmanObjectName: 'backups', serverName: 'database' },
        },
      ],
      resources,
      storage: { size: '20Gi', storageClass: 'block' },
      walStorage: { size: '5Gi', storageClass: 'block' },
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: 'preferred',
        topologyKey: 'kubernetes.io/hostname',
      },
      inheritedMetadata: {
        labels: {
          'app.kubernetes.io/managed-by': 'aos-fleet',
          'app.kubernetes.io/part-of': 'aos',
          'app.kubernetes.io/instance': 'acme',
          'app.kubernetes.io/name': 'postgresql',
          'app.kubernetes.io/component': 'database',
          'fleet.aos/tenant': 'acme',
        },
      },
    });
  });

  it('switches over between several instances, and keeps them from being drained at once', () => {
    const stack = rendered((spec) => void (spec.database = { instances: 3 }));
    expect(stack.find('Cluster database')['spec']).toMatchObject({
      instances: 3,
      enablePDB: true,
      primaryUpdateMethod: 'switchover',
    });
  });

  it('takes the settings that a tenant may vary', () => {
    const parameters = { work_mem: '32MB', random_page_cost: '1.1', log_min_duration_statement: '1000ms' };
    const stack = rendered((spec) => void (spec.database = { parameters }));
    expect(at(stack.find('Cluster database'), 'spec.postgresql.parameters')).toEqual({ ...settings, ...parameters });
  });
});

describe('the StatefulSet engine', () => {
  const major = (version: 17 | 18, tweak: (spec: TenantSpec) => void = () => {}) =>
    rendered(
      (spec) => {
        statefulSet(spec);
        tweak(spec);
      },
      ({ releases }) => {
        const { postgresql } = releases['19.0-1']!;
        postgresql.major = version;
        postgresql.statefulSetImage = `docker.io/library/postgres:${version}@sha256:${'c'.repeat(64)}`;
      },
    );
  const pod = 'spec.template.spec';

  it('has its objects in the order in which they are needed', () => {
    expect(major(18).parts.data.map(nameOf)).toEqual([
      'Issuer database-self-signed',
      'Certificate database-ca',
      'Issuer database-ca',
      'Certificate database-server',
      'Certificate database-backup',
      'ConfigMap database-config',
      'Service database-rw',
      'PersistentVolumeClaim database-data',
      'StatefulSet database',
      'PersistentVolumeClaim odoo-filestore',
    ]);
  });

  it.each([
    // The images declare their volume at these paths; data elsewhere would be lost with the container. Below them the folder
    // is the same, so that a server finds the data of another major version, and refuses it.
    [17, '/var/lib/postgresql/data'],
    [18, '/var/lib/postgresql'],
  ] as const)('keeps the data of PostgreSQL %d on its volume', (version, mountPath) => {
    const container = at(major(version).find('StatefulSet database'), `${pod}.containers.0`) as Record<string, unknown>;
    expect(container['image']).toBe(`docker.io/library/postgres:${version}@sha256:${'c'.repeat(64)}`);
    expect(container['volumeMounts']).toContainEqual({ name: 'data', mountPath });
    expect(container['env']).toContainEqual({ name: 'PGDATA', value: `${mountPath}/pgdata` });
  });

  it('starts the server with its settings and over TLS only', () => {
    const stack = major(
      18,
      (spec) => void (spec.database = { engine: 'statefulset', parameters: { work_mem: '8MB' } }),
    );
    expect(at(stack.find('StatefulSet database'), `${pod}.containers.0.args`)).toEqual(
      [
        'archive_timeout=300s',
        'effective_cache_size=768MB',
        'max_connections=130',
        'shared_buffers=256MB',
        'work_mem=8MB',
        'archive_mode=on',
        'archive_command=/bin/sh /opt/fleet/wal_hand_over.sh archive "%p" "%f"',
        'restore_command=/bin/sh /opt/fleet/wal_hand_over.sh restore "%f" "%p"',
        'hba_file=/etc/postgresql/pg_hba.conf',
        'hot_standby=off',
        'password_encryption=scram-sha-256',
        'ssl=on',
        'ssl_ca_file=/run/secrets/certificate/ca.crt',
        'ssl_cert_file=/run/secrets/certificate/tls.crt',
        'ssl_key_file=/run/secrets/certificate/tls.key',
        'ssl_min_protocol_version=TLSv1.3',
      ].flatMap((setting) => ['-c', setting]),
    );
  });

  it('lets in the superuser from inside only, and the tenant over TLS only', () => {
    const files = at(major(18).find('ConfigMap database-config'), 'data') as Record<string, string>;
    expect(files['pg_hba.conf']).toBe(`local all postgres peer
local all all reject
hostssl postgres backup all cert
hostssl odoo,postgres odoo all scram-sha-256
host all all all reject
`);
    expect(files['10-odoo.sh']).toBe(`#!/bin/sh
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\\set password \`cat /run/secrets/database/password\`
CREATE ROLE odoo LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'password';
${backupRoleSql.join(';\n')};
CREATE DATABASE odoo OWNER odoo TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE odoo FROM PUBLIC;
\\connect odoo
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
ALTER FUNCTION unaccent(text) IMMUTABLE;
SQL
`);
  });

  it('has one pod, and a volume of its own that can grow', () => {
    const stack = major(18, (spec) => Object.assign(spec.database!, { storageGiB: 64 }));
    const statefulSetSpec = stack.find('StatefulSet database')['spec'];
    expect(statefulSetSpec).toMatchObject({ replicas: 1, serviceName: 'database-rw' });
    // Its templates of claims cannot be changed once they are there.
    expect(statefulSetSpec).not.toHaveProperty('volumeClaimTemplates');
    expect(at(stack.find('StatefulSet database'), `${pod}.volumes.0`)).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'database-data' },
    });
    const claim = stack.find('PersistentVolumeClaim database-data');
    expect(claim['spec']).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'block',
      resources: { requests: { storage: '64Gi' } },
    });
    expect(at(claim, 'metadata.annotations')).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  });

  it('starts anew when its files change, which it reads when it starts', () => {
    const digest = at(major(18).find('StatefulSet database'), 'spec.template.metadata.annotations');
    expect(digest).toEqual({
      'fleet.aos/config-digest': expect.stringMatching(/^[0-9a-f]{16}$/),
      'fleet.aos/credentials-digest': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('sets the passwords of its Secrets after every start', () => {
    const container = at(major(18).find('StatefulSet database'), `${pod}.containers.0`) as Record<string, unknown>;
    expect(container['lifecycle']).toEqual({
      postStart: { exec: { command: ['/bin/sh', '/etc/postgresql/set-password.sh'] } },
    });
  });

  it('has certificates that clients can verify and that outlive the time between two starts', () => {
    const stack = major(18);
    expect(stack.find('Certificate database-server')['spec']).toMatchObject({
      secretName: 'database-server',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'database-ca' },
      dnsNames: ['database-rw', 'database-rw.tenant-acme', 'database-rw.tenant-acme.svc'],
      duration: '26280h',
      usages: ['server auth'],
    });
    expect(stack.find('Certificate database-ca')['spec']).toMatchObject({
      secretName: 'database-ca',
      isCA: true,
      commonName: 'tenant-acme database',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'database-self-signed' },
    });
    expect(stack.find('Issuer database-ca')['spec']).toEqual({ ca: { secretName: 'database-ca' } });
  });
});

describe('Odoo', () => {
  it.each([
    ['cloudnative-pg', rendered()],
    ['statefulset', rendered(statefulSet)],
  ])('reads the password and the authority alone, and not its key: %s', (_, stack) => {
    const volumes = at(stack.find('Deployment odoo-web'), 'spec.template.spec.volumes') as readonly { name: string }[];
    const secrets = volumes.filter((volume) => 'secret' in volume);
    expect(secrets).toEqual([
      {
        name: 'credentials',
        secret: {
          secretName: 'database-app',
          items: [
            { key: 'username', path: 'username' },
            { key: 'password', path: 'password' },
          ],
        },
      },
      { name: 'database-ca', secret: { secretName: 'database-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    ]);
  });
});
