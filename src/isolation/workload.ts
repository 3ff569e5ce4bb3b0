/** Workloads: pods together with those of the same owner. */
import { compareText } from '../model/finding.ts';
import type { PodGroup, ReadPods } from './read-pods.ts';

export interface Workload {
  /** `namespace/name[Kind]`; the second of that name has `#2` after it. */
  readonly id: string;
  /** More than one when pods of one owner differ. */
  readonly pods: readonly PodGroup[];
}

/** Longer chains of owners than Kubernetes makes are a circle. */
const longestChain = 8;

/** Sorted by id. Pods count for what controls them in the end; what nobody controls is a workload of its own. */
export function workloadsOf(read: readonly ReadPods[]): readonly Workload[] {
  const owners = new Map(read.map(({ id, owner }) => [id, owner]));
  const controls = new Set(owners.values());
  const workloads = new Map<string, PodGroup[]>();
  for (const { id, owner, pods } of read) {
    let root = owner ?? id;
    for (let hops = 0; hops < longestChain; hops++) root = owners.get(root) ?? root;
    let own = root;
    if (owner === undefined && !controls.has(id)) {
      // Twice the same name, and nobody who tells that both belong together.
      for (let count = 2; workloads.has(own); count++) own = `${root}#${count}`;
    }
    const group = workloads.get(own);
    if (group) group.push(pods);
    else workloads.set(own, [pods]);
  }
  return [...workloads].map(([id, pods]) => ({ id, pods })).sort((a, b) => compareText(a.id, b.id));
}
