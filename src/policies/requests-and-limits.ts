/** Demands that every container says what CPU and memory it asks for and may use at most. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { describeContainer, describeValue, podsIn } from './pod-template.ts';
import { parseQuantity } from './quantity.ts';

const resources = ['cpu', 'memory'] as const;

export const requestsAndLimits: StackPolicy = {
  id: 'requests-and-limits',
  family: 'object',
  severity: 'error',
  title: 'Every container has requests and limits of CPU and memory',
  why: 'Without a limit one tenant can take the CPU and memory of a node from its neighbours. Without a request the scheduler packs it where there is no room.',
  fix: 'Set `resources.requests` and `resources.limits` with `cpu` and `memory`, the request not above the limit.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], cis: ['5.7.3'], nsa: ['Resource policies'] },
  *check(inventory): Iterable<Violation> {
    for (const { object, containers, spec } of podsIn(inventory)) {
      // Since 1.34 a pod may set them for all its containers together.
      const shared = isObject(spec['resources']) ? spec['resources'] : {};
      for (const container of containers) {
        // Ephemeral containers may have none: the API server refuses them.
        if (container.kind === 'ephemeral') continue;
        const own = container.container['resources'];
        for (const fault of faultsOf(isObject(own) ? own : {}, shared)) {
          yield { object, pointer: container.pointer, message: `${describeContainer(container)} ${fault}` };
        }
      }
    }
  },
};

function* faultsOf(own: JsonObject, shared: JsonObject): Generator<string> {
  for (const resource of resources) {
    const [request, limit] = (['requests', 'limits'] as const).map((kind) => {
      const level = isObject(own[kind]) ? own[kind] : {};
      const pod = isObject(shared[kind]) ? shared[kind] : {};
      return level[resource] ?? pod[resource];
    });
    // A limit without a request is its own request: the API server's default.
    const amounts = { request: parseQuantity(request ?? limit), limit: parseQuantity(limit) };
    if (amounts.request === undefined || amounts.request <= 0) {
      yield `has ${resource} request ${describeValue(request)}, must have one above 0`;
    }
    if (amounts.limit === undefined || amounts.limit <= 0) {
      yield `has ${resource} limit ${describeValue(limit)}, must have one above 0`;
    }
    if (amounts.request !== undefined && amounts.limit !== undefined && amounts.request > amounts.limit) {
      yield `has ${resource} request ${describeValue(request)} above its limit ${describeValue(limit)}`;
    }
  }
}
