/** Finds the places in object stores that an object writes to or reads from. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { podTemplateOf } from './pod-template.ts';
import { objectsIn } from './web-services.ts';

export interface BackupPrefix {
  /** `<bucket>/<path>`, without the address of the store: buckets of one name are taken for one. */
  readonly value: string;
  readonly pointer: string;
  /** Reached with the Secret that a staging copy has for the backups of its production tenant, which may only read. */
  readonly isCopied: boolean;
}

/** Secret of a staging copy. */
const productionBackup = 'production-backup';

/** Of the Barman Cloud plugin's ObjectStore, and of every container with the address of a store in its environment. */
export function* backupPrefixesOf(manifest: JsonObject): Generator<BackupPrefix> {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  if (manifest['kind'] === 'ObjectStore') {
    const configuration = isObject(spec['configuration']) ? spec['configuration'] : {};
    const value = prefixIn(configuration['destinationPath']);
    const { s3Credentials = {} } = configuration;
    const isCopied = secretsIn(Object.values(isObject(s3Credentials) ? s3Credentials : {})).join() === productionBackup;
    if (value !== undefined) yield { value, pointer: '/spec/configuration/destinationPath', isCopied };
  }
  for (const { container, pointer } of podTemplateOf(manifest)?.containers ?? []) {
    const env = objectsIn(container, 'env');
    const all = Array.isArray(container['env']) ? container['env'] : [];
    for (const [index, variable] of all.entries()) {
      const value = isObject(variable) ? prefixIn(variable['value']) : undefined;
      if (value === undefined || !isObject(variable)) continue;
      // A program that copies from one place to another has variables of both.
      const isSource = (each: JsonObject): boolean => String(each['name']).startsWith('SOURCE_');
      const same = env.filter((each) => isSource(each) === isSource(variable));
      const references = same.map(({ valueFrom }) => (isObject(valueFrom) ? valueFrom['secretKeyRef'] : undefined));
      const isCopied = secretsIn(references).join() === productionBackup;
      yield { value, pointer: `${pointer}/env/${index}/value`, isCopied };
    }
  }
}

/** Names of the Secrets that are referred to, each once. */
function secretsIn(references: readonly (Json | undefined)[]): readonly string[] {
  return [...new Set(references.filter(isObject).map(({ name }) => String(name)))];
}

/** `s3://bucket/path` as barman-cloud writes it, or `s3:https://host/bucket/path` as restic does. */
function prefixIn(value: unknown): string | undefined {
  const [, path] = /^s3:(?:\/\/|https?:\/\/[^/]+\/)(.*)$/.exec(String(value)) ?? [];
  return path?.replaceAll(/\/+/g, '/').replace(/^\/|\/$/g, '');
}

/** Bucket, and the folder in it that belongs to one tenant. */
export function folderOf(prefix: string): readonly string[] {
  return prefix.split('/').slice(0, 2);
}

/** False for a whole bucket. */
export function isInFolder(prefix: string): boolean {
  return /^[^/]+\/[^/]+/.test(prefix);
}
