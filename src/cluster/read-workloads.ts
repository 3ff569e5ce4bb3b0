/** From workloads, as the API server sends them, to what the status needs of them. */
import type { JsonObject } from '../model/manifest.ts';
import { numberAt, textAt, timeAt, valueAt } from './fields.ts';
import { conditionsOf, firstLine } from './read-flux.ts';
import type { Condition, Migration, Workload, WorkloadFault } from './snapshot.ts';

/** @param prefix of the fleet's labels. */
export function deploymentOf(object: JsonObject, prefix: string): Workload {
  const conditions = conditionsOf(object);
  const progressing = conditions.get('Progressing');
  const available = conditions.get('Available');
  const failure = conditions.get('ReplicaFailure');
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const isRolledOut = isObserved(object) && (numberAt(object, 'status', 'updatedReplicas') ?? 0) >= wanted;
  const fault =
    (failure?.status === 'True' ? failure : undefined) ??
    (progressing?.status === 'False' ? progressing : undefined) ??
    // While a rollout goes on, not yet available is no fault.
    (isRolledOut && progressing?.reason === 'NewReplicaSetAvailable' && available?.status === 'False'
      ? available
      : undefined);
  return {
    ...commonOf(object, prefix),
    kind: 'Deployment',
    wanted,
    ready: numberAt(object, 'status', 'readyReplicas') ?? 0,
    isRolledOut,
    ...(fault !== undefined && { fault: faultOf(fault) }),
  };
}

export function statefulSetOf(object: JsonObject, prefix: string): Workload {
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  return {
    ...commonOf(object, prefix),
    kind: 'StatefulSet',
    wanted,
    ready: numberAt(object, 'status', 'readyReplicas') ?? 0,
    isRolledOut: isObserved(object) && (numberAt(object, 'status', 'updatedReplicas') ?? wanted) >= wanted,
  };
}

/** A Cluster of CloudNativePG. Its condition stays `False` also while it is being set up; a phase tells more. */
export function databaseOf(object: JsonObject, prefix: string): Workload {
  const ready = conditionsOf(object).get('Ready');
  const phase = firstLine(textAt(object, 'status', 'phase') ?? '');
  const isReady = ready?.status === 'True';
  const running = numberAt(object, 'status', 'readyInstances') ?? 0;
  return {
    ...commonOf(object, prefix),
    kind: 'Cluster',
    wanted: numberAt(object, 'spec', 'instances') ?? 1,
    ready: running,
    isRolledOut: isReady,
    // Without any instance nobody is served; with one, it repairs itself.
    ...(!isReady &&
      running === 0 &&
      ready !== undefined && {
        fault: { ...faultOf(ready), ...(phase !== '' && { message: phase }) },
      }),
  };
}

export function migrationOf(object: JsonObject): Migration {
  const conditions = conditionsOf(object);
  const failed = conditions.get('Failed');
  const created = timeAt(object, 'metadata', 'creationTimestamp');
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
    name: textAt(object, 'metadata', 'name') ?? '',
    ...(created !== undefined && { created }),
    isDone: conditions.get('Complete')?.status === 'True',
    ...(failed?.status === 'True' && { fault: faultOf(failed) }),
  };
}

function commonOf(object: JsonObject, prefix: string): Pick<Workload, 'name' | 'namespace' | 'release'> {
  const release = textAt(object, 'metadata', 'labels', `${prefix}/release`);
  return {
    name: textAt(object, 'metadata', 'name') ?? '',
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
    ...(release !== undefined && { release }),
  };
}

/** Whether the status is of the object as it is now. */
function isObserved(object: JsonObject): boolean {
  return valueAt(object, 'status', 'observedGeneration') === valueAt(object, 'metadata', 'generation');
}

function faultOf({ reason, message, since }: Condition): WorkloadFault {
  return { reason, message, ...(since !== undefined && { since }) };
}
