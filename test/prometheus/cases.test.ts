import { describe, expect, it } from 'vitest';
import { subjects } from './subjects.ts';

describe.each(Object.entries(subjects))('the unit tests of the rules of the %s', (_, { rules, cases }) => {
  it('are there for every alert, and for none that does not exist', () => {
    expect(Object.keys(cases).toSorted()).toEqual([...new Set(rules.map(({ alert }) => alert))].toSorted());
  });

  it.each(Object.entries(cases))('say when %s fires and when it does not', (__, { fires, quiet }) => {
    expect(Object.keys(fires)).not.toEqual([]);
    expect(Object.keys(quiet)).not.toEqual([]);
  });
});
