/** Admission: references, selectors and bindings do not name another tenant's namespace. */
import type { AdmissionRule } from './admission-policy.ts';
import { entry } from './cel.ts';

const values = (map: string): string => `${map}.map(key, string(${map}[key])).join(' ')`;
const selectorText = (selector: string): string => `
  ${selector}.?matchLabels.orValue({}).map(key, string(${selector}.matchLabels[key])).join(' ') + ' ' +
  ${selector}.?matchExpressions.orValue([]).map(each, each.?values.orValue([]).map(value, string(value)).join(' ')).join(' ')`;
const peersText = (direction: 'ingress' | 'egress', field: 'from' | 'to'): string => `
  variables.spec.?${direction}.orValue([]).map(rule, rule.?${field}.orValue([]).filter(peer, has(peer.namespaceSelector)).map(peer,
    ${selectorText('peer.namespaceSelector')}).join(' ')).join(' ')`;
const namespacesOf = (list: string): string => `${list}.map(each, string(each.?namespace.orValue(''))).join(' ')`;

/** By kind: the places that name namespaces or accounts, as one text. */
const places: Readonly<Record<string, string>> = {
  NetworkPolicy: `${peersText('ingress', 'from')} + ' ' + ${peersText('egress', 'to')}`,
  CiliumNetworkPolicy: `variables.spec.?egress.orValue([]).map(rule, rule.?toEndpoints.orValue([]).map(peer,
    ${values('peer.?matchLabels.orValue({})')}).join(' ')).join(' ')`,
  RoleBinding: `string(dyn(object).roleRef.name) + ' ' + dyn(object).?subjects.orValue([]).map(each,
    string(each.name) + ' ' + string(each.?namespace.orValue(''))).join(' ')`,
  ReferenceGrant: namespacesOf('variables.spec.?from.orValue([])'),
  Gateway: `variables.spec.?listeners.orValue([]).map(listener,
    ${namespacesOf('listener.?tls.?certificateRefs.orValue([])')} + ' ' +
    ${selectorText('listener.?allowedRoutes.?namespaces.?selector.orValue({})')}).join(' ')`,
  ListenerSet: "string(variables.spec.?parentRef.?namespace.orValue(''))",
  Service: "string(variables.spec.?externalName.orValue(''))",
};
const routes = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];
const routeText = `${namespacesOf('variables.spec.?parentRefs.orValue([])')} + ' ' +
  variables.spec.?rules.orValue([]).map(rule, ${namespacesOf('rule.?backendRefs.orValue([])')}).join(' ')`;

export const foreignNamespace: AdmissionRule = ({ tenantLabel }) => ({
  id: 'foreign-namespace',
  repeats: 'part',
  message: "no reference, selector or binding may name another tenant's namespace",
  resources: [
    { apiGroups: [''], apiVersions: ['v1'], resources: ['services'] },
    { apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], resources: ['networkpolicies'] },
    { apiGroups: ['rbac.authorization.k8s.io'], apiVersions: ['v1'], resources: ['rolebindings'] },
    { apiGroups: ['cilium.io'], apiVersions: ['*'], resources: ['ciliumnetworkpolicies'] },
    {
      apiGroups: ['gateway.networking.k8s.io'],
      apiVersions: ['*'],
      resources: [
        'gateways',
        'grpcroutes',
        'httproutes',
        'listenersets',
        'referencegrants',
        'tcproutes',
        'tlsroutes',
        'udproutes',
      ],
    },
  ],
  scope: 'tenants',
  variables: {
    own: `'tenant-' + ${entry('namespaceObject.metadata.labels', tenantLabel, "''")}`,
    spec: 'dyn(object).?spec.orValue({})',
    text: `${Object.entries(places)
      .map(([kind, text]) => `request.kind.kind == '${kind}' ? ${text} :`)
      .join('\n')} request.kind.kind in ${JSON.stringify(routes)} ? ${routeText} : ''`,
    // What stands before a name must be no letter of one; a name ends where its letters do.
    names: `variables.text.findAll('(?:^|[^A-Za-z0-9-])tenant-[A-Za-z0-9-]+').map(each, each.find('tenant-.*'))`,
    owned: "['', '-boundary', '-data', '-app'].map(end, variables.own + end)",
  },
  faults: `variables.names.filter(name, name.matches('^tenant-[a-z0-9]+(-[a-z0-9]+)*$') && !(name in variables.owned)).map(name,
    strings.quote(name) + ' is the namespace of another tenant, must be ' + strings.quote(variables.own))`,
});
