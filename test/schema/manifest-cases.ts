/** What the tables of the manifest checker's tests are made of. */
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import type { SchemaError } from '../../src/schema/manifest-checker.ts';
import { deployment } from './manifest-samples.ts';

export interface Case {
  readonly name: string;
  readonly manifest: JsonObject;
  /** Pointer and message of every error. */
  readonly errors: readonly (readonly [pointer: string, message: string])[];
}

/** The errors of a case, as the checker reports them. */
export function expectedErrors({ errors }: Case): SchemaError[] {
  return errors.map(([pointer, message]) => ({ policy: 'schema-invalid', pointer, message }));
}

/** The deployment with the value at a pointer replaced, or removed when it is undefined. */
export function tweak(pointer: string, value: Json | undefined, manifest: JsonObject = deployment): JsonObject {
  const copy = structuredClone(manifest);
  const segments = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/'));
  const last = segments.pop()!;
  let parent: Json = copy;
  for (const segment of segments) parent = (parent as JsonObject)[segment]!;
  if (value === undefined) Reflect.deleteProperty(parent as object, last);
  else Reflect.set(parent as object, last, value);
  return copy;
}

/** An object of a type such as `apps/v1 Deployment`. */
export function named(type: string, metadata: JsonObject, fields: JsonObject = {}): JsonObject {
  const [apiVersion = '', kind = ''] = type.split(' ');
  return { apiVersion, kind, metadata, ...fields };
}

export function service(ports: Json, name = 'odoo'): JsonObject {
  return named('v1 Service', { name }, { spec: { ports } });
}
