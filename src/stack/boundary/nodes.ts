/** Nodes of a tenant's own, made by Karpenter: labelled for its pods and tainted against all others. */
import type { Chart } from 'cdk8s';
import { podsOf } from '../capacity.ts';
import { add, type Stack } from '../part.ts';

/** Room on nodes that is no pod's of the tenant: the system's share, agents, and what does not fit a node evenly. */
const headroom = 1.5;

export function addNodePool(layer: Chart, stack: Stack): void {
  const { tenant, fleet } = stack;
  const { karpenter } = tenant.cluster;
  if (tenant.spec.isolation !== 'node' || karpenter === undefined) return;
  const key = `${fleet.spec.labelPrefix}/tenant`;
  const total = (pick: (pod: ReturnType<typeof podsOf>[number]) => number): number =>
    Math.ceil(podsOf(stack).reduce((sum, pod) => sum + pod.count * pick(pod), 0) * headroom);
  const { group, kind, name } = karpenter.nodeClass;
  add(layer, stack, {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    name: stack.namespace,
    namespace: null,
    body: {
      spec: {
        template: {
          metadata: { labels: { [key]: tenant.spec.id } },
          spec: {
            nodeClassRef: { group, kind, name },
            taints: [{ key, value: tenant.spec.id, effect: 'NoSchedule' }],
            requirements: [
              { key: 'kubernetes.io/arch', operator: 'In', values: [karpenter.architecture] },
              { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
              // A database does not run on nodes that may vanish at two minutes' notice.
              { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
            ],
            // Nodes are renewed, and with them their system's security updates.
            expireAfter: '720h',
          },
        },
        // Nobody's mistake may buy more nodes than the tenant's quota could use.
        limits: {
          cpu: `${total(({ resources }) => resources.cpuRequest)}m`,
          memory: `${total(({ resources }) => resources.memoryRequest)}Mi`,
        },
        disruption: {
          consolidationPolicy: 'WhenEmptyOrUnderutilized',
          consolidateAfter: '1h',
          budgets: [{ nodes: '1' }],
        },
      },
    },
  });
}
