/** Checks Kubernetes objects against the schemas of their kinds, as strictly as an API server does. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import { nearestName } from './document-suggestion.ts';
import { shownValue } from './document-value.ts';
import { manifestErrors, type SchemaError } from './manifest-errors.ts';
import { createMetadataCheck } from './manifest-metadata.ts';
import { withoutNulls } from './manifest-nulls.ts';
import {
  createManifestValidators,
  createSchemaStore,
  type ManifestValidator,
  type ManifestValidators,
  type SchemaStore,
} from './manifest-validators.ts';

export type { SchemaError } from './manifest-errors.ts';

/** The minor versions of Kubernetes whose kinds are known. */
export const kubernetesVersions: readonly string[] = ['1.34', '1.35', '1.36'];

/** Returns every mistake of an object; none when it is right. */
export type ManifestChecker = (manifest: JsonObject) => readonly SchemaError[];

/**
 * A checker for one minor version of Kubernetes. Schemas are read at the first object of their kind.
 * The CEL rules of custom kinds (`x-kubernetes-validations`) are not evaluated.
 *
 * @throws RangeError for a version that is not in `kubernetesVersions`
 */
export function createManifestChecker(
  kubernetesVersion: string,
  store: SchemaStore = createSchemaStore(),
): ManifestChecker {
  if (!kubernetesVersions.includes(kubernetesVersion)) {
    throw new RangeError(`Kubernetes ${kubernetesVersion} is not one of ${kubernetesVersions.join(', ')}`);
  }
  const validators = createManifestValidators(kubernetesVersion, store);
  const checkMetadata = createMetadataCheck(kubernetesVersion);
  return (given) => {
    const manifest = withoutSops(given);
    const { apiVersion, kind } = manifest;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return typeErrors(manifest);
    const validator = validators.validatorOf(apiVersion, kind);
    if (validator === undefined) return [unknownKind({ apiVersion, kind, kubernetesVersion, validators })];
    const metadataErrors = checkMetadata(manifest);
    return validator.isValid(manifest) ? metadataErrors : [...schemaErrors(manifest, validator), ...metadataErrors];
  };
}

/** What SOPS adds to a Secret, Flux removes before the API server sees it. */
function withoutSops(manifest: JsonObject): JsonObject {
  if (manifest['kind'] !== 'Secret' || manifest['apiVersion'] !== 'v1' || !isObject(manifest['sops'])) return manifest;
  const { sops: _, ...secret } = manifest;
  return secret;
}

function schemaErrors(manifest: JsonObject, validator: ManifestValidator): SchemaError[] {
  const errors = validator.explain(manifest);
  const accepted = withoutNulls(manifest, errors);
  return manifestErrors(accepted === undefined ? errors : validator.explain(accepted));
}

/** For an object that does not say what it is. */
function typeErrors(manifest: JsonObject): SchemaError[] {
  return ['apiVersion', 'kind'].flatMap((field) => {
    const value = manifest[field];
    if (typeof value === 'string') return [];
    const isMissing = value === undefined || value === null;
    const message = isMissing ? `field "${field}" is missing` : `${field} is ${shownValue(value)}, must be a string`;
    return [{ policy: 'schema-invalid', pointer: `/${field}`, message }];
  });
}

interface UnknownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly kubernetesVersion: string;
  readonly validators: ManifestValidators;
}

function unknownKind({ apiVersion, kind, kubernetesVersion, validators }: UnknownKind): SchemaError {
  const versions = validators.versionsOf(kind, apiVersion);
  const meant = versions.length > 0 ? versions.join(' or ') : nearestName(kind, validators.kindsOf(apiVersion));
  const advice = meant === undefined ? '' : `, did you mean ${meant}?`;
  return {
    policy: 'schema-unknown-kind',
    pointer: versions.length > 0 ? '/apiVersion' : '/kind',
    message: `${shownValue(kind)} of ${shownValue(apiVersion)} has no schema for Kubernetes ${kubernetesVersion}${advice}`,
  };
}
