/** Refuses images that are not named by digest. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { isImageName } from '../model/image-name.ts';
import { imagesIn } from './image-reference.ts';

export const imagesByDigest: StackPolicy = {
  id: 'images-by-digest',
  family: 'object',
  severity: 'error',
  title: 'Every image is named by its digest',
  why: 'A tag can be moved to another image after it was reviewed. A digest names the same bytes for ever, so the record of what ran is true.',
  fix: 'Append the digest to the image: `registry/name:tag@sha256:<64 hex digits>`. For a tenant it stands in its release, `fleet/releases/<id>.yaml`.',
  controls: { hipaa: ['164.312(c)(1)'], cis: ['5.5.1'], nsa: ['Building secure container images'] },
  *check(inventory): Iterable<Violation> {
    for (const { object, pointer, image, what } of imagesIn(inventory)) {
      const found = typeof image === 'string' ? JSON.stringify(image) : image === undefined ? 'unset' : 'not a string';
      const digest = typeof image === 'string' ? /@sha256:[0-9a-f]{64}$/.exec(image) : null;
      if (digest === null) {
        yield { object, pointer, message: `${what} has image ${found}, must end with @sha256: and 64 hex digits` };
      } else if (!isImageName(digest.input.slice(0, digest.index))) {
        yield {
          object,
          pointer,
          message: `${what} has image ${found}, must have a name as registry/name:tag before the @`,
        };
      }
    }
  },
};
