/** Copies of manifests that mutations write to, and the ways to a place in them. */
import { isObject, type Json } from '../../src/model/manifest.ts';

/** A change of a copy that it may write to; false when the object has no such place. */
export type Mutation = (manifest: Draft) => boolean;
export interface Draft {
  [key: string]: unknown;
}

export function inPod(change: (pod: Draft) => unknown): Mutation {
  return (manifest) => {
    const pod = podOf(manifest);
    if (pod === undefined) return false;
    change(pod);
    return true;
  };
}

export function inContainer(field: string, at: number, change: (container: Draft) => unknown): Mutation {
  return (manifest) => {
    const containers = podOf(manifest)?.[field] as Draft[] | undefined;
    const container = containers?.[at % containers.length];
    if (container === undefined) return false;
    change(container);
    return true;
  };
}

export function inSpec(kinds: readonly string[], change: (spec: Draft) => unknown): Mutation {
  return (manifest) => {
    if (!kinds.includes(String(manifest['kind']))) return false;
    change(manifest['spec'] as Draft);
    return true;
  };
}

function podOf(manifest: Draft): Draft | undefined {
  const at = (holder: unknown, ...path: readonly string[]): Draft | undefined =>
    path.reduce<unknown>((value, field) => (isObject(value) ? value[field] : undefined), holder) as Draft | undefined;
  if (manifest['kind'] === 'Pod') return at(manifest, 'spec');
  if (manifest['kind'] === 'PodTemplate') return at(manifest, 'template', 'spec');
  return at(manifest, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ?? at(manifest, 'spec', 'template', 'spec');
}

export function set(holder: Draft, path: readonly string[], value: Json | undefined): void {
  const [first = '', ...rest] = path;
  if (rest.length > 0) set((holder[first] ??= {}) as Draft, rest, value);
  else if (value === undefined) delete holder[first];
  else holder[first] = value;
}

export function push(holder: Draft, field: string, value: Json): void {
  (holder[field] ??= []) as unknown[];
  (holder[field] as unknown[]).push(value);
}
