/** Which fields of each part a tenant may patch: those that no other part relies on. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

const pod = [
  '/metadata/annotations',
  '/spec/template/metadata/annotations',
  '/spec/template/spec/affinity',
  '/spec/template/spec/containers',
  '/spec/template/spec/dnsConfig/options',
  '/spec/template/spec/initContainers',
  '/spec/template/spec/terminationGracePeriodSeconds',
  '/spec/template/spec/topologySpreadConstraints',
  '/spec/template/spec/volumes',
];

const workload = [...pod, '/spec/minReadySeconds', '/spec/progressDeadlineSeconds', '/spec/revisionHistoryLimit'];

/** By part; the database has the fields of both engines. */
export const customisable: Readonly<Record<'web' | 'cron' | 'database', readonly string[]>> = {
  web: workload,
  cron: workload,
  database: [
    ...pod,
    '/spec/failoverDelay',
    '/spec/inheritedMetadata/annotations',
    '/spec/logLevel',
    '/spec/postgresql/parameters',
    '/spec/resources',
    '/spec/startDelay',
    '/spec/stopDelay',
    '/spec/switchoverDelay',
    '/spec/topologySpreadConstraints',
  ],
};

/** Pointers of everything in a patch that is not, or not within, an allowed field. */
export function* forbidden(patch: JsonObject, allowed: readonly string[], pointer = ''): Generator<string> {
  for (const [key, value] of Object.entries(patch)) {
    const at = `${pointer}/${escapeKey(key)}`;
    if (allowed.includes(at)) continue;
    const leadsToAllowed = allowed.some((field) => field.startsWith(`${at}/`));
    if (leadsToAllowed && isFilled(value)) yield* forbidden(value, allowed, at);
    else yield at;
  }
}

function isFilled(value: Json): value is JsonObject {
  return isObject(value) && Object.keys(value).length > 0;
}
