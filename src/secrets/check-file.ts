/** Judges one file of secrets against what it must hold. Messages never show a value. */
import { escapeKey } from '../model/json-pointer.ts';
import { compareText } from '../model/finding.ts';
import type { SecretFile } from '../model/fleet.ts';
import { encryptedParts } from '../model/encrypted-value.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { ageKeyFile, recipientAnnotation } from '../stack/names.ts';
import { sopsMetadata } from './sops-metadata.ts';
import type { WantedFile } from './wanted-files.ts';

export interface Fault {
  readonly check: 'secret-form' | 'secret-plain' | 'secret-recipients';
  readonly pointer: string;
  readonly message: string;
}

export function checkFile({ name, manifest }: SecretFile, wanted: WantedFile, prefix: string): readonly Fault[] {
  return [
    ...checkForm(manifest, wanted),
    ...checkKeyFile(name, manifest, prefix),
    ...checkValues(manifest, wanted),
    ...checkMetadata(manifest, wanted),
  ];
}

/** Only what a Secret of ours has: anything else would be applied, or read, by nobody who was asked. */
const fields = new Set(['apiVersion', 'kind', 'metadata', 'sops', 'stringData', 'type']);

function* checkForm(manifest: JsonObject, { secret }: WantedFile): Iterable<Fault> {
  for (const field of Object.keys(manifest).toSorted()) {
    if (fields.has(field)) continue;
    const isData = field === 'data';
    yield form(
      `/${field}`,
      `${isData ? 'data' : JSON.stringify(field)} is given, must be left out${isData ? ': values stand in stringData' : ''}`,
    );
  }
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const expected: readonly (readonly [pointer: string, found: Json | undefined, wanted: string])[] = [
    ['/apiVersion', manifest['apiVersion'], 'v1'],
    ['/kind', manifest['kind'], 'Secret'],
    ['/metadata/name', metadata['name'], secret.name],
    ['/metadata/namespace', metadata['namespace'], secret.namespace],
    ['/type', manifest['type'], secret.type],
  ];
  for (const [pointer, found, value] of expected) {
    if (found !== value) yield form(pointer, `${named(pointer)} is ${shown(found)}, must be ${value}`);
  }
  for (const field of Object.keys(metadata).toSorted()) {
    if (!['annotations', 'name', 'namespace'].includes(field)) {
      yield form(
        `/metadata/${field}`,
        `metadata.${field} is given, must be left out: labels are added when dist is made`,
      );
    }
  }
}

/** The annotation alone says which public key belongs to the private one. */
function* checkKeyFile(name: string, { metadata }: JsonObject, prefix: string): Iterable<Fault> {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  const keys = isObject(annotations) ? Object.keys(annotations) : [];
  const wanted = name === ageKeyFile ? [recipientAnnotation(prefix)] : [];
  if (keys.join() === wanted.join() && (annotations === undefined || isObject(annotations))) return;
  const must = wanted.length === 0 ? 'left out' : `${wanted.join()} alone, with the public key of the tenant`;
  yield form('/metadata/annotations', `metadata.annotations is ${keys.join(', ') || 'missing'}, must be ${must}`);
}

function* checkValues({ stringData }: JsonObject, { values }: WantedFile): Iterable<Fault> {
  if (!isObject(stringData)) {
    yield form('/stringData', 'stringData is missing, must hold the encrypted values');
    return;
  }
  const found = Object.keys(stringData);
  const wanted = Object.keys(values).toSorted(compareText);
  if (found.join() !== wanted.join()) {
    // In another order the MAC would not fit what Flux reads.
    yield form(
      '/stringData',
      `stringData has ${found.map((key) => JSON.stringify(key)).join(', ') || 'nothing'}, must have ${wanted.join(', ')} in this order`,
    );
  }
  for (const key of found) {
    const value = stringData[key];
    const parts = typeof value === 'string' ? encryptedParts(value) : undefined;
    if (parts?.type === 'str') continue;
    const pointer = `/stringData/${escapeKey(key)}`;
    yield {
      check: 'secret-plain',
      pointer,
      message: `${named(pointer)} is not encrypted, must be text that SOPS has encrypted`,
    };
  }
}

function* checkMetadata(manifest: JsonObject, { recipients }: WantedFile): Iterable<Fault> {
  const metadata = sopsMetadata(manifest);
  if (typeof metadata === 'string') {
    yield form('/sops', metadata);
    return;
  }
  // Without the tenant's own key that file's finding is the one to follow.
  if (recipients === undefined) return;
  const found = metadata.age.map(({ recipient }) => recipient);
  for (const [index, recipient] of found.entries()) {
    if (recipients.includes(recipient) && found.indexOf(recipient) === index) continue;
    const pointer = `/sops/age/${index}/recipient`;
    yield {
      check: 'secret-recipients',
      pointer,
      message: `recipient ${short(recipient)} can open it, must be ${oneOf(recipients)}`,
    };
  }
  for (const recipient of recipients.filter((each) => !found.includes(each))) {
    yield {
      check: 'secret-recipients',
      pointer: '/sops/age',
      message: `recipient ${short(recipient)} cannot open it, must be able to`,
    };
  }
}

function form(pointer: string, message: string): Fault {
  return { check: 'secret-form', pointer, message };
}

function named(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Names and kinds alone are shown; whatever else stands there may be a value at the wrong place. */
function shown(found: Json | undefined): string {
  if (found === undefined) return 'missing';
  return typeof found === 'string' && /^[A-Za-z0-9./-]{1,80}$/.test(found) ? JSON.stringify(found) : 'something else';
}

function oneOf(recipients: readonly string[]): string {
  return recipients.map(short).join(' or ');
}

/** Enough of a public key to tell it from others. */
function short(recipient: string): string {
  const text = recipient.replaceAll(/[^a-z0-9]/g, '');
  return text.length <= 20 ? text : `${text.slice(0, 12)}...${text.slice(-4)}`;
}
