/** Refuses changes of fields that the API server never changes: the layer would fail as a whole, at each attempt. */
import type { TransitionPolicy } from '../model/transition.ts';
import { claimedVolumes } from './claimed-volumes.ts';

export const fixedFields: TransitionPolicy = {
  id: 'fixed-fields',
  family: 'transition',
  severity: 'error',
  title: 'No change touches a field that cannot change',
  why: 'The API server refuses the object, Flux then applies nothing more of the layer, and the tenant stays on the old state while Git says the new one.',
  fix: 'Keep the field as it is, or give the object another name, so that it is made anew beside the old one.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'] },
  *check({ objects }) {
    for (const object of objects) {
      if (object.kind !== 'refuse' || object.after === undefined) continue;
      // Sizes and classes of volumes have policies that know more.
      const volumes = claimedVolumes(object.after).flatMap(({ sizePointer, classPointer }) => [
        sizePointer,
        classPointer,
      ]);
      for (const { path, pointer, isFixed } of object.fields) {
        if (isFixed !== true || volumes.some((volume) => volume === pointer || pointer.startsWith(`${volume}/`)))
          continue;
        yield {
          object,
          pointer,
          message: `field ${path} changes, must stay as it is: the API server refuses to change it`,
        };
      }
    }
  },
};
