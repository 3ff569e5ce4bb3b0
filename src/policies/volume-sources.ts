/** Refuses volumes and snapshots of a tenant that are filled from anywhere but its own stack. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Inventory, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';
import { volumeClaimsIn } from './volume-claims.ts';

/** Kinds that a claim may be filled from, by `<kind> of <API version>`. Anything else fills it by a program that nobody knows. */
const sources = ['PersistentVolumeClaim of v1', 'VolumeSnapshot of snapshot.storage.k8s.io/v1'] as const;

export const volumeSources: StackPolicy = {
  id: 'volume-sources',
  family: 'tenant',
  severity: 'error',
  title: 'Volumes and snapshots are filled from the own stack alone',
  why: 'A claim that is filled from a volume or snapshot of another namespace is a copy of all its data, and a snapshot that names its content by hand may be of any volume of the cluster.',
  fix: 'Restore by `database.restoreFrom`, which reads backups. A claim may be filled from a claim or snapshot that stands in the same stack.',
  controls: { hipaa: ['164.312(a)(1)', '164.310(d)(1)'], cis: ['5.6.1'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const own = new Set(
      sources.flatMap((type) =>
        objectsOfKind(inventory, type).map(({ manifest }) => `${manifest['kind'] as string} ${refOf(manifest).name}`),
      ),
    );
    for (const { object, spec, pointer } of volumeClaimsIn(inventory)) {
      for (const field of ['dataSource', 'dataSourceRef'] as const) {
        const message = faultOf(spec[field], own, `tenant-${tenant.spec.id}`);
        if (message !== undefined) yield { object, pointer: `${pointer}/${field}`, message: `${field} is ${message}` };
      }
    }
    yield* snapshots(inventory);
  },
};

function faultOf(source: Json | undefined, own: ReadonlySet<string>, namespace: string): string | undefined {
  if (source === undefined || source === null) return undefined;
  if (!isObject(source)) return `${describeValue(source)}, must be an object or unset`;
  const { kind, name, namespace: from = namespace, apiGroup } = source;
  const group = kind === 'VolumeSnapshot' ? 'snapshot.storage.k8s.io' : '';
  const found = `${String(apiGroup ?? '') === '' ? '' : `${String(apiGroup)} `}${String(kind)} ${String(name)}`;
  if (from !== namespace && from !== null && from !== '')
    return `${found} of namespace ${describeValue(from)}, must be in ${JSON.stringify(namespace)}`;
  if ((apiGroup ?? '') === group && own.has(`${String(kind)} ${String(name)}`)) return undefined;
  return `${found}, must be a claim or snapshot of the own stack`;
}

function* snapshots(inventory: Inventory): Generator<Violation> {
  for (const object of objectsOfKind(inventory, 'VolumeSnapshotContent of snapshot.storage.k8s.io/v1'))
    yield { object, pointer: '', message: 'a VolumeSnapshotContent is given, must be left to the snapshot class' };
  for (const object of objectsOfKind(inventory, 'VolumeSnapshot of snapshot.storage.k8s.io/v1')) {
    const source = sourceOf(object.manifest);
    const content = source['volumeSnapshotContentName'];
    if (content === undefined || content === null) continue;
    yield {
      object,
      pointer: '/spec/source/volumeSnapshotContentName',
      message: `the snapshot's content is ${describeValue(content)}, must be made from a claim`,
    };
  }
}

function sourceOf({ spec }: JsonObject): JsonObject {
  return isObject(spec) && isObject(spec['source']) ? spec['source'] : {};
}
