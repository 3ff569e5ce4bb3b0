/** Checks the documents that people write against `schemas/`, and fills in their defaults. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import clusters from '../../schemas/clusters.schema.json' with { type: 'json' };
import exceptions from '../../schemas/exceptions.schema.json' with { type: 'json' };
import fleet from '../../schemas/fleet.schema.json' with { type: 'json' };
import prices from '../../schemas/prices.schema.json' with { type: 'json' };
import trusted from '../../schemas/trusted.schema.json' with { type: 'json' };
import release from '../../schemas/release.schema.json' with { type: 'json' };
import rings from '../../schemas/rings.schema.json' with { type: 'json' };
import tenant from '../../schemas/tenant.schema.json' with { type: 'json' };
import { isObject, type Json } from '../model/manifest.ts';
import type {
  ResolvedClusterSpecs,
  ResolvedExceptionSpecs,
  ResolvedFleetSpec,
  ResolvedPriceSpec,
  ResolvedReleaseSpec,
  ResolvedRingSpecs,
  ResolvedTenantSpec,
  ResolvedTrustedSpecs,
} from '../model/specs.ts';
import type { DocumentError } from './document-error.ts';
import { documentErrors } from './document-errors.ts';
import { documentFormats } from './document-formats.ts';

export type { DocumentError } from './document-error.ts';

/** What each document is after its check. */
export interface Documents {
  readonly clusters: ResolvedClusterSpecs;
  readonly exceptions: ResolvedExceptionSpecs;
  readonly fleet: ResolvedFleetSpec;
  readonly prices: ResolvedPriceSpec;
  readonly trusted: ResolvedTrustedSpecs;
  readonly release: ResolvedReleaseSpec;
  readonly rings: ResolvedRingSpecs;
  readonly tenant: ResolvedTenantSpec;
}

export type DocumentName = keyof Documents;

export const documentSchemas = { clusters, exceptions, fleet, prices, release, rings, tenant, trusted };

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  verbose: true,
  useDefaults: true,
  // Names such as `constructor` are fields like any other, never the inherited ones.
  ownProperties: true,
  schemas: Object.values(documentSchemas),
  formats: Object.fromEntries(
    Object.entries(documentFormats).map(([name, check]) => [name, (text: string) => check(text) === undefined]),
  ),
  keywords: [{ keyword: 'notSupportedYet', schemaType: 'boolean', validate: () => false, errors: false }],
});

export interface CheckedDocument {
  /** A copy of the document with its defaults. */
  readonly value: Json;
  /** Sorted by pointer. Without any, `value` is what `Documents` says. */
  readonly errors: readonly DocumentError[];
}

/** Checks a document. The given value is left as it is. */
export function checkDocument(name: DocumentName, value: Json): CheckedDocument {
  const copy = copied(value);
  const validate = validatorOf(name);
  if (validate(copy)) return { value: copy, errors: [] };
  return { value: copy, errors: documentErrors(validate.errors ?? []) };
}

function validatorOf(name: DocumentName): ValidateFunction {
  // Compiled at the first use; ajv keeps it.
  const validate = ajv.getSchema(documentSchemas[name].$id);
  if (validate === undefined) throw new Error(`no schema for ${name}`);
  return validate;
}

/** ajv writes the defaults into what it checks. A plain copy is several times faster than `structuredClone`. */
function copied(value: Json): Json {
  if (Array.isArray(value)) return value.map(copied);
  if (!isObject(value)) return value;
  const copy: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    const field = copied(value[key]!);
    // Assigning to `__proto__` would set the prototype instead of a field.
    if (key !== '__proto__') copy[key] = field;
    else Object.defineProperty(copy, key, { value: field, configurable: true, enumerable: true, writable: true });
  }
  return copy;
}
