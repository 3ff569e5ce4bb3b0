import { uniqueBackupPrefixes } from '../../src/policies/unique-backup-prefixes.ts';
import { describeFleetPolicy, object } from './policy-cases.ts';

const store = (destinationPath: string) =>
  object('ObjectStore of barmancloud.cnpg.io/v1', 'backups', { spec: { configuration: { destinationPath } } });

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
