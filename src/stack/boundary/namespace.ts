/** The tenant's namespace, with Pod Security pinned to the cluster's version, and its quota and limits. */
import type { Chart } from 'cdk8s';
import { claimsOf, containersOf, podsOf, solversOf } from '../capacity.ts';
import { entryOf } from '../exposure/entry.ts';
import { sharedGatewayLabel } from '../exposure/shared-gateway.ts';
import { domainsAnnotation } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { proxiedHosts } from './integration.ts';

export function addNamespace(layer: Chart, stack: Stack): void {
  const { spec, cluster } = stack.tenant;
  const prefix = stack.fleet.spec.labelPrefix;
  const version = `v${cluster.kubernetes}`;
  const hosts = proxiedHosts(stack);
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'Namespace',
    name: stack.namespace,
    namespace: null,
    labels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': version,
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': version,
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': version,
      [`${prefix}/class`]: spec.class,
      [`${prefix}/environment`]: spec.environment,
      [`${prefix}/data-classification`]: spec.dataClassification,
      [`${prefix}/isolation`]: spec.isolation,
      [`${prefix}/ring`]: spec.ring,
      [`${prefix}/plan`]: spec.plan,
      ...(entryOf(stack).shared !== undefined && sharedGatewayLabel(stack.fleet)),
    },
    annotations: {
      // A namespace holds the volumes: deleting it is never a side effect of a commit.
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      [`${prefix}/display-name`]: spec.name,
      [`${prefix}/owners`]: spec.owners.map((owner) => `${owner.name} <${owner.email}>`).join(', '),
      ...(spec.contract.baa !== undefined && { [`${prefix}/baa`]: spec.contract.baa }),
      ...(spec.contract.residency !== undefined && { [`${prefix}/residency`]: spec.contract.residency }),
      ...(spec.stagingOf !== undefined && { [`${prefix}/staging-of`]: spec.stagingOf }),
      // Read by an admission policy, as little for the tenant's reconcilers to write.
      [domainsAnnotation(prefix)]: spec.domains.join(' '),
      // Read by the egress proxy. No reconciler of the tenant may write it.
      ...(hosts.length > 0 && { [`${prefix}/egress-hosts`]: hosts.join(' ') }),
    },
  });
}

/** Ceiling of the whole namespace: all pods at their most, with room for one extra database pod while it joins. */
export function addQuota(layer: Chart, stack: Stack): void {
  const pods = podsOf(stack);
  const total = (pick: (pod: (typeof pods)[number]) => number): number =>
    pods.reduce((sum, pod) => sum + pod.count * pick(pod), 0);
  const claims = claimsOf(stack);
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    name: 'tenant',
    body: {
      spec: {
        hard: {
          'requests.cpu': `${total((pod) => pod.resources.cpuRequest)}m`,
          'requests.memory': `${total((pod) => pod.resources.memoryRequest)}Mi`,
          'limits.cpu': `${total((pod) => pod.resources.cpuLimit)}m`,
          'limits.memory': `${total((pod) => pod.resources.memoryLimit)}Mi`,
          'requests.storage': `${claims.reduce((sum, claim) => sum + claim, 0)}Gi`,
          persistentvolumeclaims: String(claims.length),
          pods: String(total(() => 1)),
          // With HTTP-01 each challenge has a service for its solver.
          services: String(10 + solversOf(stack)),
          'services.loadbalancers': '0',
          'services.nodeports': '0',
          secrets: '50',
          configmaps: '20',
          'count/jobs.batch': '20',
        },
      },
    },
  });
}

/** Defaults for pods that an operator makes without resources of their own, and the largest single container. */
export function addLimits(layer: Chart, stack: Stack): void {
  const resources = containersOf(stack);
  const most = (pick: (of: (typeof resources)[number]) => number): number => Math.max(...resources.map(pick));
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'LimitRange',
    name: 'tenant',
    body: {
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: '100m', memory: '128Mi' },
            default: { cpu: '500m', memory: '512Mi' },
            max: { cpu: `${most((of) => of.cpuLimit)}m`, memory: `${most((of) => of.memoryLimit)}Mi` },
          },
          {
            type: 'PersistentVolumeClaim',
            max: { storage: `${Math.max(...claimsOf(stack))}Gi` },
          },
        ],
      },
    },
  });
}
