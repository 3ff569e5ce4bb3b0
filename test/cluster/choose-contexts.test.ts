import { describe, expect, it } from 'vitest';
import { chooseContexts, type ContextChoice } from '../../src/cluster/choose-contexts.ts';

const base: ContextChoice = {
  clusters: ['eu-1', 'us-1'],
  contexts: ['admin', 'eu-1', 'us-1'],
  current: 'admin',
  files: ['/home/op/.kube/config'],
  only: [],
  given: new Map(),
};
const one: Partial<ContextChoice> = { clusters: ['eu-1'], contexts: ['admin', 'other'] };

describe('chooseContexts', () => {
  it.each<[name: string, of: Partial<ContextChoice>, chosen: string]>([
    ['contexts with the names of the clusters', {}, 'eu-1=eu-1 us-1=us-1'],
    ['what was said by hand before the name', { given: new Map([['eu-1', 'admin']]) }, 'eu-1=admin us-1=us-1'],
    ['a cluster without a context, and all the others', { contexts: ['us-1'] }, 'eu-1=undefined us-1=us-1'],
    ['the current one for the only cluster', one, 'eu-1=admin'],
    ['the one context that may be used, for the only cluster', { ...one, only: ['other'] }, 'eu-1=other'],
    ['only the clusters of the contexts that may be used', { only: ['us-1'] }, 'us-1=us-1'],
    [
      'what was said by hand, of the contexts that may be used',
      { only: ['admin'], given: new Map([['us-1', 'admin']]) },
      'us-1=admin',
    ],
  ])('takes %s', (_, of, chosen) => {
    const found = chooseContexts({ ...base, ...of });
    expect(found.map(({ cluster, context }) => `${cluster}=${context}`).join(' ')).toBe(chosen);
  });

  it.each<[name: string, of: Partial<ContextChoice>, message: string]>([
    [
      'an unknown context',
      { only: ['eu-2'] },
      'There is no context "eu-2"; contexts of /home/op/.kube/config: admin, eu-1, us-1.',
    ],
    [
      'an unknown context of a cluster',
      { given: new Map([['eu-1', 'x']]) },
      'There is no context "x"; contexts of /home/op/.kube/config: admin, eu-1, us-1.',
    ],
    [
      'an unknown cluster',
      { given: new Map([['eu-3', 'admin']]) },
      'There is no cluster "eu-3", must be one of eu-1, us-1.',
    ],
    [
      'a context of no known cluster',
      { only: ['eu-1', 'admin'] },
      'Context "admin" leads to no cluster of the fleet that is known; say which: --cluster eu-1=admin.',
    ],
    [
      'no context that fits',
      { contexts: ['admin'] },
      "No context leads to a cluster of the fleet (eu-1, us-1); contexts of /home/op/.kube/config: admin. One with the cluster's name is found by itself; otherwise say which: --cluster eu-1=admin.",
    ],
    [
      'no context at all',
      { ...one, contexts: [], current: undefined },
      "No context leads to a cluster of the fleet (eu-1); contexts of /home/op/.kube/config: none. One with the cluster's name is found by itself; otherwise say which: --cluster eu-1=CONTEXT.",
    ],
  ])('refuses %s', (_, of, message) => {
    expect(() => chooseContexts({ ...base, ...of })).toThrow(
      expect.objectContaining({ name: 'ContextError', message }),
    );
  });
});
