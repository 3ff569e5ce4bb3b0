/** Admission: a tenant answers to its own domains only, each by its full name. */
import { domainsAnnotation } from '../names.ts';
import type { AdmissionRule } from './admission-policy.ts';
import { entry, pattern } from './cel.ts';

const route = "request.kind.kind in ['GRPCRoute', 'HTTPRoute', 'TLSRoute']";
const orAll = (list: string): string => `(${list}.size() == 0 ? [''] : ${list})`;

export const declaredHosts: AdmissionRule = ({ fleet }) => ({
  id: 'declared-hosts',
  repeats: 'all',
  message: 'the tenant must answer to its own domains only',
  resources: [
    {
      apiGroups: ['gateway.networking.k8s.io'],
      apiVersions: ['*'],
      resources: ['gateways', 'grpcroutes', 'httproutes', 'listenersets', 'tlsroutes'],
    },
    { apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], resources: ['ingresses'] },
    { apiGroups: ['cert-manager.io'], apiVersions: ['v1'], resources: ['certificates'] },
    // For the records that external-dns makes of their annotations.
    { apiGroups: [''], apiVersions: ['v1'], resources: ['services'] },
  ],
  scope: 'tenants',
  variables: {
    // Written by the boundary's account alone. Without it no host is the tenant's.
    own: `namespaceObject.metadata.?annotations${entry('', domainsAnnotation(fleet.spec.labelPrefix), "''")}.split(' ')`,
    spec: 'dyn(object).?spec.orValue({})',
    // An empty one stands for every host.
    named: `
      ${route} ? ${orAll('variables.spec.?hostnames.orValue([])')} :
      request.kind.kind in ['Gateway', 'ListenerSet'] ? variables.spec.?listeners.orValue([]).map(item, string(item.?hostname.orValue(''))) :
      request.kind.kind == 'Ingress' ? variables.spec.?rules.orValue([]).map(item, string(item.?host.orValue(''))) +
        (has(variables.spec.defaultBackend) ? [''] : []) :
      request.kind.kind == 'Certificate' && variables.spec.?issuerRef.?kind.orValue('') == 'ClusterIssuer' ?
        ${orAll('variables.spec.?dnsNames.orValue([])')} : []`,
    annotations: 'dyn(object).metadata.?annotations.orValue({})',
    records: `variables.annotations.filter(key,
      key.matches(${pattern('^external-dns\\.(alpha\\.)?kubernetes\\.io/(internal-)?hostname$')}))`,
    recorded: `variables.records.size() == 0 ? [] :
      variables.records.map(key, string(variables.annotations[key])).join(',').split(',').map(host, host.trim())`,
    hosts: '(variables.named + variables.recorded).map(host, string(host))',
  },
  faults: `variables.hosts.filter(host, host == '' || !(host in variables.own)).map(host,
    'the tenant answers to ' + (host == '' ? 'every host' : 'host ' + strings.quote(host)) +
    ', must be one of its domains (' + variables.own.join(', ') + ')')`,
});
