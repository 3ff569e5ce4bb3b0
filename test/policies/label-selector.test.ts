import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import { selects } from '../../src/policies/label-selector.ts';

const labels = { app: 'web', tier: 'front' };
const expression = (operator: string, ...values: readonly string[]) => ({
  matchExpressions: [{ key: 'app', operator, ...(values.length > 0 && { values }) }],
});

describe('selects', () => {
  it.each<readonly [name: string, selector: Json | undefined, expected: boolean | undefined]>([
    ['no selector', undefined, false],
    ['null', null, false],
    ['an empty one', {}, true],
    ['empty parts', { matchLabels: {}, matchExpressions: [] }, true],
    ['a label', { matchLabels: { app: 'web' } }, true],
    ['another value', { matchLabels: { app: 'web', tier: 'back' } }, false],
    ['In', expression('In', 'web', 'cron'), true],
    ['In others', expression('In', 'cron'), false],
    ['NotIn', expression('NotIn', 'web'), false],
    ['NotIn others', expression('NotIn', 'cron'), true],
    [
      'NotIn of a label that is not there',
      { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] },
      true,
    ],
    ['Exists', expression('Exists'), true],
    ['DoesNotExist', expression('DoesNotExist'), false],
    ['both, of which one fits', { matchLabels: { app: 'x' }, ...expression('Exists') }, false],
    ['text', 'app=web', undefined],
    ['labels that are a list', { matchLabels: [] }, undefined],
    ['expressions that are no list', { matchExpressions: {} }, undefined],
    ['another operator', expression('Like', 'web'), undefined],
    ['no values', expression('In'), undefined],
    ['no key', { matchExpressions: [{ operator: 'Exists' }] }, undefined],
    ['an expression that is none', { matchExpressions: ['app'] }, undefined],
  ])('%s', (_, selector, expected) => {
    expect(selects(selector, labels)).toBe(expected);
  });
});
