/** Refuses images from registries that the fleet does not trust. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { imagesIn } from './image-reference.ts';

export const imageRegistry: StackPolicy = {
  id: 'image-registry',
  family: 'tenant',
  severity: 'error',
  title: 'Every image comes from a registry that the fleet allows',
  why: 'Whoever can push to a registry decides what runs beside the health data. Only registries that the platform team chose may be used.',
  fix: 'Use an image from an allowed registry, or have the platform team add the registry to `policies.imageRegistries` in `fleet/fleet.ts`.',
  controls: { hipaa: ['164.312(c)(1)'], cis: ['5.5.1'], nsa: ['Building secure container images'] },
  *check(inventory): Iterable<Violation> {
    const allowed = inventory.fleet?.spec.policies.imageRegistries;
    if (!allowed) return;
    for (const { object, pointer, image, what } of imagesIn(inventory)) {
      // An image that is no text is refused by `images-by-digest`.
      if (typeof image !== 'string' || allowed.some((registry) => image.startsWith(`${registry}/`))) continue;
      yield {
        object,
        pointer,
        message: `${what} has image ${JSON.stringify(image)}, must come from ${allowed.join(' or ')}`,
      };
    }
  },
};
