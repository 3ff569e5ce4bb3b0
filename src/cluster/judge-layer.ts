/** In which state one Kustomization is: what Flux says, and whether that still holds. */
import type { Judgement } from '../model/status.ts';
import { latest, secondsBetween } from './duration.ts';
import { judgeSource } from './judge-source.ts';
import type { Condition, Kustomization, Source } from './snapshot.ts';

export interface LayerContext {
  readonly source: Source | undefined;
  /** By the cluster's clock. */
  readonly now: string;
  /** Seconds that Flux may take until a revision is applied: what this layer and those before it may take. */
  readonly patience: number;
}

/** Reconciliations do not begin exactly at their interval: Flux spreads them. */
const jitter = 1.1;
const succeeded = 'ReconciliationSucceeded';

export function judgeLayer(layer: Kustomization, context: LayerContext): Judgement {
  const { ready, deleting } = layer;
  if (deleting !== undefined) {
    return { state: 'progressing', reason: 'Deleting', message: 'it is being deleted', since: deleting };
  }
  if (layer.isSuspended) {
    const message = 'its Kustomization is suspended: nothing is applied, and no drift corrected';
    return { state: 'suspended', reason: 'Suspended', message };
  }
  const { source } = context;
  const sinceOf = source?.revision === layer.appliedRevision ? undefined : source?.updated;
  const changed = latest(layer.created, sinceOf);
  if (layer.stalled?.status === 'True') return failing(layer.stalled, layer.stalled.since);
  if (ready === undefined) return unanswered(changed, context);
  const isOfNow = ready.generation === undefined || ready.generation === layer.generation;
  if (!isOfNow) return outdated(layer, ready.generation);
  if (ready.status === 'False' && ready.reason !== 'DependencyNotReady') {
    return failing(ready, failingSince(layer, source, ready));
  }
  if (ready.status !== 'True') return running(layer, ready, context);
  if (layer.observedGeneration !== layer.generation) return outdated(layer, layer.observedGeneration);
  const fault = judgeSource(source, layer.source);
  if (fault !== undefined) return fault;
  if (layer.appliedRevision !== source?.revision) return waiting(changed, context);
  return confirmed(layer, ready, context);
}

function failing({ reason, message }: Condition, since: string | undefined): Judgement {
  return { state: 'failing', reason, message, ...(since !== undefined && { since }) };
}

/**
 * The condition flips with every retry, so its own time tells little. Better: the first of the failures without a success
 * since, or the change after which it began.
 */
function failingSince({ history, appliedRevision }: Kustomization, source: Source | undefined, ready: Condition) {
  const good = history.findIndex(({ status }) => status === succeeded);
  const bad = good < 0 ? history : history.slice(0, good);
  const lastGood = good < 0 ? undefined : history[good]?.last;
  const first = bad.map(({ first: time }) => time).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  if (first !== undefined) return latest(first, lastGood);
  return source?.updated !== undefined && source.revision !== appliedRevision
    ? latest(source.updated, lastGood)
    : ready.since;
}

/** Flux has not said anything about it. */
function unanswered(created: string | undefined, { now, patience }: LayerContext): Judgement {
  const since = created === undefined ? {} : { since: created };
  return created !== undefined && secondsBetween(created, now) <= patience
    ? { state: 'progressing', reason: 'New', message: 'Flux has not begun with it', ...since }
    : { state: 'stale', reason: 'NoStatus', message: 'Flux has never said anything about it', ...since };
}

function outdated(layer: Kustomization, observed: number | undefined): Judgement {
  const message = `the status is of generation ${observed ?? 'none'}, the object is at ${layer.generation}`;
  return { state: 'stale', reason: 'OldGeneration', message };
}

/** A reconciliation is under way, or waits for the layer before. */
function running(layer: Kustomization, ready: Condition, { source, now, patience }: LayerContext): Judgement {
  const since = ready.since === undefined ? {} : { since: ready.since };
  if (ready.since !== undefined && secondsBetween(ready.since, now) > patience) {
    const message = `no result for more than ${Math.round(patience / 60)} minutes: ${ready.message}`;
    return { state: 'stale', reason: 'NoResult', message, ...since };
  }
  const [newest] = layer.history;
  const isCheckedAgain =
    ready.status === 'Unknown' &&
    source?.revision !== undefined &&
    layer.appliedRevision === source.revision &&
    layer.observedGeneration === layer.generation &&
    newest?.status === succeeded;
  // At every interval Flux says `Unknown` for a moment, also of what it has applied and found healthy.
  if (isCheckedAgain) {
    return judgeSource(source, layer.source) ?? confirmed(layer, ready, { source, now, patience });
  }
  const { message } = layer.reconciling?.status === 'True' && ready.status !== 'False' ? layer.reconciling : ready;
  return { state: 'progressing', reason: ready.reason, message, ...since };
}

/** It is ready at a revision that is not the newest. */
function waiting(changed: string | undefined, { now, patience }: LayerContext): Judgement {
  const isLate = changed === undefined || secondsBetween(changed, now) > patience;
  const since = changed === undefined ? {} : { since: changed };
  return isLate
    ? { state: 'stale', reason: 'OldRevision', message: 'the newest revision was never applied', ...since }
    : { state: 'progressing', reason: 'NewRevision', message: 'the newest revision is not yet applied', ...since };
}

/** It is ready at the newest revision: does Flux still look after it? */
function confirmed(layer: Kustomization, ready: Condition, { now, patience }: LayerContext): Judgement {
  const { history, interval } = layer;
  const [newest, ...older] = history;
  if (newest !== undefined && secondsBetween(newest.last, now) > interval * jitter + patience) {
    const message = `not reconciled since ${newest.last}, must be every ${Math.round(interval / 60)} minutes`;
    return { state: 'stale', reason: 'NotConfirmed', message, since: newest.last };
  }
  // What came between, if anything, was another content or a failure.
  const since = newest === undefined ? ready.since : latest(newest.first, ...older.map(({ last }) => last));
  return { state: 'ready', reason: 'Ready', message: '', ...(since !== undefined && { since }) };
}
