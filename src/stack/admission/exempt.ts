/** Whose pods and accounts are not judged: what the cluster and its operators make out of objects that were judged. */
import type { Cluster } from '../../model/fleet.ts';
import { fluxNamespace } from '../names.ts';
import { literal } from './cel.ts';

/**
 * Deployments, StatefulSets, Jobs and CronJobs are judged where they are written. The pods that the cluster's own controllers
 * make of them are not judged again: a rule that became stricter stops a change, not the pod that replaces one on a node that
 * died. The database operator's pods carry its own images, by tag, and a token; cert-manager's solvers its own image. Both
 * are chosen where the operators are installed. Flux's namespace is never among theirs: the tenants' reconcilers are there.
 */
export function notByOperators({ cloudnativePg, certManager }: Cluster): string {
  const namespaces = ['kube-system', certManager.namespace, ...(cloudnativePg ? [cloudnativePg.namespace] : [])];
  const groups = [...new Set(namespaces)]
    .filter((namespace) => namespace !== fluxNamespace)
    .sort()
    .map((namespace) => `system:serviceaccounts:${namespace}`);
  return `${notByCluster} && !request.userInfo.?groups.orValue([]).exists(group, group in ${literal(groups)})`;
}

/** Where the controllers of the control plane share one account, it has this name. */
const notByCluster = "request.userInfo.username != 'system:kube-controller-manager'";

/** The controllers of the control plane alone: they delete what stands in a namespace that is deleted. */
export const notByControllers = `${notByCluster} && !request.userInfo.?groups.orValue([]).exists(group, group == 'system:serviceaccounts:kube-system')`;
