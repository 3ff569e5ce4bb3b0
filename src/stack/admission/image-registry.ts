/** Admission: every image comes from a registry that the fleet allows. */
import type { AdmissionRule } from './admission-policy.ts';
import { literal } from './cel.ts';
import { notByOperators } from './exempt.ts';
import { imageResources, imageVariables, shownImage } from './images.ts';
import { podChanges } from './pods.ts';

export const imageRegistry: AdmissionRule = ({ cluster, fleet }) => {
  const allowed = fleet.spec.policies.imageRegistries;
  const wanted = `must come from ${allowed.join(' or ')}`;
  return {
    id: 'image-registry',
    repeats: 'all',
    message: `images ${wanted}`,
    resources: imageResources,
    scope: 'tenants',
    when: { 'not-by-operators': notByOperators(cluster), changes: podChanges },
    variables: {
      ...imageVariables,
      allowed: literal(allowed.map((registry) => `${registry}/`)),
    },
    faults: `
      variables.images.filter(item,
        item[1] != '' && !variables.allowed.exists(registry, item[1].startsWith(registry))).map(item,
        item[0] + ' has image ' + ${shownImage} + ${literal(`, ${wanted}`)})`,
  };
};
