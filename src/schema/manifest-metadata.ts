/** What an API server demands of an object's name, namespace and annotations beyond its schema. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { shownValue } from './document-value.ts';
import { nameFormats, type ManifestFormat } from './manifest-formats.ts';
import type { SchemaError } from './manifest-errors.ts';

/** All annotations of an object together, keys and values, in bytes of UTF-8. */
const largestAnnotations = 256 * 1024;

/** The pods' and jobs' names that are made from a CronJob's name have to fit into 63 characters. */
const longestCronJob: ManifestFormat = {
  isValid: (text) => text.length <= 52,
  wanted: 'at most 52 characters long',
};

/** Kinds whose names are not simply a DNS subdomain, as the validation of their API groups in `k8s.io/kubernetes/pkg/apis` says. */
const nameFormatsByKind: Readonly<Record<string, readonly ManifestFormat[]>> = {
  'v1 Namespace': [nameFormats['dns-label']],
  'apps/v1 StatefulSet': [nameFormats['dns-label']],
  'batch/v1 CronJob': [nameFormats['dns-subdomain'], longestCronJob],
  'rbac.authorization.k8s.io/v1 ClusterRole': [nameFormats['path-segment']],
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': [nameFormats['path-segment']],
  'rbac.authorization.k8s.io/v1 Role': [nameFormats['path-segment']],
  'rbac.authorization.k8s.io/v1 RoleBinding': [nameFormats['path-segment']],
};

export type MetadataCheck = (manifest: JsonObject) => readonly SchemaError[];

export function createMetadataCheck(kubernetesVersion: string): MetadataCheck {
  // Names of services may start with a digit since 1.36 (feature gate RelaxedServiceNameValidation).
  const isStrict = ['1.34', '1.35'].includes(kubernetesVersion);
  const serviceFormats = [nameFormats[isStrict ? 'dns-1035-label' : 'dns-label']];
  const formats = new Map(Object.entries(nameFormatsByKind)).set('v1 Service', serviceFormats);
  return (manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    if (!isObject(metadata)) return [];
    const wanted = formats.get(`${String(apiVersion)} ${String(kind)}`) ?? [nameFormats['dns-subdomain']];
    return [...nameErrors(metadata, wanted), ...namespaceErrors(metadata), ...annotationErrors(metadata)];
  };
}

function nameErrors(metadata: JsonObject, formats: readonly ManifestFormat[]): SchemaError[] {
  const { name, generateName } = metadata;
  if (isAbsent(name) && isAbsent(generateName)) return [invalid('/metadata/name', 'field "metadata.name" is missing')];
  // The server adds a suffix to `generateName`, so that a dash may stand at its end.
  const prefix = typeof generateName === 'string' ? generateName.replace(/(?<=.)-$/, 'a') : undefined;
  return [
    ...formats.flatMap((format) => formatErrors('name', name, format)),
    ...formats
      .slice(0, 1)
      .flatMap((format) => (prefix === undefined ? [] : formatErrors('generateName', prefix, format))),
  ];
}

function namespaceErrors({ namespace }: JsonObject): SchemaError[] {
  return formatErrors('namespace', namespace, nameFormats['dns-label']);
}

function formatErrors(field: string, value: Json | undefined, format: ManifestFormat): SchemaError[] {
  // Values that are no text are the schema's business; an empty one counts as absent.
  if (typeof value !== 'string' || value === '' || format.isValid(value)) return [];
  return [invalid(`/metadata/${field}`, `metadata.${field} is ${shownValue(value)}, must be ${format.wanted}`)];
}

function annotationErrors({ annotations }: JsonObject): SchemaError[] {
  if (!isObject(annotations)) return [];
  let size = 0;
  for (const key in annotations) {
    const value = annotations[key];
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (size <= largestAnnotations) return [];
  return [
    invalid(
      '/metadata/annotations',
      `metadata.annotations takes ${size} bytes, must take at most ${largestAnnotations}`,
    ),
  ];
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function invalid(pointer: string, message: string): SchemaError {
  return { policy: 'schema-invalid', pointer, message };
}
