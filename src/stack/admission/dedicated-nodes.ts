/** Admission: tenants meet on nodes only where their tier lets them. */
import type { AdmissionRule } from './admission-policy.ts';
import { entry, literal } from './cel.ts';
import { notByOperators } from './exempt.ts';
import { databaseClusters, podCarriers, podChanges, podSpec } from './pods.ts';

export const dedicatedNodes: AdmissionRule = ({ fleet, cluster, tenantLabel }) => {
  const labels = 'namespaceObject.metadata.labels';
  return {
    id: 'dedicated-nodes',
    repeats: 'all',
    message: 'pods must stay off the nodes of other tenants, and those of tier node on their own',
    resources: [...podCarriers, databaseClusters],
    scope: 'tenants',
    when: { 'not-by-operators': notByOperators(cluster), changes: podChanges },
    variables: {
      key: literal(tenantLabel),
      tenant: entry(labels, tenantLabel, "''"),
      tier: entry(labels, `${fleet.spec.labelPrefix}/isolation`, "''"),
      placement: `request.kind.kind == 'Cluster' ? dyn(object).spec.?affinity.orValue({}) : ${podSpec}`,
      selected: 'string(variables.placement.?nodeSelector[?variables.key].orValue(""))',
      faultyTolerations: `variables.placement.?tolerations.orValue([]).filter(item,
        item.?key.orValue('') == '' ||
        item.key == variables.key && (item.?operator.orValue('') == 'Exists' || item.?value.orValue('') != variables.tenant))`,
    },
    faults: `
      (variables.tier != 'node' || variables.selected == variables.tenant ? [] :
        ["the node selector's " + variables.key + ' is ' +
          (variables.selected == '' ? 'unset' : strings.quote(variables.selected)) +
          ', must be ' + strings.quote(variables.tenant) + ' for tier node']) +
      variables.faultyTolerations.map(item, 'the pod tolerates ' +
        (item.?key.orValue('') == '' ? 'every taint' : variables.key + ' ' +
          (has(item.value) ? strings.quote(string(item.value)) : 'unset')) +
        ', must tolerate the taint of no other tenant than ' + strings.quote(variables.tenant))`,
  };
};
