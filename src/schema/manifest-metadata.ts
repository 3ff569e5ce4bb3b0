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
  'v1 Event': [nameFormats['path-segment']],
  'v1 Namespace': [nameFormats['dns-label']],
  'apiregistration.k8s.io/v1 APIService': [nameFormats['path-segment']],
  'apps/v1 StatefulSet': [nameFormats['dns-label']],
  'batch/v1 CronJob': [nameFormats['dns-subdomain'], longestCronJob],
  'certificates.k8s.io/v1 CertificateSigningRequest': [nameFormats['path-segment']],
  'certificates.k8s.io/v1beta1 ClusterTrustBundle': [nameFormats['trust-bundle']],
  'coordination.k8s.io/v1beta1 LeaseCandidate': [nameFormats['data-key']],
  'networking.k8s.io/v1 IPAddress': [nameFormats['canonical-ip']],
  'networking.k8s.io/v1beta1 IPAddress': [nameFormats['canonical-ip']],
  'rbac.authorization.k8s.io/v1 ClusterRole': [nameFormats['path-segment']],
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': [nameFormats['path-segment']],
  'rbac.authorization.k8s.io/v1 Role': [nameFormats['path-segment']],
  'rbac.authorization.k8s.io/v1 RoleBinding': [nameFormats['path-segment']],
};

/** Questions to the server: it answers and stores nothing, so that they need neither a name nor other metadata. */
export const requestKinds: ReadonlySet<string> = new Set([
  'authentication.k8s.io/v1 SelfSubjectReview',
  'authentication.k8s.io/v1 TokenRequest',
  'authentication.k8s.io/v1 TokenReview',
  'authorization.k8s.io/v1 LocalSubjectAccessReview',
  'authorization.k8s.io/v1 SelfSubjectAccessReview',
  'authorization.k8s.io/v1 SelfSubjectRulesReview',
  'authorization.k8s.io/v1 SubjectAccessReview',
]);

export type MetadataCheck = (manifest: JsonObject) => readonly SchemaError[];

export function createMetadataCheck(kubernetesVersion: string): MetadataCheck {
  // Names of services may start with a digit since 1.36 (feature gate RelaxedServiceNameValidation).
  const isStrict = ['1.34', '1.35'].includes(kubernetesVersion);
  const serviceFormats = [nameFormats[isStrict ? 'dns-1035-label' : 'dns-label']];
  const formats = new Map(Object.entries(nameFormatsByKind)).set('v1 Service', serviceFormats);
  return (manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    if (!isObject(metadata)) return [];
    const type = `${String(apiVersion)} ${String(kind)}`;
    const wanted = formats.get(type) ?? [nameFormats['dns-subdomain']];
    const missing = requestKinds.has(type) ? [] : missingName(metadata);
    return [...missing, ...nameErrors(metadata, wanted), ...namespaceErrors(metadata), ...annotationErrors(metadata)];
  };
}

function missingName({ name, generateName }: JsonObject): SchemaError[] {
  if (!isAbsent(name) || !isAbsent(generateName)) return [];
  return [invalid('/metadata/name', 'field "metadata.name" is missing')];
}

function nameErrors({ name, generateName }: JsonObject, formats: readonly ManifestFormat[]): SchemaError[] {
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
