/** Admission: no pod gets a token of the API server by default. */
import type { AdmissionRule } from './admission-policy.ts';
import { notByOperators } from './exempt.ts';
import { podCarriers, podChanges, podSpec } from './pods.ts';

export const serviceAccountToken: AdmissionRule = ({ cluster }) => ({
  id: 'service-account-token',
  repeats: 'all',
  message: 'automountServiceAccountToken must be false',
  resources: [...podCarriers, { apiGroups: [''], apiVersions: ['v1'], resources: ['serviceaccounts'] }],
  scope: 'tenants',
  when: { 'not-by-operators': notByOperators(cluster), changes: podChanges },
  variables: {
    holder: `request.kind.kind == 'ServiceAccount' ? dyn(object) : ${podSpec}`,
    whose: "request.kind.kind == 'ServiceAccount' ? ' of the service account' : ''",
    found:
      "has(variables.holder.automountServiceAccountToken) ? string(variables.holder.automountServiceAccountToken) : 'unset'",
  },
  faults: `variables.found == 'false' ? [] :
    ['automountServiceAccountToken' + variables.whose + ' is ' + variables.found + ', must be false']`,
});
