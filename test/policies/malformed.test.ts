/** Whatever stands in a manifest, the policies of identity and placement say what is wrong with it and never fail themselves. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { stackPolicies } from '../../src/policies/index.ts';
import { renderedStack } from './rendered-stack.ts';

const stack = renderedStack();
const judging =
  /^(rbac-.*|cluster-scoped-objects|ephemeral-containers|flux-own-identity|legacy-token-secrets|own-service-account|priority-class|service-account-token|share-process-namespace|tenant-objects-placed)$/;
const judges = stackPolicies.filter(({ id }) => judging.test(id));
/** Also what no text can be made of. */
const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant({ toString: [] })) as fc.Arbitrary<Json>;
/** Leads to one place of a manifest. */
const way = fc.array(fc.nat(), { minLength: 1, maxLength: 7 });

describe('policies', () => {
  it('never throw', () => {
    expect(judges).toHaveLength(17);
    fc.assert(
      fc.property(fc.nat(stack.objects.length - 1), way, anything, (index, path, value) => {
        const found = stack.objects[index]!;
        const manifest = replaced(found.manifest, path, value) as JsonObject;
        const inventory = { ...stack, objects: stack.objects.with(index, { ...found, manifest }) };
        for (const policy of judges) {
          for (const { message } of policy.check(inventory)) expect(message).not.toBe('');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function replaced(value: Json, [step = 0, ...rest]: readonly number[], by: Json): Json {
  const isLast = rest.length === 0;
  if (Array.isArray(value)) {
    if (value.length === 0) return by;
    const at = step % value.length;
    return value.with(at, isLast ? by : replaced(value[at] as Json, rest, by));
  }
  if (!isObject(value)) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[step % keys.length]!;
  return { ...value, [key]: isLast ? by : replaced(value[key]!, rest, by) };
}
