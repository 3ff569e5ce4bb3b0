/** Refuses certificates of a tenant for names that are not its own, past what is read as hosts. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

/** Of a Certificate's spec: further names that it would be signed for. */
const otherNames = ['commonName', 'emailAddresses', 'ipAddresses', 'literalSubject', 'otherNames', 'uris'];
/** Kinds of issuers that prove nothing to anybody outside of the tenant. */
const privateIssuers = new Set(['ca', 'selfSigned']);

export const ownCertificates: StackPolicy = {
  id: 'own-certificates',
  family: 'tenant',
  severity: 'error',
  title: 'Certificates of a tenant are for its own domains, and its own issuers sign for itself alone',
  why: 'Whoever holds a certificate for a host can be that host. A common name is a name too, and an issuer of its own lets a tenant ask an authority for any of them.',
  fix: 'Name the domains in `dnsNames`, let the ClusterIssuer of the cluster sign, and keep own issuers to `selfSigned` and `ca`.',
  controls: { hipaa: ['164.312(d)', '164.312(e)(1)'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const domains = new Set<Json | undefined>(tenant.spec.domains);
    for (const object of objectsOfKind(inventory, 'Certificate of cert-manager.io/v1')) {
      const spec = specOf(object.manifest);
      const issuer = isObject(spec['issuerRef']) ? spec['issuerRef'] : {};
      // An issuer is one of the namespace unless told, and those are judged below.
      if ((issuer['kind'] ?? 'Issuer') === 'Issuer') continue;
      for (const field of otherNames) {
        const found = spec[field];
        if (isUnset(found) || (field === 'commonName' && domains.has(found))) continue;
        const wanted = field === 'commonName' ? `one of its domains (${tenant.spec.domains.join(', ')})` : 'unset';
        yield { object, pointer: `/spec/${field}`, message: `${field} is ${describeValue(found)}, must be ${wanted}` };
      }
    }
    for (const object of objectsOfKind(inventory, 'Issuer of cert-manager.io/v1')) {
      const kinds = Object.keys(specOf(object.manifest));
      const foreign = kinds.find((kind) => !privateIssuers.has(kind));
      if (kinds.length > 0 && foreign === undefined) continue;
      const pointer = foreign === undefined ? '/spec' : `/spec/${escapeKey(foreign)}`;
      yield { object, pointer, message: `the issuer is ${foreign ?? 'of no kind'}, must be selfSigned or ca` };
    }
  },
};

function specOf({ spec }: JsonObject): JsonObject {
  return isObject(spec) ? spec : {};
}

function isUnset(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
