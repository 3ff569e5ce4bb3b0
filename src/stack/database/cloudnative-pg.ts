/** PostgreSQL run by the CloudNativePG operator. */
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { backupPlanOf } from '../backup/plan.ts';
import { databaseNamesOf, names, selectorOf } from '../names.ts';
import { add, labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { priorityOf, spreadOf } from '../placement.ts';
import { addBarmanCloud, archiving, recovery } from './barman-cloud.ts';
import { parametersOf } from './parameters.ts';
import { applicationSql, collation } from './scripts.ts';

/**
 * The tenant's only role may reach its own database, and `postgres`, where Odoo's cron workers and bus listen. The
 * operator's own rules come first, and last a `host all all all scram-sha-256`, which would accept every role and plain
 * text: it is never reached.
 */
const clientRules = [
  `hostssl ${names.databaseName},postgres ${names.databaseRole} all scram-sha-256`,
  'host all all all reject',
];

export function addCloudNativePg(layer: Chart, stack: Stack, annotations: Readonly<Record<string, string>>): void {
  const { size, tenant } = stack;
  const { instances, storageGiB, walGiB, resources } = size.database;
  const storageClass = tenant.cluster.storage.database.className;
  add(layer, stack, {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    name: databaseNamesOf(tenant).server,
    component: 'database',
    annotations: { ...annotations, ...(!databaseRuns(stack.state) && { 'cnpg.io/hibernation': 'on' }) },
    body: {
      spec: {
        imageName: tenant.release.postgresql.cloudnativePgImage,
        instances,
        // A budget around a single instance would only block the draining of its node.
        enablePDB: instances > 1,
        enableSuperuserAccess: false,
        primaryUpdateMethod: instances > 1 ? 'switchover' : 'restart',
        primaryUpdateStrategy: 'unsupervised',
        priorityClassName: priorityOf(stack),
        ...(recovery(stack) ?? creation),
        postgresql: { parameters: parametersOf(stack), pg_hba: clientRules, ...replication(stack) },
        ...archiving(stack),
        resources: resourcesOf(resources),
        storage: { size: `${storageGiB}Gi`, storageClass },
        walStorage: { size: `${walGiB}Gi`, storageClass },
        affinity: {
          enablePodAntiAffinity: true,
          podAntiAffinityType: 'preferred',
          topologyKey: 'kubernetes.io/hostname',
          ...placementOf(stack),
        },
        ...(instances > 1 && { topologySpreadConstraints: spreadOf(selectorOf('database', tenant)) }),
        inheritedMetadata: { labels: labelsOf(stack, 'database') },
      },
    },
  });
  addBarmanCloud(layer, stack);
}

const creation: JsonObject = {
  bootstrap: {
    initdb: {
      database: names.databaseName,
      owner: names.databaseRole,
      secret: { name: names.databaseCredentials },
      encoding: 'UTF8',
      localeCollate: collation.collate,
      localeCType: collation.letters,
      dataChecksums: true,
      postInitApplicationSQL: applicationSql,
    },
  },
};

/** A commit waits until any one other instance has it. `preferred` goes on without one rather than stop the tenant. */
function replication({ tenant }: Stack): { readonly [key: string]: JsonObject } {
  const { synchronous } = backupPlanOf(tenant);
  return synchronous === 'no' ? {} : { synchronous: { method: 'any', number: 1, dataDurability: synchronous } };
}
