import { uniqueBackupPrefixes } from '../../src/policies/unique-backup-prefixes.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { deployment, describeFleetPolicy, object } from './policy-cases.ts';

const store = (destinationPath: string) =>
  object('ObjectStore of barmancloud.cnpg.io/v1', 'backups', { spec: { configuration: { destinationPath } } });

/** As a staging copy refers to the backups of its production tenant. */
const source = (destinationPath: string, ...secrets: string[]) =>
  object('ObjectStore of barmancloud.cnpg.io/v1', 'production-backups', {
    spec: {
      configuration: {
        destinationPath,
        s3Credentials: Object.fromEntries(secrets.map((name, index) => [`key${index}`, { name, key: 'KEY' }])),
      },
    },
  });
const variable = (name: string, value: string) => ({ name, value });
const key = (name: string, secret: string) => ({ name, valueFrom: { secretKeyRef: { name: secret, key: 'KEY' } } });
const agent = (...env: JsonObject[]) => deployment('agent', { containers: [{ name: 'log', env }] });

const at = '/spec/configuration/destinationPath';

describeFleetPolicy(uniqueBackupPrefixes, [
  {
    name: 'prefixes of their own, one of which begins like the other',
    tenants: {
      'eu-1/acme': [store('s3://backups/acme/database')],
      'eu-1/acme-staging': [store('s3://backups/acme-staging/database')],
    },
    expected: [],
  },
  {
    name: 'several prefixes of one tenant',
    tenants: { 'eu-1/acme': [store('s3://backups/acme/database'), store('s3://backups/acme/filestore')] },
    expected: [],
  },
  {
    name: 'one prefix inside that of another, on another cluster',
    tenants: {
      'eu-1/acme': [store('s3://backups/acme')],
      'us-1/globex': [store('s3://backups/acme/globex/database/')],
    },
    expected: [
      [
        'globex',
        'ObjectStore backups',
        at,
        'backup prefix "backups/acme/globex/database" is in a folder of tenant "acme", must be in one of its own',
      ],
    ],
  },
  {
    name: 'backups of production that its staging copy reads, with both engines',
    tenants: {
      'eu-1/acme': [store('s3://backups/acme/database')],
      'eu-1/a-staging': [
        store('s3://backups/a-staging/database'),
        source('s3://backups/acme/database', 'production-backup', 'production-backup'),
        agent(
          variable('FLEET_STORE', 's3://backups/a-staging/database'),
          key('KEY', 'backup-store'),
          variable('SOURCE_FLEET_STORE', 's3://backups/acme/database'),
          key('SOURCE_KEY', 'production-backup'),
        ),
        agent(
          variable('RESTIC_REPOSITORY', 's3:https://s3.example.com/backups/acme/files'),
          key('KEY', 'production-backup'),
        ),
      ],
    },
    copies: { 'a-staging': 'acme' },
    expected: [],
  },
  {
    name: 'backups of production that its staging copy reaches with other credentials than for reading',
    tenants: {
      'eu-1/acme': [store('s3://backups/acme/database')],
      'eu-1/staging': [
        source('s3://backups/acme/database', 'production-backup', 'backup-store'),
        agent(variable('SOURCE_FLEET_STORE', 's3://backups/acme/x'), key('KEY', 'production-backup')),
      ],
    },
    copies: { staging: 'acme' },
    expected: [
      [
        'staging',
        'ObjectStore production-backups',
        at,
        'backup prefix "backups/acme/database" is in a folder of tenant "acme", must be in one of its own',
      ],
    ],
  },
  {
    name: 'backups of another tenant than the one that is copied, and by a tenant that is no copy',
    tenants: {
      'eu-1/acme': [store('s3://backups/acme/database')],
      'eu-1/globex': [source('s3://backups/acme/database', 'production-backup')],
      'eu-1/staging': [source('s3://backups/acme/database', 'production-backup')],
    },
    copies: { staging: 'globex' },
    expected: [
      [
        'globex',
        'ObjectStore production-backups',
        at,
        'backup prefix "backups/acme/database" is read by a copy, must be none, since the tenant is no staging copy',
      ],
      [
        'staging',
        'ObjectStore production-backups',
        at,
        'backup prefix "backups/acme/database" is read by a copy, must be in the folder of globex',
      ],
    ],
  },
  {
    name: 'a whole bucket',
    tenants: { 'eu-1/acme': [store('s3://backups/')] },
    expected: [
      [
        'acme',
        'ObjectStore backups',
        at,
        'backup prefix "backups" is a whole bucket, must begin with a folder of the tenant\'s own',
      ],
    ],
  },
]);
