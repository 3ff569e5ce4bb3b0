/** Warns of containers that can write to their own image. */
import { isObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeContainer, describeValue, podsIn } from './pod-template.ts';

export const readOnlyRoot: StackPolicy = {
  id: 'read-only-root',
  family: 'object',
  severity: 'warning',
  title: 'The root file system of every container is read-only',
  why: 'Whoever breaks into a container that can write to its image replaces its programs and stays; what is written there is also bounded by nothing.',
  fix: 'Set `securityContext.readOnlyRootFilesystem: true`, and mount an `emptyDir` where the program must write.',
  controls: { hipaa: ['164.312(c)(1)'], nsa: ['Immutable container file systems'] },
  *check(inventory): Iterable<Violation> {
    for (const { object, containers, spec } of podsIn(inventory)) {
      // Windows knows no such file system.
      if (isObject(spec['os']) && spec['os']['name'] === 'windows') continue;
      for (const each of containers) {
        // Debug containers come with their own tools, and go.
        if (each.kind === 'ephemeral') continue;
        const context = each.container['securityContext'];
        const value = isObject(context) ? context['readOnlyRootFilesystem'] : undefined;
        if (value === true) continue;
        yield {
          object,
          pointer: `${each.pointer}/securityContext/readOnlyRootFilesystem`,
          message: `${describeContainer(each)} has readOnlyRootFilesystem ${describeValue(value)}, must be true`,
        };
      }
    }
  },
};
