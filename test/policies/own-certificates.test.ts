import type { JsonObject } from '../../src/model/manifest.ts';
import { ownCertificates } from '../../src/policies/own-certificates.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const certificate = (spec: JsonObject, kind?: string) =>
  object('Certificate of cert-manager.io/v1', 'web', {
    spec: { secretName: 'web', issuerRef: { name: 'x', ...(kind !== undefined && { kind }) }, ...spec },
  });
const issuer = (spec: JsonObject) => object('Issuer of cert-manager.io/v1', 'own', { spec });

describePolicy(ownCertificates, [
  { name: 'no tenant', objects: [issuer({ acme: {} })], expected: [] },
  {
    name: 'own domains, and own names by an issuer of its own',
    tenant,
    objects: [
      certificate({ dnsNames: ['acme.example.com'], commonName: 'acme.example.com', uris: [] }, 'ClusterIssuer'),
      certificate({ commonName: 'postgres' }),
      issuer({ selfSigned: {} }),
      issuer({ ca: { secretName: 'ca' } }),
    ],
    expected: [],
  },
  {
    name: 'names of others',
    tenant,
    objects: [
      certificate({ commonName: 'globex.example.com', ipAddresses: ['192.0.2.1'] }, 'ClusterIssuer'),
      certificate({ otherNames: [{ oid: '1' }], literalSubject: 'CN=globex' }, 'AWSPCAIssuer'),
    ],
    expected: [
      ['/spec/commonName', 'commonName is "globex.example.com", must be one of its domains (acme.example.com)'],
      ['/spec/ipAddresses', 'ipAddresses is ["192.0.2.1"], must be unset'],
      ['/spec/literalSubject', 'literalSubject is "CN=globex", must be unset'],
      ['/spec/otherNames', 'otherNames is a list, must be unset'],
    ],
  },
  {
    name: 'issuers that ask others, and of no kind',
    tenant,
    objects: [issuer({ acme: {} }), issuer({ ca: {}, vault: {} }), issuer({})],
    expected: [
      ['/spec/acme', 'the issuer is acme, must be selfSigned or ca'],
      ['/spec/vault', 'the issuer is vault, must be selfSigned or ca'],
      ['/spec', 'the issuer is of no kind, must be selfSigned or ca'],
    ],
  },
]);
