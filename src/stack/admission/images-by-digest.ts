/** Admission: every image is named by its digest. */
import { imageGrammar, longestRepository } from '../../model/image-name.ts';
import type { AdmissionRule } from './admission-policy.ts';
import { pattern } from './cel.ts';
import { notByOperators } from './exempt.ts';
import { imageResources, imageVariables, shownImage } from './images.ts';
import { podChanges } from './pods.ts';

const { registry, repository, tag, digest } = imageGrammar;
const byDigest = `item[1].matches(${pattern(`${digest}$`)})`;
const wellNamed = `item[1].matches(${pattern(`^(?:${registry})?${repository}(?:${tag})?${digest}$`)})`;
/** What stands between the registry and the tag or digest; a first part that can be a registry is one. */
const path = `item[1].substring(item[1].find(${pattern(`^(?:${registry})?`)}).size()).find('^[^:@]+')`;

export const imagesByDigest: AdmissionRule = ({ cluster }) => ({
  id: 'images-by-digest',
  repeats: 'all',
  message: 'images must end with @sha256: and 64 hex digits',
  resources: imageResources,
  scope: 'tenants',
  when: { 'not-by-operators': notByOperators(cluster), changes: podChanges },
  variables: imageVariables,
  faults: `
    variables.images.filter(item, !${byDigest}).map(item,
      item[0] + ' has image ' + ${shownImage} + ', must end with @sha256: and 64 hex digits') +
    variables.images.filter(item, ${byDigest} && !(${wellNamed} && ${path}.size() <= ${longestRepository})).map(item,
      item[0] + ' has image ' + ${shownImage} + ', must have a name as registry/name:tag before the @')`,
});
