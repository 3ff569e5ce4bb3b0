import type { JsonObject } from '../../src/model/manifest.ts';
import { routeTls } from '../../src/policies/route-tls.ts';
import { describePolicy } from './policy-cases.ts';
import {
  envoyPolicy,
  gateway,
  host,
  ingress,
  middleware,
  plain,
  route,
  secure,
  surroundings,
  toHttps,
  toWeb,
  withGateway,
  withTraefik,
} from './route-objects.ts';

const secret = `tls.${host}`;
const terminated = (tls: JsonObject) => gateway([{ ...secure, tls }]);
const redirect = middleware('redirect', { redirectScheme: { scheme: 'https' } });
const headers = middleware('headers', { headers: {} });
const noCertificate = (found: string, of = `"${host}"`) =>
  `the certificate is ${found}, must be the Secret of a Certificate of the stack for ${of}`;
const certificate = '/spec/listeners/0/tls/certificateRefs/0';
const answers = 'the rule answers plain HTTP, must only redirect to https';
const listens = (where: string) =>
  `the Ingress listens at ${where}, must redirect to https or listen at websecure alone`;

describePolicy(routeTls, [
  {
    name: 'TLS with its own certificate, and a redirect',
    tenant: withGateway,
    objects: [
      ...surroundings,
      gateway(),
      route([toWeb]),
      route([toHttps], 'http'),
      envoyPolicy('ClientTrafficPolicy', { tls: { minVersion: '1.2', maxVersion: '1.3' } }),
      envoyPolicy('ClientTrafficPolicy', {}),
    ],
    expected: [],
  },
  {
    name: 'Ingresses of both kinds',
    tenant: withTraefik,
    objects: [
      ...surroundings,
      redirect,
      headers,
      ingress({ entrypoints: 'websecure', middlewares: 'tenant-acme-headers@kubernetescrd' }),
      ingress({ entrypoints: 'web', middlewares: 'tenant-acme-redirect@kubernetescrd' }, { tls: [] }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [gateway([plain])], expected: [] },
  {
    name: 'listeners without TLS of their own',
    tenant: withGateway,
    objects: [
      ...surroundings,
      gateway([plain]),
      gateway([{ ...secure, protocol: 'TLS' }]),
      gateway([{ name: 'db', protocol: 'TCP', port: 5432 }]),
      terminated({ mode: 'Passthrough', certificateRefs: [{ name: secret }] }),
      terminated({ certificateRefs: [{ name: secret }], options: { 'example.com/min-version': '1.0' } }),
    ],
    expected: [
      ['/spec/listeners/0', `host "${host}" is served over plain HTTP alone, must have a listener with protocol HTTPS`],
      ['/spec/listeners/0/protocol', 'protocol is "TLS", must be "HTTPS"'],
      ['/spec/listeners/0/protocol', 'protocol is "TCP", must be "HTTPS"'],
      ['/spec/listeners/0/tls/mode', 'mode is "Passthrough", must be "Terminate"'],
      ['/spec/listeners/0/tls/options', 'options is an object, must be left out'],
    ],
  },
  {
    name: 'certificates that are not there, of others, or for other hosts',
    tenant: withGateway,
    objects: [
      ...surroundings,
      terminated({}),
      terminated({ certificateRefs: [{ name: 'wildcard' }] }),
      terminated({ certificateRefs: [{ kind: 'ConfigMap', name: secret }] }),
      gateway([{ ...secure, hostname: 'portal.acme.example' }]),
    ],
    expected: [
      ['/spec/listeners/0/tls', 'the listener has no certificateRefs, must name a Secret of the stack'],
      [certificate, noCertificate('"wildcard"')],
      [certificate, noCertificate(`"${secret}"`)],
      [certificate, noCertificate(`"${secret}"`, '"portal.acme.example"')],
    ],
  },
  {
    name: 'routes that answer plain HTTP',
    tenant: withGateway,
    objects: [
      ...surroundings,
      gateway(),
      route([toWeb], 'http'),
      route([toHttps, toWeb], null),
      route([{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'http' } }] }], 'http'),
      route([{ filters: [...(toHttps['filters'] as JsonObject[]), { type: 'RequestMirror' }] }], 'http'),
      route([{ ...toWeb, ...toHttps }], 'http'),
    ],
    expected: [
      ['/spec/rules/0', answers],
      ['/spec/rules/1', answers],
      ['/spec/rules/0', answers],
      ['/spec/rules/0', answers],
      ['/spec/rules/0', answers],
    ],
  },
  {
    name: 'versions of TLS that are broken',
    tenant: withGateway,
    objects: [envoyPolicy('ClientTrafficPolicy', { tls: { minVersion: '1.0', maxVersion: 'Auto' } })],
    expected: [
      ['/spec/tls/minVersion', 'minVersion is "1.0", must be "1.2" or "1.3"'],
      ['/spec/tls/maxVersion', 'maxVersion is "Auto", must be "1.2" or "1.3"'],
    ],
  },
  {
    name: 'Ingresses over plain HTTP, and without the certificate',
    tenant: withTraefik,
    objects: [
      ...surroundings,
      redirect,
      headers,
      ingress({}),
      ingress({ entrypoints: 'web,websecure', middlewares: 'tenant-acme-headers@kubernetescrd' }),
      ingress({ entrypoints: 'web', middlewares: 'tenant-globex-redirect@kubernetescrd' }),
      ingress({ entrypoints: 'websecure' }, { tls: [] }),
      ingress({ entrypoints: 'websecure' }, { tls: [{ hosts: [host], secretName: 'wildcard' }] }),
    ],
    expected: [
      ['/metadata/annotations', listens('every entry point')],
      ['/metadata/annotations', listens('web and websecure')],
      ['/metadata/annotations', listens('web')],
      ['/spec/rules/0/host', noCertificate('unset')],
      ['/spec/rules/0/host', noCertificate('"wildcard"')],
    ],
  },
]);
