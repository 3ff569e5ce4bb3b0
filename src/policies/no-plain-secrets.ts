/** Refuses secrets that anyone who reads the repository, or the object, could use. */
import { escapeKey } from '../model/json-pointer.ts';
import { encryptedParts } from '../model/encrypted-value.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { assignedSecretIn, isHarmless, namesSecret, plainSecretIn } from '../model/plain-secret.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';

export const noPlainSecrets: StackPolicy = {
  id: 'no-plain-secrets',
  family: 'object',
  severity: 'error',
  title: 'No secret stands anywhere in plain',
  why: 'Git never forgets, and every reader of an object sees its environment, arguments and annotations: a value that was readable once is known.',
  fix: 'Replace the value where it is used, then keep it in a Secret: `fleet secrets` encrypts it, and the pod mounts it as a file.',
  controls: { hipaa: ['164.312(a)(2)(iv)', '164.312(d)'], cis: ['5.4.1'], nsa: ['Secrets'] },
  *check({ objects }) {
    for (const object of objects) {
      for (const { pointer, message } of faultsOf(object.manifest)) yield { object, pointer, message };
    }
  },
};

type Fault = Pick<Violation, 'message'> & { readonly pointer: string };

function* faultsOf(manifest: JsonObject): Iterable<Fault> {
  const { apiVersion, kind, metadata } = manifest;
  if (kind === 'Secret' && apiVersion === 'v1') {
    yield* plainValues(manifest);
    if (isObject(metadata)) yield* walk(metadata, '/metadata', 'object');
    return;
  }
  const place = kind === 'ConfigMap' ? 'configmap' : 'object';
  if (isSuspect(manifest, place)) yield* walk(manifest, '', place);
}

/** Whether `walk` would find something. Nearly nothing holds a secret, and pointers to everything else cost more than looking. */
function isSuspect(value: Json, place: Place): boolean {
  if (typeof value === 'string') return secretIn(value, place) !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => isSuspect(item as Json, place));
  const mapping = value as JsonObject;
  if (isEnvironment(mapping)) return true;
  for (const key in mapping) {
    const inner = mapping[key]!;
    if (isNamedSecret(key, inner, place) || isSuspect(inner, placeIn(place, key))) return true;
  }
  return false;
}

function* plainValues(secret: JsonObject): Iterable<Fault> {
  for (const field of ['data', 'stringData']) {
    const values = secret[field];
    for (const [key, value] of Object.entries(isObject(values) ? values : {})) {
      if (typeof value === 'string' && encryptedParts(value) !== undefined) continue;
      const pointer = `/${field}/${escapeKey(key)}`;
      yield { pointer, message: `${field}.${key} is not encrypted, must be encrypted by SOPS` };
    }
  }
}

/** What a mapping is, as far as its keys mean something here. */
type Place = 'object' | 'configmap' | 'named' | 'files' | 'arguments';

const placeOf: Readonly<Record<string, Place>> = { annotations: 'named', args: 'arguments', command: 'arguments' };

function* walk(value: Json, pointer: string, place: Place): Iterable<Fault> {
  if (typeof value === 'string') {
    const found = secretIn(value, place);
    if (found !== undefined) yield { pointer, message: `value holds ${found}, must be kept in a Secret` };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(item as Json, `${pointer}/${index}`, place);
  } else if (isObject(value)) {
    if (isEnvironment(value)) {
      yield {
        pointer: `${pointer}/value`,
        message: `${String(value['name'])} has a readable value, must be kept in a Secret`,
      };
    }
    for (const key in value) {
      const inner = value[key]!;
      const at = `${pointer}/${escapeKey(key)}`;
      if (isNamedSecret(key, inner, place)) {
        yield { pointer: at, message: `${key} has a readable value, must be kept in a Secret` };
      } else {
        yield* walk(inner, at, placeIn(place, key));
      }
    }
  }
}

function placeIn(place: Place, key: string): Place {
  if (place === 'configmap' && key === 'data') return 'files';
  // Programs speak of passwords by names of variables; settings have values.
  if (place === 'files') return /\.(?:py|sh|sql|js)$/.test(key) ? 'object' : 'arguments';
  return placeOf[key] ?? (place === 'configmap' ? 'configmap' : 'object');
}

/** `{ name: DB_PASSWORD, value: ... }`, as environments are written. */
function isEnvironment({ name, value }: JsonObject): boolean {
  return typeof name === 'string' && typeof value === 'string' && namesSecret(name) && !isHarmless(value);
}

/** A file or annotation whose name says that its value is a secret. */
function isNamedSecret(key: string, value: Json, place: Place): boolean {
  if (place !== 'files' && place !== 'named') return false;
  return typeof value === 'string' && namesSecret(key) && !isHarmless(value);
}

function secretIn(text: string, place: Place): string | undefined {
  if (text.length < shortest) return undefined;
  const settings = place === 'arguments';
  const seen = settings ? harmlessSettings : harmlessTexts;
  if (seen.has(text)) return undefined;
  const found = plainSecretIn(text) ?? assignedSecretIn(text, settings ? 'any' : 'quoted');
  if (found !== undefined) return found.kind;
  // What is the same for every tenant soon stands there again.
  if (seen.size >= mostSeen) seen.clear();
  seen.add(text);
  return undefined;
}

/** `token=abcd`; all that is shorter says nothing. */
const shortest = 8;
/** Texts that hold nothing. Most are the same for every tenant, programs among them: each is looked at once. */
const harmlessTexts = new Set<string>();
const harmlessSettings = new Set<string>();
const mostSeen = 4000;
