import type { TenantSpec } from '../../src/model/specs.ts';
import { backupMeetsContract } from '../../src/policies/backup-meets-contract.ts';
import { stackManifests } from '../../src/stack/index.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, type PolicyCase } from './policy-cases.ts';
import { changed, type Change } from './rendered-stack.ts';

interface Stack {
  readonly name: string;
  readonly spec?: (spec: TenantSpec) => void;
  readonly documents?: (documents: FleetDocuments) => void;
  readonly changes?: readonly Change[];
  readonly expected: PolicyCase['expected'];
}

const contract =
  (promises: TenantSpec['contract'], database: TenantSpec['database'] = {}) =>
  (spec: TenantSpec): void => {
    Object.assign(spec, { contract: promises, database });
  };

function caseOf({ name, spec, documents, changes = [], expected }: Stack): PolicyCase {
  const fleet = minimalFleet(documents);
  const tenant = minimalTenant(spec, fleet);
  const objects = Object.values(stackManifests(tenant, fleet))
    .flat()
    .map((manifest, document) => ({ manifest, file: '', document, base: '' }));
  const { objects: after } = changed({ objects }, ...changes);
  return { name, objects: after.map(({ manifest }) => manifest), tenant, fleet, expected };
}

const plain = { engine: 'statefulset' } as const;
const timeout = '/spec/postgresql/parameters/archive_timeout';
const missing = (what: string) => `the stack has no readable schedule or setting for ${what}, must have one`;
const noDatabase = (minutes: number, engine: string, rpo: number) =>
  `the database may lose ${minutes} minutes with engine ${engine}, must be at most ${rpo}, or a second instance that every commit waits for`;

const stacks: readonly Stack[] = [
  { name: 'no contract', expected: [] },
  {
    name: 'a cluster without an object store, which is another check',
    documents: ({ clusters: [cluster] }) => void delete cluster!.objectStore,
    expected: [],
  },
  ...([{}, plain] as const).flatMap((database) =>
    [5, 10, 60, 1440].map((rpoMinutes): Stack => ({
      name: `a recovery point of ${rpoMinutes} minutes with ${JSON.stringify(database)}`,
      spec: contract({ rpoMinutes }, database),
      expected: [],
    })),
  ),
  { name: 'two minutes, which the archive alone gives', spec: contract({ rpoMinutes: 2 }), expected: [] },
  {
    name: 'one minute with two instances, and another promise for the files',
    spec: contract({ rpoMinutes: 1, filesRpoMinutes: 15 }, { instances: 2 }),
    expected: [],
  },
  {
    name: 'one minute with one instance',
    spec: contract({ rpoMinutes: 1, filesRpoMinutes: 15 }),
    expected: [[timeout, noDatabase(2, 'cloudnative-pg', 1)]],
  },
  {
    name: 'one minute with files that are copied each minute',
    spec: contract({ rpoMinutes: 1 }, { instances: 3 }),
    expected: [['/spec/schedule', 'the files may lose 2 minutes, must be at most 1']],
  },
  {
    name: 'two minutes with the StatefulSet engine',
    spec: contract({ rpoMinutes: 2 }, plain),
    expected: [['/spec/template/spec/containers/0/args/1', noDatabase(3, 'statefulset', 2)]],
  },
  {
    name: 'a second instance that commits wait for only while it is there',
    spec: contract({ rpoMinutes: 1, filesRpoMinutes: 60 }, { instances: 2 }),
    changes: [{ object: 'Cluster database', at: '/spec/postgresql/synchronous/dataDurability', value: 'preferred' }],
    expected: [[timeout, noDatabase(2, 'cloudnative-pg', 1)]],
  },
  { name: 'an hour to restore a small tenant', spec: contract({ rtoMinutes: 60 }), expected: [] },
  {
    name: 'half an hour to restore a small tenant',
    spec: contract({ rtoMinutes: 30 }),
    expected: [
      [
        '/spec/schedule',
        'a restore of 20 GiB of database and 10 GiB of files takes an estimated 46 minutes, must be at most 30',
      ],
    ],
  },
  {
    name: 'two hours for two terabytes, with the StatefulSet engine',
    spec: (spec) => {
      contract({ rtoMinutes: 120 }, { ...plain, storageGiB: 1024 })(spec);
      spec.filestore = { storageGiB: 1024 };
    },
    expected: [
      [
        '/spec/schedule',
        'a restore of 1024 GiB of database and 1024 GiB of files takes an estimated 564 minutes, must be at most 120',
      ],
    ],
  },
  {
    name: 'a drill that may take longer than the contract',
    spec: contract({ rtoMinutes: 60 }),
    changes: [{ object: 'CronJob restore-drill', at: '/spec/jobTemplate/spec/activeDeadlineSeconds', value: 7200 }],
    expected: [
      ['/spec/jobTemplate/spec/activeDeadlineSeconds', 'the restore drill may take 120 minutes, must be at most 60'],
    ],
  },
  { name: 'six years of records', spec: contract({ retentionYears: 6 }), expected: [] },
  {
    name: 'six years of records without an archive',
    spec: contract({ retentionYears: 6 }),
    changes: [{ object: 'CronJob archive-backup', at: '' }],
    expected: [['', 'monthly copies are kept for no months, must be 72']],
  },
  {
    name: 'a shorter window than the spec says',
    spec: (spec) => void (spec.backup = { retentionDays: 90 }),
    changes: [{ object: 'ObjectStore backups', at: '/spec/retentionPolicy', value: '30d' }],
    expected: [['/spec/retentionPolicy', 'backups of the database are kept for 30 days, must be at least 90']],
  },
  {
    name: 'no schedules at all, and no archive',
    changes: [
      { object: 'ScheduledBackup database', at: '' },
      { object: 'CronJob filestore-backup', at: '/spec/schedule', value: 'often' },
      { object: 'CronJob restore-drill', at: '' },
      { object: 'ObjectStore backups', at: '/spec/retentionPolicy' },
      { object: 'Cluster database', at: '/spec/plugins/0/isWALArchiver', value: false },
    ],
    expected: [
      ['', missing('base backups of the database')],
      [timeout, missing('an archive of the database log, with archive_timeout in seconds')],
      ['/spec/schedule', missing('copies of the files')],
      ['', missing('a restore drill with a deadline')],
      ['/spec/retentionPolicy', missing('a retention of the database backups in days')],
    ],
  },
  {
    name: 'an archive that is switched off by its timeout',
    changes: [{ object: 'Cluster database', at: timeout, value: '0s' }],
    expected: [[timeout, missing('an archive of the database log, with archive_timeout in seconds')]],
  },
];

describePolicy(backupMeetsContract, stacks.map(caseOf));
