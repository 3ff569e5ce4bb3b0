import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import { requirementsOf, selects, valuesOf } from '../../src/policies/label-selector.ts';

const web = new Map([
  ['app', 'web'],
  ['tier', 'front'],
]);
const expression = (operator: Json, ...values: readonly string[]) => ({
  matchExpressions: [{ key: 'app', operator, ...(values.length > 0 && { values }) }],
});

const cases: readonly (readonly [name: string, selector: Json | undefined, selected: boolean | undefined])[] = [
  ['nothing said', undefined, true],
  ['null', null, true],
  ['empty', { matchLabels: {}, matchExpressions: null }, true],
  ['a label', { matchLabels: { app: 'web' } }, true],
  ['another value', { matchLabels: { app: 'cron' } }, false],
  ['a label of two', { matchLabels: { app: 'web', role: 'x' } }, false],
  ['In', expression('In', 'cron', 'web'), true],
  ['In without', expression('In', 'cron'), false],
  ['NotIn', expression('NotIn', 'web'), false],
  ['NotIn of a label that is missing', { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] }, true],
  ['Exists', expression('Exists'), true],
  ['DoesNotExist', expression('DoesNotExist'), false],
  ['a text', 'app=web', undefined],
  ['labels of numbers', { matchLabels: { app: 1 } }, undefined],
  ['an operator of nodes', expression('Gt', '1'), undefined],
  ['In without values', expression('In'), undefined],
  ['Exists with values', expression('Exists', 'web'), undefined],
  ['a misspelt field', { matchLabel: { app: 'web' } }, undefined],
  ['expressions that are no list', { matchExpressions: { key: 'app' } }, undefined],
  ['an expression that is none', { matchExpressions: ['app'] }, undefined],
];

describe('requirementsOf', () => {
  it.each(cases)('reads %s', (_, selector, expected) => {
    const requirements = requirementsOf(selector);
    expect(requirements && selects(requirements, web)).toBe(expected);
  });
});

describe('valuesOf', () => {
  it.each([
    [{}, undefined],
    [expression('NotIn', 'web'), undefined],
    [expression('In', 'web', 'cron'), ['web', 'cron']],
    [{ matchLabels: { app: 'web' }, ...expression('In', 'web', 'cron') }, ['web']],
    [{ matchLabels: { app: 'x' }, ...expression('In', 'web') }, []],
  ])('of %j is %j', (selector, expected) => {
    expect(valuesOf(requirementsOf(selector)!, 'app')).toEqual(expected);
  });
});
