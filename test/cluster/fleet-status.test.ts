import { describe, expect, it } from 'vitest';
import { fleetStatus, type StatusInput } from '../../src/cluster/fleet-status.ts';
import { kustomizationOf, sourceOf } from '../../src/cluster/read-flux.ts';
import { databaseOf, deploymentOf, migrationOf, statefulSetOf } from '../../src/cluster/read-workloads.ts';
import type { Snapshot } from '../../src/cluster/snapshot.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantStatus, WantedTenant } from '../../src/model/status.ts';
import {
  before,
  commit,
  condition,
  database,
  deployment,
  kustomization,
  lists,
  migration,
  now,
  revision,
  source,
} from './flux-objects.ts';

const prefix = 'fleet.aos';

function snapshotOf(kinds: Readonly<Record<string, readonly JsonObject[]>>, refused: readonly string[] = []): Snapshot {
  const of = (kind: string): readonly JsonObject[] => kinds[kind] ?? [];
  return {
    time: now,
    kustomizations: of('kustomizations').map(kustomizationOf),
    sources: [
      ...of('gitrepositories').map((object) => sourceOf('GitRepository', object)),
      ...of('externalartifacts').map((object) => sourceOf('ExternalArtifact', object)),
      ...of('artifactgenerators').map((object) => sourceOf('ArtifactGenerator', object)),
    ],
    workloads: [
      ...of('deployments').map((object) => deploymentOf(object, prefix)),
      ...of('statefulsets').map((object) => statefulSetOf(object, prefix)),
      ...of('clusters').map((object) => databaseOf(object, prefix)),
    ],
    migrations: of('jobs').map(migrationOf),
    refused,
  };
}

const acme: WantedTenant = {
  tenant: 'acme',
  cluster: 'eu-1',
  lifecycle: 'active',
  release: '19.0-1',
  server: 'database',
  isGenerated: true,
};

function statusOf(snapshot: Snapshot, of: Partial<StatusInput> = {}) {
  return fleetStatus({
    time: now,
    wanted: [acme],
    readings: [{ cluster: 'eu-1', context: 'eu-1', reading: { kind: 'read', snapshot } }],
    only: [],
    ...of,
  });
}

type Lists = Record<string, JsonObject[]>;

interface Case {
  readonly name: string;
  readonly wanted?: Partial<WantedTenant>;
  readonly tweak?: (kinds: Lists) => void;
  readonly refused?: readonly string[];
  readonly expected: string;
  readonly runs?: string | undefined;
  readonly troubles?: readonly string[];
}

const replace = (kinds: Lists, kind: string, object: JsonObject): void => {
  const nameOf = ({ metadata }: JsonObject): unknown => (metadata as JsonObject)['name'];
  kinds[kind] = (kinds[kind] ?? []).map((one) => (nameOf(one) === nameOf(object) ? object : one));
};
const failedCondition = condition('Ready', { status: 'False', reason: 'BuildFailed', message: 'broken' });

const cases: readonly Case[] = [
  { name: 'all is well', expected: 'ready: Ready' },
  {
    name: 'a layer fails',
    tweak: (kinds) =>
      replace(
        kinds,
        'kustomizations',
        kustomization('tenant-acme-data', { status: { conditions: [failedCondition] } }),
      ),
    expected: 'failing: data: BuildFailed: broken',
  },
  {
    name: 'a layer fails, and the one after it waits',
    tweak(kinds) {
      const waits = condition('Ready', { status: 'False', reason: 'DependencyNotReady', message: 'waits' });
      replace(
        kinds,
        'kustomizations',
        kustomization('tenant-acme-boundary', { status: { conditions: [failedCondition] } }),
      );
      replace(kinds, 'kustomizations', kustomization('tenant-acme-data', { status: { conditions: [waits] } }));
    },
    expected: 'failing: boundary: BuildFailed: broken',
  },
  {
    name: 'a layer is suspended',
    tweak: (kinds) => replace(kinds, 'kustomizations', kustomization('tenant-acme-app', { spec: { suspend: true } })),
    expected: 'suspended: app: Suspended: its Kustomization is suspended: nothing is applied, and no drift corrected',
  },
  {
    name: 'a layer is not there',
    tweak: (kinds) => void kinds['kustomizations']!.pop(),
    expected: 'missing: app: NotApplied: the cluster lacks its Kustomization',
  },
  {
    name: 'none of its layers is there',
    tweak: (kinds) => void kinds['kustomizations']!.splice(1),
    expected: 'missing: NotApplied: the cluster has none of its Kustomizations',
  },
  {
    name: 'it was never generated',
    wanted: { isGenerated: false },
    tweak: (kinds) => void kinds['kustomizations']!.splice(1),
    expected: 'missing: NotGenerated: dist/ has no record of it; npm start makes it',
  },
  {
    name: 'another release runs, although Flux is content: the cluster has not seen the commit',
    wanted: { release: '19.0-2' },
    expected: 'stale: OtherRelease: 19.0-1 runs, the repository wants 19.0-2',
  },
  {
    name: 'web and cron are of two releases',
    tweak: (kinds) =>
      replace(kinds, 'deployments', deployment('acme', 'odoo-cron', { labels: { 'fleet.aos/release': '19.0-0' } })),
    expected: 'stale: OtherRelease: no single release runs, the repository wants 19.0-1',
    runs: undefined,
  },
  {
    name: 'Odoo rolls out',
    tweak: (kinds) =>
      replace(
        kinds,
        'deployments',
        deployment('acme', 'odoo-web', { status: { updatedReplicas: 1, readyReplicas: 1 } }),
      ),
    expected: 'progressing: odoo-web: RollingOut: 1 of 2 ready',
    runs: undefined,
  },
  {
    name: 'the Deployment was changed, and its controller has not seen it',
    tweak: (kinds) =>
      replace(kinds, 'deployments', deployment('acme', 'odoo-web', { status: { observedGeneration: 3 } })),
    expected: 'progressing: odoo-web: RollingOut: 2 of 2 ready',
    runs: undefined,
  },
  {
    name: 'one of two is not ready',
    tweak: (kinds) => replace(kinds, 'deployments', deployment('acme', 'odoo-web', { status: { readyReplicas: 1 } })),
    expected: 'progressing: odoo-web: NotAllReady: 1 of 2 ready',
  },
  {
    name: 'Odoo has gone down since it was rolled out',
    tweak: (kinds) =>
      replace(
        kinds,
        'deployments',
        deployment('acme', 'odoo-web', {
          status: {
            readyReplicas: 0,
            conditions: [
              condition('Progressing', { reason: 'NewReplicaSetAvailable' }),
              condition('Available', {
                status: 'False',
                reason: 'MinimumReplicasUnavailable',
                message: 'does not have it',
              }),
            ],
          },
        }),
      ),
    expected: 'failing: odoo-web: MinimumReplicasUnavailable: does not have it',
    runs: undefined,
  },
  {
    name: 'a rollout that came to no end',
    tweak: (kinds) =>
      replace(
        kinds,
        'deployments',
        deployment('acme', 'odoo-web', {
          status: {
            updatedReplicas: 1,
            conditions: [
              condition('Progressing', { status: 'False', reason: 'ProgressDeadlineExceeded', message: 'late' }),
            ],
          },
        }),
      ),
    expected: 'failing: odoo-web: ProgressDeadlineExceeded: late',
    runs: undefined,
  },
  {
    name: 'pods that the quota refuses',
    tweak: (kinds) =>
      replace(
        kinds,
        'deployments',
        deployment('acme', 'odoo-web', {
          status: { conditions: [condition('ReplicaFailure', { reason: 'FailedCreate', message: 'exceeded quota' })] },
        }),
      ),
    expected: 'failing: odoo-web: FailedCreate: exceeded quota',
  },
  {
    name: 'somebody scaled Odoo to nothing',
    tweak: (kinds) =>
      replace(
        kinds,
        'deployments',
        deployment('acme', 'odoo-web', { spec: { replicas: 0 }, status: { updatedReplicas: 0, readyReplicas: 0 } }),
      ),
    expected: 'failing: odoo-web: ScaledToZero: it is scaled to 0',
  },
  {
    name: 'Odoo is not there',
    tweak: (kinds) => void (kinds['deployments'] = []),
    expected: 'failing: odoo-web: NotThere: it is not there',
    runs: undefined,
  },
  {
    name: 'a tenant is new: nothing runs yet',
    tweak(kinds) {
      const conditions = [
        condition('Ready', {
          status: 'Unknown',
          reason: 'Progressing',
          message: 'health checks',
          lastTransitionTime: now,
        }),
      ];
      replace(kinds, 'kustomizations', kustomization('tenant-acme-data', { status: { conditions, history: [] } }));
      kinds['deployments'] = [];
      kinds['clusters'] = [
        database('acme', { readyInstances: 0, conditions: [condition('Ready', { status: 'False' })] }),
      ];
      kinds['jobs'] = [];
    },
    expected: 'progressing: data: Progressing: health checks',
    runs: undefined,
  },
  {
    name: 'the migration fails while Flux still waits for it',
    tweak(kinds) {
      const conditions = [
        condition('Ready', {
          status: 'Unknown',
          reason: 'Progressing',
          message: 'health checks',
          lastTransitionTime: now,
        }),
      ];
      replace(kinds, 'kustomizations', kustomization('tenant-acme-app', { status: { conditions, history: [] } }));
      kinds['jobs'] = [migration('acme', [condition('Failed', { reason: 'BackoffLimitExceeded', message: 'failed' })])];
    },
    expected: 'failing: odoo-migrate-1: BackoffLimitExceeded: failed',
  },
  {
    name: 'the migration failed',
    tweak: (kinds) =>
      void (kinds['jobs'] = [
        migration('acme', [condition('Failed', { reason: 'BackoffLimitExceeded', message: 'Job has failed' })]),
      ]),
    expected: 'failing: odoo-migrate-1: BackoffLimitExceeded: Job has failed',
  },
  {
    name: 'the migration runs',
    tweak: (kinds) => void (kinds['jobs'] = [migration('acme', [])]),
    expected: 'progressing: odoo-migrate-1: Migrating: the migration runs',
  },
  {
    name: 'an older migration failed, the newest did not',
    tweak(kinds) {
      const old = migration('acme', [condition('Failed')]);
      kinds['jobs']!.push({
        ...old,
        metadata: { ...(old['metadata'] as JsonObject), creationTimestamp: '2026-11-01T00:00:00Z' },
      });
    },
    expected: 'ready: Ready',
  },
  {
    name: 'the database is down',
    tweak(kinds) {
      const conditions = [condition('Ready', { status: 'False', reason: 'ClusterIsNotReady', message: 'not ready' })];
      kinds['clusters'] = [database('acme', { readyInstances: 0, phase: 'Failing over', conditions })];
    },
    expected: 'failing: database: ClusterIsNotReady: Failing over',
  },
  {
    name: 'the database repairs an instance',
    tweak(kinds) {
      const conditions = [condition('Ready', { status: 'False', reason: 'ClusterIsNotReady', message: 'not ready' })];
      kinds['clusters'] = [database('acme', { readyInstances: 2, conditions })];
    },
    expected: 'progressing: database: RollingOut: 2 of 3 ready',
  },
  {
    name: 'the database of an older generation is left alone',
    wanted: { server: 'database-2' },
    expected: 'failing: database-2: NotThere: it is not there',
  },
  {
    name: 'the database is a StatefulSet',
    tweak(kinds) {
      kinds['statefulsets'] = [deployment('acme', 'database', { spec: { replicas: 1 }, status: { readyReplicas: 0 } })];
      kinds['clusters'] = [];
    },
    expected: 'progressing: database: NotAllReady: 0 of 1 ready',
  },
  {
    name: 'a tenant that sleeps needs nothing that runs',
    wanted: { lifecycle: 'suspended' },
    tweak(kinds) {
      for (const kind of ['deployments', 'clusters', 'jobs']) kinds[kind] = [];
    },
    expected: 'ready: Ready',
    runs: undefined,
  },
  {
    name: 'what runs may not be read',
    refused: ['deployments.apps is forbidden'],
    tweak(kinds) {
      for (const kind of ['deployments', 'clusters', 'jobs']) kinds[kind] = [];
    },
    expected: 'unknown: Forbidden: what runs is not known: deployments.apps is forbidden',
    runs: undefined,
    troubles: ['deployments.apps is forbidden'],
  },
  {
    name: 'what runs may not be read, but Flux fails',
    refused: ['deployments.apps is forbidden'],
    tweak: (kinds) =>
      replace(kinds, 'kustomizations', kustomization('tenant-acme-app', { status: { conditions: [failedCondition] } })),
    expected: 'failing: app: BuildFailed: broken',
    troubles: ['deployments.apps is forbidden'],
  },
  {
    name: 'the repository cannot be fetched: nobody knows what is new',
    tweak: (kinds) =>
      void (kinds['gitrepositories'] = [source('flux-system', commit, { conditions: [failedCondition] })]),
    expected: 'stale: BuildFailed: GitRepository/flux-system: broken',
    troubles: [
      'BuildFailed: GitRepository/flux-system: broken',
      'Kustomization/flux-system is stale: BuildFailed: GitRepository/flux-system: broken',
    ],
  },
  {
    name: 'the generator of artifacts is not there',
    tweak: (kinds) => void (kinds['artifactgenerators'] = []),
    expected: 'stale: NoSource: ArtifactGenerator/tenants is not there',
    troubles: ['NoSource: ArtifactGenerator/tenants is not there'],
  },
  {
    name: 'source-watcher does not run',
    tweak: (kinds) => void (kinds['artifactgenerators'] = [source('tenants', '', { conditions: [] })]),
    expected: 'stale: NoStatus: ArtifactGenerator/tenants has no status',
    troubles: ['NoStatus: ArtifactGenerator/tenants has no status'],
  },
  {
    name: 'with one repository for all',
    tweak(kinds) {
      kinds['externalartifacts'] = [];
      kinds['artifactgenerators'] = [];
      for (const layer of ['boundary', 'data', 'app']) {
        const spec = { sourceRef: { kind: 'GitRepository', name: 'flux-system' } };
        replace(
          kinds,
          'kustomizations',
          kustomization(`tenant-acme-${layer}`, { spec, status: { lastAppliedRevision: commit } }),
        );
      }
    },
    expected: 'ready: Ready',
  },
  {
    name: "the entry fails: the tenant's own content still arrives",
    tweak: (kinds) =>
      replace(
        kinds,
        'kustomizations',
        kustomization('flux-system', {
          spec: { sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
          status: { lastAppliedRevision: commit, conditions: [failedCondition] },
        }),
      ),
    expected: 'ready: Ready',
    troubles: ['Kustomization/flux-system is failing: BuildFailed: broken'],
  },
  {
    name: 'the entry is not there',
    tweak: (kinds) => void kinds['kustomizations']!.shift(),
    expected: 'ready: Ready',
    troubles: ["Kustomization/flux-system is not there: nothing brings the tenants' Flux objects"],
  },
];

const told = ({ state, part, reason, message }: TenantStatus): string =>
  `${state}: ${[part, reason, message].filter((text) => text).join(': ')}`;

describe('a tenant of which', () => {
  it.each(cases)('$name: $expected', ({ wanted, tweak, refused, expected, troubles = [], ...rest }) => {
    const kinds = lists(['acme']);
    tweak?.(kinds);
    const status = statusOf(snapshotOf(kinds, refused), { wanted: [{ ...acme, ...wanted }] });
    expect(status.tenants.map(told)).toEqual([expected]);
    expect(status.clusters[0]!.troubles).toEqual(troubles);
    expect(status.tenants[0]!.release.running).toBe('runs' in rest ? rest.runs : '19.0-1');
  });
});

describe('the status of a fleet', () => {
  it('has all that is known of a tenant', () => {
    expect(statusOf(snapshotOf(lists(['acme'])))).toEqual({
      time: now,
      tenants: [
        {
          tenant: 'acme',
          cluster: 'eu-1',
          state: 'ready',
          reason: 'Ready',
          message: '',
          since: before,
          lifecycle: 'active',
          release: { wanted: '19.0-1', running: '19.0-1' },
          revision: { wanted: revision, applied: revision },
          workloads: [
            { name: 'odoo-web', release: '19.0-1', ready: 2, wanted: 2 },
            { name: 'odoo-cron', release: '19.0-1', ready: 2, wanted: 2 },
            { name: 'database', release: '19.0-1', ready: 3, wanted: 3 },
          ],
        },
      ],
      clusters: [{ cluster: 'eu-1', context: 'eu-1', isReached: true, revision: commit, troubles: [] }],
    });
  });

  it('names what the cluster has and the repository lacks, and where it wants it', () => {
    const wanted = [acme, { ...acme, tenant: 'moved', cluster: 'eu-2' }];
    const status = statusOf(snapshotOf(lists(['acme', 'left-over', 'moved'])), { wanted });
    expect(status.tenants.map((one) => `${one.tenant} ${told(one)}`)).toEqual([
      'left-over unlisted: NotInRepository: it is in the cluster, and not in the repository',
      'moved unlisted: NotInRepository: it is in this cluster, the repository wants it in eu-2',
      'acme ready: Ready',
    ]);
  });

  it('finds left-overs of which only workloads remain', () => {
    const kinds = lists(['acme']);
    kinds['deployments']!.push(deployment('ghost', 'odoo-web'));
    expect(statusOf(snapshotOf(kinds)).tenants.map(({ tenant, state }) => `${tenant} ${state}`)).toEqual([
      'ghost unlisted',
      'acme ready',
    ]);
  });

  it('lets no cluster hide another, and shows the worst first', () => {
    const kinds = lists(['acme', 'birch']);
    replace(kinds, 'kustomizations', kustomization('tenant-birch-app', { status: { conditions: [failedCondition] } }));
    const failure = { reason: 'Refused', message: 'https://eu-2: the connection was refused (ECONNREFUSED)' };
    const status = fleetStatus({
      time: now,
      wanted: [acme, { ...acme, tenant: 'birch' }, { ...acme, tenant: 'cedar', cluster: 'eu-2' }],
      readings: [
        { cluster: 'eu-2', context: 'two', reading: { kind: 'failed', failure } },
        { cluster: 'eu-1', context: 'one', reading: { kind: 'read', snapshot: snapshotOf(kinds) } },
      ],
      only: [],
    });
    expect(status.tenants.map((one) => `${one.tenant} ${told(one)}`)).toEqual([
      'birch failing: app: BuildFailed: broken',
      'cedar unknown: Refused: https://eu-2: the connection was refused (ECONNREFUSED)',
      'acme ready: Ready',
    ]);
    expect(status.clusters).toEqual([
      { cluster: 'eu-1', context: 'one', isReached: true, revision: commit, troubles: [] },
      { cluster: 'eu-2', context: 'two', isReached: false, troubles: [failure.message] },
    ]);
  });

  it('has only the tenants asked for', () => {
    const kinds = lists(['acme', 'birch', 'left-over']);
    const status = statusOf(snapshotOf(kinds), {
      wanted: [acme, { ...acme, tenant: 'birch' }],
      only: ['birch', 'left-over'],
    });
    expect(status.tenants.map(({ tenant }) => tenant)).toEqual(['left-over', 'birch']);
  });
});
