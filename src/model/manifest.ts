/** A Kubernetes object as data, and what it takes to name one. */
import type { ObjectRef } from './finding.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string };
}

/** True for a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list; none of anything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function refOf(manifest: JsonObject): ObjectRef {
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const namespace = text(metadata['namespace']);
  return {
    apiVersion: text(manifest['apiVersion']) ?? '',
    kind: text(manifest['kind']) ?? '',
    ...(namespace !== undefined && { namespace }),
    name: text(metadata['name']) ?? text(metadata['generateName']) ?? '',
  };
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
