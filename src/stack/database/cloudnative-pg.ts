/** PostgreSQL run by the CloudNativePG operator. */
import type { Chart } from 'cdk8s';
import { names, selectorOf } from '../names.ts';
import { add, labelsOf, placementOf, resourcesOf, type Stack } from '../part.ts';
import { priorityOf, spreadOf } from '../placement.ts';
import { parametersOf } from './parameters.ts';
import { applicationSql, collation } from './scripts.ts';

/**
 * The tenant's only role may reach its own database, and `postgres`, where Odoo's cron workers and bus listen. The
 * operator appends `host all all all scram-sha-256`, which would accept plain text, so that is refused before it.
 */
const clientRules = [
  `hostssl ${names.databaseName},postgres ${names.databaseRole} all scram-sha-256`,
  'hostnossl all all all reject',
];

export function addCloudNativePg(layer: Chart, stack: Stack, annotations: Readonly<Record<string, string>>): void {
  const { size, tenant } = stack;
  const { instances, storageGiB, resources } = size.database;
  add(layer, stack, {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    name: names.database,
    component: 'database',
    annotations: { ...annotations, ...(!stack.running && { 'cnpg.io/hibernation': 'on' }) },
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
        postgresql: { parameters: parametersOf(stack), pg_hba: clientRules },
        resources: resourcesOf(resources),
        storage: { size: `${storageGiB}Gi`, storageClass: tenant.cluster.storage.database.className },
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
}
