/** Turns what ajv says about a document into one error per mistake, in words. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { compareText } from '../model/finding.ts';
import type { Json } from '../model/manifest.ts';
import { type DocumentError, documentPolicies } from './document-error.ts';
import { join, lastSegment, pathOf } from './document-path.ts';
import { nearestName } from './document-suggestion.ts';
import { printable, shownValue } from './document-value.ts';
import { isOfOtherType, oneOf, repeatedItem, wrongChoiceType, wrongType, wrongValue } from './document-value-errors.ts';

/** One error per mistake, sorted by pointer. */
export function documentErrors(errors: readonly ErrorObject[]): readonly DocumentError[] {
  const best = new Map<string, DocumentError>();
  for (const error of errors) {
    const stated = statementOf(error);
    if (stated === undefined) continue;
    const other = best.get(stated.pointer);
    if (other === undefined || documentPolicies.indexOf(stated.policy) < documentPolicies.indexOf(other.policy)) {
      best.set(stated.pointer, stated);
    }
  }
  return [...best.values()]
    .filter((error) => !isExplained(error, best))
    .toSorted((a, b) => compareText(a.pointer, b.pointer));
}

/** True when another error already says it: the field around is not supported, or a missing field was misspelt. */
function isExplained(error: DocumentError, all: ReadonlyMap<string, DocumentError>): boolean {
  for (let end = error.pointer.lastIndexOf('/'); end > 0; end = error.pointer.lastIndexOf('/', end - 1)) {
    if (all.get(error.pointer.slice(0, end))?.policy === 'spec-not-supported-yet') return true;
  }
  if (error.policy !== 'spec-missing-field') return false;
  const parent = error.pointer.slice(0, error.pointer.lastIndexOf('/'));
  const name = lastSegment(error.pointer);
  return [...all.values()].some(
    (other) =>
      other.policy === 'spec-unknown-field' &&
      other.wanted === name &&
      other.pointer.slice(0, other.pointer.lastIndexOf('/')) === parent,
  );
}

function statementOf(error: ErrorObject): DocumentError | undefined {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error);
    case 'required':
      return missingField(error);
    case 'notSupportedYet':
      return notSupportedYet(error);
    case 'type':
      return wrongType(error);
    case 'uniqueItems':
      return repeatedItem(error);
    case 'enum':
      return isOfOtherType(error) ? wrongChoiceType(error) : wrongValue(error);
    case 'propertyNames':
      // The pattern's own error about the name says it.
      return undefined;
    default:
      return wrongValue(error);
  }
}

function unknownField({ instancePath, params, parentSchema }: ErrorObject): DocumentError {
  const name = String(params['additionalProperty']);
  const pointer = join(instancePath, name);
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object).toSorted(compareText);
  const meant = nearestName(name, known);
  return {
    pointer,
    aboutName: true,
    policy: 'spec-unknown-field',
    message: `${pathOf(pointer)} is an unknown field${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    value: printable(name),
    wanted: meant ?? oneOf(known),
    fix: meant === undefined ? 'Remove it; the schema has no such field here.' : `Rename it to ${meant}.`,
  };
}

function missingField({ instancePath, params, parentSchema }: ErrorObject): DocumentError {
  const name = String(params['missingProperty']);
  const properties = (parentSchema?.['properties'] ?? {}) as Record<string, { description?: string }>;
  const description = properties[name]?.description;
  return {
    pointer: join(instancePath, name),
    aboutName: false,
    policy: 'spec-missing-field',
    message: `${pathOf(join(instancePath, name))} is missing, must be given`,
    wanted: 'a value',
    fix: description === undefined ? `Add the field ${name}.` : `Add the field ${name}: ${description}`,
  };
}

function notSupportedYet({ instancePath, data }: ErrorObject): DocumentError {
  return {
    pointer: instancePath,
    aboutName: true,
    policy: 'spec-not-supported-yet',
    message: `${pathOf(instancePath)}: field is not supported yet, must be left out`,
    value: shownValue(data as Json),
    wanted: 'no value',
    fix: `Remove ${lastSegment(instancePath)}; the stack would not do what it says.`,
  };
}
