/** Admission: no pod gets a token of the API server. */
import { apiServerAudience } from '../../model/api-server-audience.ts';
import type { AdmissionRule } from './admission-policy.ts';
import { pattern } from './cel.ts';
import { notByOperators } from './exempt.ts';
import { podCarriers, podChanges, podSpec } from './pods.ts';

export const serviceAccountToken: AdmissionRule = ({ cluster }) => ({
  id: 'service-account-token',
  repeats: 'all',
  message:
    'automountServiceAccountToken must be false, and projected tokens must name another audience than the API server',
  resources: [...podCarriers, { apiGroups: [''], apiVersions: ['v1'], resources: ['serviceaccounts'] }],
  scope: 'tenants',
  when: { 'not-by-operators': notByOperators(cluster), changes: podChanges },
  variables: {
    isAccount: "request.kind.kind == 'ServiceAccount'",
    holder: `variables.isAccount ? dyn(object) : ${podSpec}`,
    whose: "variables.isAccount ? ' of the service account' : ''",
    found:
      "has(variables.holder.automountServiceAccountToken) ? string(variables.holder.automountServiceAccountToken) : 'unset'",
    // Unless a pod says false, the API server has added the token that the first sentence is about.
    volumes: `variables.isAccount ? [] : variables.holder.?volumes.orValue([]).filter(item, has(item.projected) &&
      (variables.found == 'false' || !item.name.startsWith('kube-api-access-')))`,
    // Sentences of one volume in one text: CEL does not join lists of lists.
    tokens: `variables.volumes.map(volume, volume.projected.?sources.orValue([])
      .filter(item, has(item.serviceAccountToken))
      .map(item, string(item.serviceAccountToken.?audience.orValue('')))
      .filter(audience, audience == '' || audience.matches(${pattern(apiServerAudience)}))
      .map(audience, 'the audience of a projected token is ' + (audience == '' ? 'unset' : strings.quote(audience)) +
        ', must be another than the API server').join('; ')).filter(sentences, sentences != '')`,
  },
  faults: `(variables.found == 'false' ? [] :
    ['automountServiceAccountToken' + variables.whose + ' is ' + variables.found + ', must be false']) + variables.tokens`,
});
