/** From Flux's objects, as the API server sends them, to what the status needs of them. */
import type { JsonObject } from '../model/manifest.ts';
import { parseDuration } from './duration.ts';
import { numberAt, objectsAt, textAt, timeAt, valueAt } from './fields.ts';
import { type Condition, type FluxObject, type Kustomization, type Source, sourceKey } from './snapshot.ts';

/** Flux requires `interval`; an hour is what our Kustomizations have. */
const usualInterval = 3600;

export function kustomizationOf(object: JsonObject): Kustomization {
  const seconds = (field: string): number | undefined => parseDuration(textAt(object, 'spec', field) ?? '');
  const interval = seconds('interval') ?? usualInterval;
  const appliedRevision = textAt(object, 'status', 'lastAppliedRevision');
  return {
    ...fluxObjectOf(object),
    source: sourceKey(
      textAt(object, 'spec', 'sourceRef', 'kind') ?? '',
      textAt(object, 'spec', 'sourceRef', 'name') ?? '',
    ),
    interval,
    // Without them Flux takes the interval.
    timeout: seconds('timeout') ?? interval,
    retryInterval: seconds('retryInterval') ?? interval,
    ...(appliedRevision !== undefined && { appliedRevision }),
    history: objectsAt(object, 'status', 'history').flatMap((entry) => {
      const [status, first, last] = [
        textAt(entry, 'lastReconciledStatus'),
        timeAt(entry, 'firstReconciled'),
        timeAt(entry, 'lastReconciled'),
      ];
      return status === undefined || first === undefined || last === undefined ? [] : [{ status, first, last }];
    }),
  };
}

export function sourceOf(kind: string, object: JsonObject): Source {
  const flux = fluxObjectOf(object);
  const revision = textAt(object, 'status', 'artifact', 'revision');
  const updated = timeAt(object, 'status', 'artifact', 'lastUpdateTime');
  return {
    ...flux,
    key: sourceKey(kind, flux.name),
    ...(revision !== undefined && { revision }),
    ...(updated !== undefined && { updated }),
  };
}

function fluxObjectOf(object: JsonObject): FluxObject {
  const observedGeneration = numberAt(object, 'status', 'observedGeneration');
  const created = timeAt(object, 'metadata', 'creationTimestamp');
  const deleting = timeAt(object, 'metadata', 'deletionTimestamp');
  const conditions = conditionsOf(object);
  const [ready, reconciling, stalled] = ['Ready', 'Reconciling', 'Stalled'].map((type) => conditions.get(type));
  return {
    name: textAt(object, 'metadata', 'name') ?? '',
    generation: numberAt(object, 'metadata', 'generation') ?? 0,
    ...(observedGeneration !== undefined && { observedGeneration }),
    ...(created !== undefined && { created }),
    ...(deleting !== undefined && { deleting }),
    isSuspended: valueAt(object, 'spec', 'suspend') === true,
    ...(ready !== undefined && { ready }),
    ...(reconciling !== undefined && { reconciling }),
    ...(stalled !== undefined && { stalled }),
  };
}

/** By their type. */
export function conditionsOf(object: JsonObject): ReadonlyMap<string, Condition> {
  return new Map(
    objectsAt(object, 'status', 'conditions').map((condition) => {
      const since = timeAt(condition, 'lastTransitionTime');
      const generation = numberAt(condition, 'observedGeneration');
      return [
        textAt(condition, 'type') ?? '',
        {
          status: textAt(condition, 'status') ?? 'Unknown',
          reason: textAt(condition, 'reason') ?? '',
          message: firstLine(textAt(condition, 'message') ?? ''),
          ...(since !== undefined && { since }),
          ...(generation !== undefined && { generation }),
        },
      ];
    }),
  );
}

/** The first line with something on it. */
export function firstLine(text: string): string {
  return (
    text
      .split(/[\r\n]/)
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  );
}
