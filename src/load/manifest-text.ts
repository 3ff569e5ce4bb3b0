/** Reads the text of one manifest file into objects and findings. */
import type { Finding, ObjectRef } from '../model/finding.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { createLocator } from './locate-manifest.ts';
import { manifestChecks } from './manifest-checks.ts';
import { readDocuments } from './manifest-documents.ts';
import { objectsOf, objectsOfArray } from './manifest-objects.ts';
import { createPositions, type Position } from './manifest-position.ts';

export interface ManifestText {
  readonly objects: readonly InventoryObject[];
  readonly findings: readonly Finding[];
  /** Number of documents that direct kustomize and are no objects of a cluster. */
  readonly kustomizations: number;
  /** Number of documents that are records of this fleet, beside the manifests that they speak of. */
  readonly records: number;
}

/** The text has no byte order mark; `file` is its POSIX path relative to the root. */
export function readManifestText(file: string, text: string): ManifestText {
  const objects: InventoryObject[] = [];
  const findings: Finding[] = [];
  let kustomizations = 0;
  let records = 0;
  const position = createPositions(text);
  const locate = createLocator(text);
  for (const [index, { start, root, problems }] of readDocuments(text).entries()) {
    const object = referTo(file, root?.value);
    for (const { check, offset, message } of problems) {
      findings.push(manifestFinding(check, { file, position: position(start + offset), message, object }));
    }
    if (root === undefined) {
      continue;
    }
    if (isKustomization(file, root.value)) {
      kustomizations++;
      continue;
    }
    if (isRecord(file, root.value)) {
      records++;
      continue;
    }
    const isJsonArray = Array.isArray(root.value) && text[start + root.offset] === '[';
    for (const found of isJsonArray ? objectsOfArray(root.value) : objectsOf(root.value)) {
      if ('manifest' in found) {
        objects.push({ manifest: found.manifest, file, document: index, base: found.base });
      } else {
        const place = { file, position: locate(index, found.base), message: found.message, object };
        findings.push({ ...manifestFinding(found.check, place), pointer: found.base });
      }
    }
  }
  return { objects, findings, kustomizations, records };
}

interface ManifestFault {
  readonly file: string;
  readonly position?: Position;
  readonly message: string;
  readonly object?: ObjectRef;
}

/** A finding of one of `manifestChecks`, about the file as a whole when no position is given. */
export function manifestFinding(check: string, { file, position, message, object }: ManifestFault): Finding {
  const rule = manifestChecks.find(({ id }) => id === check);
  if (rule === undefined) {
    throw new Error(`no manifest check has the id ${check}`);
  }
  const place = { file, ...(position ?? { line: 1, column: 1 }) };
  return {
    policy: check,
    severity: rule.severity,
    object: object ?? referTo(file, null),
    place,
    message,
    fix: rule.fix,
  };
}

/** The object itself, or the file where the document is none. */
function referTo(file: string, document: Json | undefined): ObjectRef {
  const ref = isObject(document) ? refOf(document) : undefined;
  return ref !== undefined && ref.apiVersion !== '' && ref.kind !== ''
    ? ref
    : { apiVersion: 'fleet.aos/v1', kind: 'ManifestFile', name: file };
}

/** kustomize knows its file by name and then needs neither apiVersion nor kind. */
function isKustomization(file: string, document: Json): boolean {
  if (!isObject(document)) {
    return false;
  }
  const { apiVersion, kind }: JsonObject = document;
  return typeof apiVersion === 'string'
    ? apiVersion.startsWith('kustomize.config.k8s.io/')
    : kind === undefined && /(?:^|\/)kustomization\.ya?ml$/.test(file);
}

/** `tenant.json` as `synth` writes it: no cluster reads it, and without a kind none could. */
function isRecord(file: string, value: Json): boolean {
  if (!/(?:^|\/)tenant\.json$/.test(file) || !isObject(value) || 'kind' in value || 'apiVersion' in value) return false;
  return typeof value['tenant'] === 'string' && typeof value['contentDigest'] === 'string';
}
