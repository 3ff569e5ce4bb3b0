/** What a cluster needs once for all tenants: the boundary's reconciler, the priority of tenants, their artifacts, and admission. */
import type { Chart } from 'cdk8s';
import type { Cluster, Fleet } from '../../model/fleet.ts';
import { admission } from '../admission/index.ts';
import { sharedGateway } from '../exposure/shared-gateway.ts';
import { ManifestObject } from '../manifest-object.ts';
import { fleetMonitoring } from '../monitoring/fleet.ts';
import { fluxNamespace, priorityClasses } from '../names.ts';
import type { PlatformObject } from '../platform-object.ts';
import { boundaryAccount } from './boundary-account.ts';

export function addPlatform(chart: Chart, fleet: Fleet, cluster: Cluster): void {
  const objects = [
    ...priorities,
    ...boundaryAccount(cluster),
    ...fleetMonitoring(cluster),
    ...(cluster.flux.delivery === 'artifact-per-tenant' ? [artifactGenerator(cluster)] : []),
    ...sharedGateway(fleet, cluster),
    ...admission(fleet, cluster),
  ];
  for (const { apiVersion, kind, name, namespace, labels, annotations, body } of objects) {
    new ManifestObject(chart, {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        labels: {
          'app.kubernetes.io/managed-by': 'aos-fleet',
          'app.kubernetes.io/part-of': 'aos',
          [`${fleet.spec.labelPrefix}/layer`]: 'platform',
          ...labels,
        },
        ...(annotations !== undefined && { annotations }),
      },
      ...body,
    });
  }
}

/** Tenants never push each other, or anything else, off a node; a node under pressure gives up the lower class first. */
const priorities: readonly PlatformObject[] = [
  priorityClass(priorityClasses.other, { value: 500, description: 'Pods of staging and demo tenants.' }),
  priorityClass(priorityClasses.production, { value: 1000, description: 'Pods of tenants.' }),
];

function priorityClass(name: string, of: { value: number; description: string }): PlatformObject {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    name,
    body: { preemptionPolicy: 'Never', ...of },
  };
}

/**
 * One artifact for each folder of a tenant; its revision is the digest of its content, so that a commit makes Flux
 * reconcile only the tenants that it changed. The record beside the layers is not part of it: it changes with every
 * version of the generator.
 */
function artifactGenerator(cluster: Cluster): PlatformObject {
  const folder = `@repo/dist/tenants/${cluster.name}/{tenant}`;
  return {
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    name: 'tenants',
    namespace: fluxNamespace,
    body: {
      spec: {
        sources: [{ alias: 'repo', kind: 'GitRepository', name: fluxNamespace }],
        pathPattern: folder,
        artifacts: [
          {
            name: 'tenant-{tenant}',
            copy: [{ from: `${folder}/**`, to: '@artifact/', exclude: ['tenant.json'] }],
          },
        ],
      },
    },
  };
}
