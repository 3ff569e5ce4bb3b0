/** The cases of `cilium-names-only`: what the policy, and its twin at admission, must say. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { object, type PolicyCase } from './policy-cases.ts';

const policy = (spec: JsonObject, rest: JsonObject = {}) =>
  object('CiliumNetworkPolicy of cilium.io/v2', 'integration', { spec: { endpointSelector: {}, ...spec }, ...rest });
const toPorts = [{ ports: [{ port: '443', protocol: 'TCP' }] }];
const toFQDNs = [{ matchName: 'api.example.com' }];
const dns = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }],
};

export const cases: readonly PolicyCase[] = [
  {
    name: 'host names with ports, DNS, and denials',
    objects: [
      policy({ egress: [{ toFQDNs, toPorts }] }),
      policy({ egress: [dns], egressDeny: [{ toCIDR: ['169.254.0.0/16'] }] }),
      object('ConfigMap of v1', 'odoo'),
    ],
    expected: [],
  },
  {
    name: 'all hosts below a domain, and every port of a host',
    objects: [policy({ egress: [{ toFQDNs: [{ matchPattern: '*.example.com' }], toPorts }, { toFQDNs }] })],
    expected: [
      ['/spec/egress/0', 'the rule permits {"matchPattern":"*.example.com"}, must give a matchName'],
      ['/spec/egress/1', 'the rule permits every port, must name ports'],
    ],
  },
  {
    name: 'destinations that are no names',
    objects: [
      policy({
        egress: [
          { toEntities: ['world'], toPorts },
          { toFQDNs, toCIDR: ['203.0.113.0/24'], toPorts },
          { toPorts },
          { toEndpoints: dns.toEndpoints, toPorts },
          { ...dns, toEndpoints: [{ matchLabels: { 'k8s:k8s-app': 'kube-dns' } }] },
        ],
      }),
    ],
    expected: [
      ['/spec/egress/0', 'the rule permits toEntities, must give toFQDNs, or toEndpoints for DNS'],
      ['/spec/egress/1', 'the rule permits toFQDNs and toCIDR, must give toFQDNs, or toEndpoints for DNS'],
      ['/spec/egress/2', 'the rule permits every destination, must give toFQDNs, or toEndpoints for DNS'],
      ['/spec/egress/3', 'the rule permits toEndpoints, must give toFQDNs, or toEndpoints for DNS'],
      ['/spec/egress/4', 'the rule permits toEndpoints, must give toFQDNs, or toEndpoints for DNS'],
    ],
  },
  {
    name: 'a way in, several specs, and other kinds of Cilium',
    objects: [
      policy({ ingress: [{ fromEntities: ['cluster'] }] }, { specs: [] }),
      object('CiliumClusterwideNetworkPolicy of cilium.io/v2', 'all', { spec: {} }),
    ],
    expected: [
      ['/specs', 'specs are given beside spec, must be left out'],
      ['/spec/ingress', 'ingress is given, must be left out'],
      ['/kind', 'CiliumClusterwideNetworkPolicy of Cilium is used, must be a CiliumNetworkPolicy with one spec'],
    ],
  },
];
