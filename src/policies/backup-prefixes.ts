/** Finds the places in object stores that an object writes to or reads from. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import { podTemplateOf } from './pod-template.ts';

export interface BackupPrefix {
  /** `<bucket>/<path>`, without the address of the store: buckets of one name are taken for one. */
  readonly value: string;
  readonly pointer: string;
}

/** Of the Barman Cloud plugin's ObjectStore, and of every container with the address of a store in its environment. */
export function* backupPrefixesOf(manifest: JsonObject): Generator<BackupPrefix> {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  if (manifest['kind'] === 'ObjectStore') {
    const configuration = isObject(spec['configuration']) ? spec['configuration'] : {};
    const value = prefixIn(configuration['destinationPath']);
    if (value !== undefined) yield { value, pointer: '/spec/configuration/destinationPath' };
  }
  for (const { container, pointer } of podTemplateOf(manifest)?.containers ?? []) {
    const env = container['env'];
    for (const [index, variable] of (Array.isArray(env) ? env : []).entries()) {
      const value = isObject(variable) ? prefixIn(variable['value']) : undefined;
      if (value !== undefined) yield { value, pointer: `${pointer}/env/${index}/value` };
    }
  }
}

/** `s3://bucket/path` as barman-cloud writes it, or `s3:https://host/bucket/path` as restic does. */
function prefixIn(value: unknown): string | undefined {
  const [, path] = /^s3:(?:\/\/|https?:\/\/[^/]+\/)(.*)$/.exec(String(value)) ?? [];
  return path?.replaceAll(/\/+/g, '/').replace(/^\/|\/$/g, '');
}
