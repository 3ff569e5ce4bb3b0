/** Demands that every container says what CPU and memory it asks for and may use at most. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { isObject, type Json } from '../model/manifest.ts';
import { describeContainer, describeValue, type Pod, type PodContainer, podsIn } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

const resources = ['cpu', 'memory'] as const;

export const requestsAndLimits: StackPolicy = {
  id: 'requests-and-limits',
  family: 'object',
  severity: 'error',
  title: 'Every container has requests and limits of CPU and memory',
  why: 'Without a limit one tenant can take the CPU and memory of a node from its neighbours. Without a request the scheduler packs it where there is no room.',
  fix: 'Set `resources.requests` and `resources.limits` with `cpu` and `memory`, the request not above the limit.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], cis: ['5.6.3'], nsa: ['Resource policies'] },
  *check(inventory): Iterable<Violation> {
    for (const pod of podsIn(inventory)) {
      for (const container of pod.containers) {
        // Ephemeral containers may have none: the API server refuses them.
        if (container.kind === 'ephemeral') continue;
        for (const { pointer, fault } of faultsOf(container, pod)) {
          yield { object: pod.object, pointer, message: `${describeContainer(container)} ${fault}` };
        }
      }
    }
  },
};

interface Fault {
  readonly pointer: string;
  readonly fault: string;
}

function* faultsOf(container: PodContainer, pod: Pod): Generator<Fault> {
  // Since 1.34 a pod may set them for all its containers together.
  const levels: readonly [Level, Level] = [
    { resources: container.container['resources'], pointer: container.pointer },
    { resources: pod.spec['resources'], pointer: `${pod.pointer}/spec` },
  ];
  for (const resource of resources) {
    const request = amountIn(levels, ['requests', resource]);
    const limit = amountIn(levels, ['limits', resource]);
    // A limit without a request is its own request: the API server's default.
    const amounts = { request: parseQuantity(request.value ?? limit.value), limit: parseQuantity(limit.value) };
    const found = { request: describeValue(request.value), limit: describeValue(limit.value) };
    if (amounts.request === undefined || amounts.request <= 0) {
      yield { pointer: request.pointer, fault: `has ${resource} request ${found.request}, must have one above 0` };
    }
    if (amounts.limit === undefined || amounts.limit <= 0) {
      yield { pointer: limit.pointer, fault: `has ${resource} limit ${found.limit}, must have one above 0` };
    }
    if (amounts.request !== undefined && amounts.limit !== undefined && amounts.request > amounts.limit) {
      const fault = `has ${resource} request ${found.request} above its limit ${found.limit}`;
      yield { pointer: request.pointer, fault };
    }
  }
}

interface Level {
  /** What `resources` is there, whatever its type. */
  readonly resources: Json | undefined;
  /** JSON pointer of its parent. */
  readonly pointer: string;
}

/** The amount at the first level that sets it; where none does, it belongs to the first. */
function amountIn(
  levels: readonly [Level, Level],
  path: readonly [string, string],
): { value: Json | undefined; pointer: string } {
  const [kind, resource] = path;
  const amounts = levels.map(({ resources: level, pointer }) => {
    const amount = isObject(level) && isObject(level[kind]) ? level[kind][resource] : undefined;
    return { value: amount ?? undefined, pointer: `${pointer}/resources/${kind}/${resource}` };
  });
  return amounts.find(({ value }) => value !== undefined) ?? amounts[0]!;
}
