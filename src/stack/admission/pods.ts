/** The kinds that carry a pod, and where it stands in each. */
import type { Resources } from './admission-policy.ts';

export const podCarriers: readonly Resources[] = [
  { apiGroups: [''], apiVersions: ['v1'], resources: ['pods', 'podtemplates', 'replicationcontrollers'] },
  { apiGroups: ['apps'], apiVersions: ['v1'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
  { apiGroups: ['batch'], apiVersions: ['v1'], resources: ['cronjobs', 'jobs'] },
];

/** Containers that are put into a running pod, to look into it. */
export const debugContainers: Resources = {
  apiGroups: [''],
  apiVersions: ['v1'],
  resources: ['pods/ephemeralcontainers'],
};

/** CloudNativePG makes pods of it that are not judged. */
export const databaseClusters: Resources = {
  apiGroups: ['postgresql.cnpg.io'],
  apiVersions: ['v1'],
  resources: ['clusters'],
};

/** A running pod gets labels and annotations from many sides. What it runs is judged when that changes. */
export const podChanges = "request.kind.kind != 'Pod' || oldObject == null || dyn(object).spec != dyn(oldObject).spec";

/** The pod's spec; nothing for a kind that carries none. */
export const podSpec = `
  request.kind.kind == 'Pod' ? dyn(object).spec :
  request.kind.kind == 'CronJob' ? dyn(object).spec.jobTemplate.spec.template.spec :
  request.kind.kind == 'PodTemplate' ? dyn(object).template.spec :
  has(dyn(object).spec) && has(dyn(object).spec.template) ? dyn(object).spec.template.spec : dyn({})`;
