/** What a patch must leave alone within the fields that it may change: what makes a pod wait, keeps its data, or holds its secrets. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

/** Names of what the stack itself puts into the pods that can be patched. */
export const ownContainers: readonly string[] = ['odoo', 'postgresql'];
export const ownInitContainers: readonly string[] = ['log', 'render-config', 'restore', 'wait-migrated'];
/** But for those that only have a size. */
export const ownVolumes: readonly string[] = [
  'certificate',
  'config',
  'credentials',
  'data',
  'database-ca',
  'filestore',
  'hand-over',
  'run',
  'scripts',
  'superuser',
];

/** Of a container of ours; its image is `odoo.image`, and its command and arguments follow from the spec. */
const changeable: ReadonlySet<string> = new Set([
  'env',
  'envFrom',
  'livenessProbe',
  'name',
  'readinessProbe',
  'resources',
  'startupProbe',
  'volumeMounts',
]);
/** Variables that our programs, PostgreSQL and its clients read. */
const ownVariables = /^(FLEET_|PG|POSTGRES_|AWS_|SOURCE_)|^(HOME|ODOO_RC)$/;
/** Folders of our programs, settings and secrets. */
const ownFolders = /^\/(docker-entrypoint-initdb\.d|etc\/(odoo-config|postgresql)|opt\/fleet|run)(\/|$)/;
/** With these PostgreSQL loses what it has confirmed, or no longer archives it; others the operator refuses. */
const ownParameters =
  /^(archive_|recovery_|ssl|synchronous_)|^(fsync|full_page_writes|ignore_checksum_failure|restore_command|wal_level|zero_damaged_pages)$/;

/** Pointers of everything in a patch that is within an allowed field and guarded all the same. */
export function* guarded(patch: JsonObject): Generator<string> {
  const pod = '/spec/template/spec';
  yield* inList(patch, `${pod}/containers`, (member, at) =>
    ownContainers.includes(nameOf(member)) ? inContainer(member, at) : [],
  );
  yield* inList(patch, `${pod}/initContainers`, (member, at) =>
    ownInitContainers.includes(nameOf(member)) ? [at] : [],
  );
  yield* inList(patch, `${pod}/volumes`, (member, at) => (isOwnVolume(member) ? [at] : []));
  const parameters = valueAt(patch, '/spec/postgresql/parameters');
  if (parameters === null) yield '/spec/postgresql/parameters';
  for (const name of Object.keys(isObject(parameters) ? parameters : {})) {
    if (ownParameters.test(name)) yield `/spec/postgresql/parameters/${name}`;
  }
}

function* inContainer(container: JsonObject, at: string): Generator<string> {
  for (const key of Object.keys(container)) if (!changeable.has(key)) yield `${at}/${key}`;
  const within = [
    ...inList(container, '/env', (member, place) => (ownVariables.test(nameOf(member)) ? [place] : [])),
    ...inList(container, '/volumeMounts', (member, place) =>
      isOwnVolume(member) || ownFolders.test(String(member['mountPath'] ?? '')) ? [place] : [],
    ),
  ];
  for (const pointer of within) yield `${at}${pointer}`;
}

/** A list whose members do not all have names replaces ours instead of being merged with it, and so does nothing at all. */
function* inList(
  patch: JsonObject,
  at: string,
  faults: (member: JsonObject, at: string) => Iterable<string>,
): Generator<string> {
  const list = valueAt(patch, at);
  if (list === undefined) return;
  if (!Array.isArray(list) || list.some((member: Json) => !isObject(member) || typeof member['name'] !== 'string')) {
    yield at;
    return;
  }
  for (const [index, member] of (list as readonly JsonObject[]).entries()) yield* faults(member, `${at}/${index}`);
}

function valueAt(value: Json, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const key of pointer.slice(1).split('/')) found = isObject(found) ? found[key] : undefined;
  return found;
}

function nameOf(member: JsonObject): string {
  return String(member['name']);
}

function isOwnVolume(member: JsonObject): boolean {
  return ownVolumes.includes(nameOf(member)) || nameOf(member).startsWith('addons-');
}
