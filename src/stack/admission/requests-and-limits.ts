/** Admission: every container has requests and limits of CPU and memory. */
import type { AdmissionRule } from './admission-policy.ts';
import { notByOperators } from './exempt.ts';
import { podCarriers, podChanges, podSpec } from './pods.ts';

/** An amount of the container, or of its pod, which may set it for all. */
const amount = (kind: 'requests' | 'limits', resource: string): string =>
  `item.?resources.?${kind}[?'${resource}'].or(variables.pod.?resources.?${kind}[?'${resource}'])`;

/** What, resource, request, limit; a limit without a request is its own request. */
const amounts = (what: string, list: string, resource: string): string => `
  variables.pod.?${list}.orValue([]).map(item, ['${what} ' + strings.quote(string(item.name)), '${resource}',
    string(${amount('requests', resource)}.or(${amount('limits', resource)}).orValue('')),
    string(${amount('limits', resource)}.orValue(''))])`;

const missing = (position: number): string =>
  `!(isQuantity(item[${position}]) && quantity(item[${position}]).isGreaterThan(quantity('0')))`;
const shown = (position: number): string => `(item[${position}] == '' ? 'unset' : strings.quote(item[${position}]))`;

export const requestsAndLimits: AdmissionRule = ({ cluster }) => ({
  id: 'requests-and-limits',
  repeats: 'all',
  message: 'every container must have requests and limits of cpu and memory above 0',
  resources: podCarriers,
  scope: 'tenants',
  when: { 'not-by-operators': notByOperators(cluster), changes: podChanges },
  variables: {
    pod: podSpec,
    amounts: ['cpu', 'memory']
      .flatMap((resource) => [
        amounts('init container', 'initContainers', resource),
        amounts('container', 'containers', resource),
      ])
      .join(' + '),
  },
  faults: `
    variables.amounts.filter(item, ${missing(2)}).map(item,
      item[0] + ' has ' + item[1] + ' request ' + ${shown(2)} + ', must have one above 0') +
    variables.amounts.filter(item, ${missing(3)}).map(item,
      item[0] + ' has ' + item[1] + ' limit ' + ${shown(3)} + ', must have one above 0') +
    variables.amounts.filter(item, isQuantity(item[2]) && isQuantity(item[3]) &&
      quantity(item[2]).isGreaterThan(quantity(item[3]))).map(item,
      item[0] + ' has ' + item[1] + ' request ' + ${shown(2)} + ' above its limit ' + ${shown(3)})`,
});
