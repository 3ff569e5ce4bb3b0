/** Changes of rendered objects at the places that admission policies look at, good ones and bad ones. */
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/model/manifest.ts';
import { type Draft, inSpec, type Mutation, push, set } from './draft.ts';
import { databaseChange, podChange } from './pod-mutations.ts';

const namespace = fc.constantFrom(
  'tenant-other',
  'tenant-a-b-c',
  'tenant-',
  'tenant-a--b',
  'monitoring',
  'mytenant-x',
  'x.tenant-other.svc',
  'tenant-other-',
);
const host = fc.constantFrom('other.example.com', '*.example.com', 'example.com', 'own');

const routeKinds = ['HTTPRoute'];

function routeChange(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    host.map((value) => inSpec(routeKinds, (spec) => push(spec, 'hostnames', value))),
    fc.constant(inSpec(routeKinds, (spec) => delete spec['hostnames'])),
    namespace.map((value) =>
      inSpec(routeKinds, (spec) => set((spec['parentRefs'] as Draft[])[0]!, ['namespace'], value)),
    ),
    namespace.map((value) =>
      inSpec(routeKinds, (spec) => {
        const rule = (spec['rules'] as Draft[]).find((each) => each['backendRefs'] !== undefined);
        if (rule !== undefined) set((rule['backendRefs'] as Draft[])[0]!, ['namespace'], value);
      }),
    ),
  );
}

function listenerChange(): fc.Arbitrary<Mutation> {
  const kinds = ['Gateway', 'ListenerSet'];
  const listener = (change: (listener: Draft) => unknown): Mutation =>
    inSpec(kinds, (spec) => void change((spec['listeners'] as Draft[])[0]!));
  return fc.oneof(
    fc.option(host, { nil: undefined }).map((value) => listener((each) => set(each, ['hostname'], value))),
    namespace.map((value) =>
      inSpec(['Gateway'], (spec) => {
        const listeners = spec['listeners'] as Draft[];
        set(listeners[0]!, ['allowedRoutes', 'namespaces'], {
          from: 'Selector',
          selector: { matchLabels: { 'kubernetes.io/metadata.name': value } },
        });
      }),
    ),
  );
}

function ingressChange(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    fc
      .option(host, { nil: undefined })
      .map((value) => inSpec(['Ingress'], (spec) => set((spec['rules'] as Draft[])[0]!, ['host'], value))),
    fc.constant(
      inSpec(['Ingress'], (spec) =>
        set(spec, ['defaultBackend'], { service: { name: 'odoo-web', port: { number: 80 } } }),
      ),
    ),
  );
}

function certificateChange(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    host.map((value) => inSpec(['Certificate'], (spec) => push(spec, 'dnsNames', value))),
    fc
      .constantFrom('Issuer', 'ClusterIssuer')
      .map((value) => inSpec(['Certificate'], (spec) => set(spec, ['issuerRef', 'kind'], value))),
  );
}

function annotationChange(): fc.Arbitrary<Mutation> {
  const names = ['external-dns.kubernetes.io/hostname', 'external-dns.alpha.kubernetes.io/internal-hostname', 'note'];
  return fc
    .tuple(fc.constantFrom(...names), fc.array(host, { minLength: 1, maxLength: 2 }))
    .map(([name, hosts]) => (manifest: Draft) => {
      if (!['HTTPRoute', 'Gateway', 'Ingress', 'Service', 'Certificate'].includes(String(manifest['kind'])))
        return false;
      set(manifest['metadata'] as Draft, ['annotations', name], hosts.join(', '));
      return true;
    });
}

function policyChange(): fc.Arbitrary<Mutation> {
  const peer = fc.tuple(namespace, fc.boolean()).map(([value, isLabel]): JsonObject => {
    const label = 'kubernetes.io/metadata.name';
    const matchExpressions = [{ key: label, operator: 'In', values: ['dns', value] }];
    return { namespaceSelector: isLabel ? { matchLabels: { [label]: value } } : { matchExpressions } };
  });
  return fc
    .tuple(peer, fc.boolean())
    .map(([value, isIngress]) =>
      inSpec(['NetworkPolicy'], (spec) =>
        push(spec, isIngress ? 'ingress' : 'egress', { [isIngress ? 'from' : 'to']: [value] }),
      ),
    );
}

function bindingChange(): fc.Arbitrary<Mutation> {
  const subject = namespace.map((value): JsonObject => ({ kind: 'ServiceAccount', name: 'x', namespace: value }));
  const group = namespace.map((value): JsonObject => ({
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'Group',
    name: `system:serviceaccounts:${value}`,
  }));
  return fc.oneof(subject, group).map((value) => (manifest: Draft) => {
    if (manifest['kind'] !== 'RoleBinding') return false;
    push(manifest, 'subjects', value);
    return true;
  });
}

function ciliumChange(): fc.Arbitrary<Mutation> {
  const ports = [{ ports: [{ port: '443', protocol: 'TCP' }] }];
  const rule = fc.constantFrom<JsonObject>(
    { toFQDNs: [{ matchName: 'api.example.com' }], toPorts: ports },
    { toFQDNs: [{ matchPattern: '*.example.com' }], toPorts: ports },
    { toFQDNs: [{ matchName: 'api.example.com' }] },
    { toEntities: ['world'], toPorts: ports },
    { toCIDR: ['203.0.113.0/24'], toPorts: ports },
    { toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'tenant-other' } }], toPorts: ports },
    {
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'tenant-other' } }],
      toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }],
    },
  );
  return fc.oneof(
    rule.map((value) => inSpec(['CiliumNetworkPolicy'], (spec) => push(spec, 'egress', value))),
    fc.constant(inSpec(['CiliumNetworkPolicy'], (spec) => push(spec, 'ingress', { fromEntities: ['cluster'] }))),
  );
}

function serviceChange(): fc.Arbitrary<Mutation> {
  return namespace.map((value) => (manifest: Draft) => {
    if (manifest['kind'] !== 'Service') return false;
    manifest['spec'] = { type: 'ExternalName', externalName: value };
    return true;
  });
}

/** Any change of any kind; those that do not fit an object leave it as it is. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  podChange(),
  podChange(),
  databaseChange(),
  routeChange(),
  listenerChange(),
  ingressChange(),
  certificateChange(),
  annotationChange(),
  policyChange(),
  bindingChange(),
  ciliumChange(),
  serviceChange(),
);
