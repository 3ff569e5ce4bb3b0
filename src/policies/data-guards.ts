/** Refuses to take away what keeps Flux and the cluster from deleting a tenant's data. */
import type { ObjectChange } from '../model/change.ts';
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import type { TenantTransition, TransitionPolicy, TransitionViolation } from '../model/transition.ts';

export const dataGuards: TransitionPolicy = {
  id: 'data-guards',
  family: 'transition',
  severity: 'error',
  title: 'What holds data stays, and stays guarded against deletion, until its deletion was asked for',
  why: 'Flux deletes what is no longer in Git, and what a removed Kustomization had applied. Database and files are kept from that by an annotation, and by layers that delete nothing. One change that takes a guard away lets the next one delete the data.',
  fix: 'Keep the object and its guards. Data is deleted in the steps of an offboarding: docs/runbooks/offboard-a-tenant.md.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.310(d)(2)(i)', '164.312(c)(1)'] },
  *check(transition) {
    const { after } = transition;
    if (after === undefined || isDeleting(after.record)) return;
    for (const object of transition.objects) {
      if (object.before === undefined) continue;
      if (object.after === undefined) yield* gone(object, object.before, transition);
      else yield* loosened(object, object.before, object.after);
    }
  },
};

function isDeleting({ offboarding }: JsonObject): boolean {
  return isObject(offboarding) && offboarding['deletesData'] === true;
}

const holders: ReadonlySet<string> = new Set([
  'Cluster of postgresql.cnpg.io',
  'StatefulSet of apps',
  'PersistentVolumeClaim of v1',
  'Namespace of v1',
]);

function kindOf(manifest: JsonObject): string {
  const { apiVersion, kind } = refOf(manifest);
  return `${kind} of ${apiVersion.split('/')[0]}`;
}

function* gone(
  object: ObjectChange,
  before: JsonObject,
  { before: was, after }: TenantTransition,
): Iterable<TransitionViolation> {
  const kind = kindOf(before);
  if (!holders.has(kind)) return;
  // A new generation has servers of its own; those of the old one stay in the cluster, guarded.
  const isNewGeneration = generationOf(was?.record) !== generationOf(after?.record);
  if (isNewGeneration && kind !== 'Namespace of v1' && refOf(before).name !== 'odoo-filestore') return;
  yield { object, message: 'the object is removed, must stay: it holds data whose deletion nobody asked for' };
}

function generationOf(record: JsonObject | undefined): unknown {
  const data = record?.['data'];
  return isObject(data) ? data['generation'] : undefined;
}

const prune = 'kustomize.toolkit.fluxcd.io/prune';

function* loosened(object: ObjectChange, before: JsonObject, after: JsonObject): Iterable<TransitionViolation> {
  if (annotation(before, prune) === 'disabled' && annotation(after, prune) !== 'disabled') {
    yield {
      object,
      pointer: '/metadata/annotations',
      message: `annotation ${prune} is ${text(annotation(after, prune))}, must stay "disabled"`,
    };
  }
  if (kindOf(after) !== 'Kustomization of kustomize.toolkit.fluxcd.io') return;
  const had = isObject(before['spec']) ? before['spec'] : {};
  const has = isObject(after['spec']) ? after['spec'] : {};
  if (had['prune'] === false && has['prune'] !== false)
    yield { object, pointer: '/spec/prune', message: `prune is ${text(has['prune'])}, must stay false` };
  if (had['deletionPolicy'] === 'Orphan' && has['deletionPolicy'] !== 'Orphan') {
    yield {
      object,
      pointer: '/spec/deletionPolicy',
      message: `deletionPolicy is ${text(has['deletionPolicy'])}, must stay "Orphan"`,
    };
  }
}

function annotation({ metadata }: JsonObject, name: string): unknown {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  return isObject(annotations) ? annotations[name] : undefined;
}

function text(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
