/** Admission: Cilium policies permit exact host names, and DNS, to go out, and nothing else. */
import type { AdmissionRule } from './admission-policy.ts';
import { literal } from './cel.ts';

const permitted = ['endpointSelector', 'egress', 'egressDeny', 'ingressDeny', 'description'];
const peers = 'rule.?toEndpoints.orValue([])';
const portLists = 'rule.?toPorts.orValue([])';

const forDns = `
  ${portLists}.all(each, has(each.rules) && each.rules.map(key, key) == ['dns']) && ${peers}.size() > 0 &&
  ${peers}.all(peer, peer.?matchLabels[?'k8s:io.kubernetes.pod.namespace'].orValue('') != '')`;
const byName = `rule.toFQDNs.all(name, name.map(key, key) == ['matchName'])`;
/** As JSON. */
const firstPattern = `rule.toFQDNs.filter(name, name.map(key, key) != ['matchName']).map(name,
  '{' + name.map(key, strings.quote(key) + ':' + strings.quote(string(name[key]))).join(',') + '}')[0]`;
const withPorts = `${portLists}.size() > 0 && ${portLists}.all(each, each.?ports.orValue([]).size() > 0)`;
const destinations = `rule.filter(key, key != 'toPorts')`;

export const ciliumNamesOnly: AdmissionRule = () => ({
  id: 'cilium-names-only',
  repeats: 'all',
  message: 'Cilium policies must permit host names and DNS only',
  resources: [{ apiGroups: ['cilium.io'], apiVersions: ['*'], resources: ['*'] }],
  // Cilium's agents keep one for each pod.
  except: [{ apiGroups: ['cilium.io'], apiVersions: ['*'], resources: ['ciliumendpoints'] }],
  scope: 'tenants',
  variables: {
    isPolicy: `request.kind.kind == 'CiliumNetworkPolicy' && has(dyn(object).spec)`,
    spec: 'variables.isPolicy ? dyn(object).spec : dyn({})',
    rules: 'variables.spec.?egress.orValue([])',
  },
  faults: `
    (variables.isPolicy ? [] :
      [request.kind.kind + ' of Cilium is used, must be a CiliumNetworkPolicy with one spec']) +
    (variables.isPolicy && has(dyn(object).specs) ? ['specs are given beside spec, must be left out'] : []) +
    variables.spec.filter(field, !(field in ${literal(permitted)})).map(field, field + ' is given, must be left out') +
    variables.rules.filter(rule, !(${withPorts})).map(rule, 'the rule permits every port, must name ports') +
    variables.rules.filter(rule, (${withPorts}) && has(rule.toFQDNs) && ${destinations}.size() == 1 && !(${byName})).map(rule,
      'the rule permits ' + ${firstPattern} + ', must give a matchName') +
    variables.rules.filter(rule, (${withPorts}) &&
      !(has(rule.toFQDNs) && ${destinations}.size() == 1) &&
      !(has(rule.toEndpoints) && ${destinations}.size() == 1 && ${forDns})).map(rule,
      'the rule permits ' + (${destinations}.size() == 0 ? 'every destination' : ${destinations}.join(' and ')) +
      ', must give toFQDNs, or toEndpoints for DNS')`,
});
