/** Reads the fields that Pod Security checks judge, and turns the refused ones into violations. */
import { escapeKey } from '../model/json-pointer.ts';
import type { InventoryObject, Violation } from '../model/policy.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { describeContainer, describeValue, type Pod } from './pod-template.ts';

/** Names of nested fields; `*` stands for each element of a list. */
export type Path = readonly string[];

/** One field of a pod, a container or a volume, set or not. */
export interface Setting {
  readonly owner: Owner;
  /** The path with an index in place of each `*`; ends at the malformed value when there is one. */
  readonly keys: Path;
  /** How many of the keys exist in the manifest. */
  readonly depth: number;
  /** Undefined when the field, or anything above it, is absent or null: the API server treats both alike. */
  readonly value: Json | undefined;
  /** Whether the object that holds the field, or would hold it, is there. */
  readonly parentIsSet: boolean;
  /** What the value had to be when it is of another type, so that the field below it could not be read. */
  readonly malformed?: 'an object' | 'a list';
}

interface Owner {
  readonly object: InventoryObject;
  /** How messages name it, for example `pod` or `container "web"`; asked for only when there is something to say. */
  readonly subject: () => string;
  readonly pointer: string;
}

/** What a check demands of a setting. A malformed one is refused whatever the rule. */
export interface Rule {
  readonly allows: (value: Json | undefined, setting: Setting) => boolean;
  /** Completes the sentence `must be …`. */
  readonly wanted: string;
}

/** The fields at a path of the pod's spec: exactly one when the path has no `*`. */
export function podSettings(pod: Pod, path: Path): readonly Setting[] {
  return read({ object: pod.object, subject: () => 'pod', pointer: `${pod.pointer}/spec` }, pod.spec, path);
}

/** The fields at a path of each container: exactly one for each when the path has no `*`. */
export function containerSettings(pod: Pod, path: Path): readonly Setting[] {
  const settings: Setting[] = [];
  for (const entry of pod.containers) {
    const { pointer, container } = entry;
    settings.push(...read({ object: pod.object, subject: () => describeContainer(entry), pointer }, container, path));
  }
  return settings;
}

/** The fields at a path of each volume; the volume itself for an empty path. */
export function volumeSettings(pod: Pod, path: Path): readonly Setting[] {
  return podSettings(pod, ['volumes', '*']).flatMap((setting) => {
    const { owner, keys, value, malformed } = setting;
    if (malformed) return [setting];
    if (!isObject(value)) return [{ ...setting, malformed: 'an object' } as const];
    const subject = (): string => `volume ${describeValue(value['name'] ?? Number(keys.at(-1)))}`;
    return read({ object: owner.object, subject, pointer: pointerOf(setting) }, value, path);
  });
}

/** The pod's annotations whose key starts with a prefix. */
export function annotationSettings(pod: Pod, prefix: string): readonly Setting[] {
  const owner = { object: pod.object, subject: () => 'pod', pointer: `${pod.pointer}/metadata` };
  return read(owner, pod.metadata, ['annotations']).flatMap((setting) => {
    if (setting.value === undefined) return [];
    if (!isObject(setting.value)) return [{ ...setting, malformed: 'an object' } as const];
    const keys = Object.keys(setting.value).filter((key) => key.startsWith(prefix));
    return keys.flatMap((key) => follow(setting, [key]));
  });
}

/** Reads on from a setting, along a path below it. A path without `*` leads to exactly one setting. */
export function follow(at: Setting, path: Path): readonly Setting[] {
  const { owner, malformed } = at;
  if (malformed) return [at];
  let { depth, value, parentIsSet } = at;
  // The hottest loop of all policies: it allocates nothing unless something is wrong or a list is met.
  for (let position = 0; position < path.length; position += 1) {
    const key = path[position]!;
    if (value === undefined) {
      if (path.includes('*', position)) return [];
      parentIsSet = false;
      break;
    }
    if (key === '*') {
      const walked = [...at.keys, ...path.slice(0, position)];
      if (!Array.isArray(value)) return [{ owner, keys: walked, depth, value, parentIsSet, malformed: 'a list' }];
      const rest = path.slice(position + 1);
      return value.flatMap((element: Json, index) => {
        const keys = [...walked, String(index)];
        return follow({ owner, keys, depth: depth + 1, value: element ?? undefined, parentIsSet: true }, rest);
      });
    }
    if (!isObject(value)) {
      const keys = [...at.keys, ...path.slice(0, position)];
      return [{ owner, keys, depth, value, parentIsSet, malformed: 'an object' }];
    }
    const child: Json | undefined = value[key];
    if (child !== undefined) depth += 1;
    value = child ?? undefined;
    parentIsSet = true;
  }
  return [{ owner, keys: at.keys.length === 0 ? path : [...at.keys, ...path], depth, value, parentIsSet }];
}

/** One violation for each setting that the rule does not allow or that is malformed. */
export function* refuse(settings: Iterable<Setting>, rule: Rule): Generator<Violation> {
  for (const setting of settings) {
    const { owner, keys, depth, value, malformed } = setting;
    if (!malformed && rule.allows(value, setting)) continue;
    const field = fieldName(keys);
    const found = depth < keys.length ? `leaves ${field} unset` : `sets ${field} to ${describeValue(value ?? null)}`;
    const message = `${owner.subject()} ${found}, must be ${malformed ?? rule.wanted}`;
    yield { object: owner.object, message, pointer: pointerOf(setting) };
  }
}

/** Drops repetitions: a malformed object is met again on the way to each field below it. */
export function* distinct(violations: Iterable<Violation>): Generator<Violation> {
  const seen = new Set<string>();
  for (const violation of violations) {
    const key = `${violation.pointer} ${violation.message}`;
    if (!seen.has(key)) yield violation;
    seen.add(key);
  }
}

function read(owner: Owner, value: JsonObject, path: Path): readonly Setting[] {
  return follow({ owner, keys: [], depth: 0, value, parentIsSet: true }, path);
}

function pointerOf({ owner, keys, depth }: Setting): string {
  const escaped = keys.slice(0, depth).map((key) => `/${escapeKey(key)}`);
  return owner.pointer + escaped.join('');
}

/** As people write it, for example `seccompProfile.type` or `ports[0].hostPort`; everybody knows that it is in the security context. */
function fieldName(keys: Path): string {
  const shown = keys.length > 1 && keys[0] === 'securityContext' ? keys.slice(1) : keys;
  return shown.map(step).join('');
}

function step(key: string, position: number): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  if (!/^\w+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return position === 0 ? key : `.${key}`;
}
