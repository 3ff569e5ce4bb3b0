/** Admission: the policy that denies everything stays in each tenant's namespace, as it is. */
import { defaultDeny } from '../names.ts';
import type { AdmissionRule } from './admission-policy.ts';
import { notByControllers } from './exempt.ts';

const directions = [
  { name: 'Ingress', field: 'ingress' },
  { name: 'Egress', field: 'egress' },
] as const;

/** CEL: whether the policy denies all traffic in a direction. Without `policyTypes` the server fills them in before this is asked. */
const denies = ({ name, field }: (typeof directions)[number]): string =>
  `variables.selectsAll && '${name}' in variables.spec.?policyTypes.orValue([]) && variables.spec.?${field}.orValue([]).size() == 0`;

export const networkDefaultDeny: AdmissionRule = () => ({
  id: 'network-default-deny',
  repeats: 'part',
  message: `network policy ${defaultDeny} must deny all traffic of all pods, in both directions`,
  resources: [{ apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], resources: ['networkpolicies'] }],
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  scope: 'tenants',
  // With its namespace it goes.
  when: {
    'default-deny': `(object == null ? oldObject : object).metadata.name == '${defaultDeny}'`,
    'not-by-controllers': notByControllers,
  },
  variables: {
    isDeleted: "request.operation == 'DELETE'",
    spec: 'variables.isDeleted ? dyn({}) : dyn(object).?spec.orValue({})',
    selectsAll: `
      variables.spec.?podSelector.?matchLabels.orValue({}).size() == 0 &&
      variables.spec.?podSelector.?matchExpressions.orValue([]).size() == 0`,
    open: directions.map((direction) => `(${denies(direction)} ? [] : ['${direction.name}'])`).join(' + '),
  },
  faults: `
    variables.isDeleted ? ['network policy ${defaultDeny} is deleted, must stay while there is the namespace'] :
    variables.open.size() == 0 ? [] :
    ['network policy ${defaultDeny} does not deny all ' + variables.open.join(' and ') + ', must select every pod and have no rules']`,
});
