/** Whether a source says what is wanted now. What Flux cannot fetch, nobody can be ready at. */
import type { Judgement } from '../model/status.ts';
import type { FluxObject, Source } from './snapshot.ts';

/** Undefined when its newest revision is the wanted one. @param key what it is called, in case that it is not there. */
export function judgeSource(source: Source | undefined, key: string): Judgement | undefined {
  if (source === undefined) return { state: 'stale', reason: 'NoSource', message: `${key} is not there` };
  const fault = judgeDelivery(source, key);
  if (fault !== undefined) return fault;
  return source.revision === undefined
    ? { state: 'stale', reason: 'NoArtifact', message: `${key} has no artifact yet` }
    : undefined;
}

/** Of a source, or of the generator of sources: undefined when it passes on what is new. */
export function judgeDelivery(object: FluxObject, key: string): Judgement | undefined {
  const { ready, stalled, generation, isSuspended } = object;
  if (isSuspended) {
    return { state: 'suspended', reason: 'SourceSuspended', message: `${key} is suspended: nothing new arrives` };
  }
  const bad = stalled?.status === 'True' ? stalled : ready?.status === 'False' ? ready : undefined;
  if (bad !== undefined) {
    const since = bad.since === undefined ? {} : { since: bad.since };
    return { state: 'stale', reason: bad.reason, message: `${key}: ${bad.message}`, ...since };
  }
  if (ready === undefined) return { state: 'stale', reason: 'NoStatus', message: `${key} has no status` };
  return ready.generation !== undefined && ready.generation !== generation
    ? { state: 'stale', reason: 'OldGeneration', message: `the status of ${key} is of an older generation` }
    : undefined;
}
