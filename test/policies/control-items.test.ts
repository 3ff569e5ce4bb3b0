/** Every item is listed once, in order, and is either shown by a policy or explained. */
import { describe, expect, it } from 'vitest';
import { evidence, itemsOf, remainder } from '../../src/policies/control-evidence.ts';
import { frameworks } from '../../src/policies/control-items.ts';
import { policies } from '../../src/policies/index.ts';

const items = frameworks.flatMap((framework) => framework.items.map((item) => ({ framework, ...item })));

describe.each(frameworks)('the items of the $title', ({ key, items: own }) => {
  it('are spelled in one way', () => {
    const spelled = own.map(({ id }) => id.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
    expect(spelled.filter((id, index) => spelled.indexOf(id) !== index)).toEqual([]);
  });

  it('are all that policies name', () => {
    const known = new Set(own.map(({ id }) => id));
    const unknown = policies.flatMap(({ id, controls }) =>
      (controls[key] ?? []).filter((item) => !known.has(item)).map((item) => `${id}: ${item}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are named by a policy once', () => {
    const twice = policies.filter(({ controls }) => new Set(controls[key]).size !== (controls[key] ?? []).length);
    expect(twice.map(({ id }) => id)).toEqual([]);
  });
});

describe.each(evidence(policies))('$item.id', ({ item, policies: ids }) => {
  it('has policies, or a reason why there are none', () => {
    const isCovered = ids.length > 0;
    expect({ uncovered: item.uncovered !== undefined, partly: isCovered || item.partly !== undefined }).toEqual({
      uncovered: !isCovered,
      partly: isCovered,
    });
  });

  it('is explained in one sentence', () => {
    expect(item.title).toMatch(/^[A-Z].*[^.\s]$/);
    for (const text of [item.uncovered, item.partly])
      if (text !== undefined) expect(text).toMatch(/^[A-Z](?!.*\. [A-Z]).*\S\.$/);
  });
});

describe('the frameworks', () => {
  it('have the items that their editions have', () => {
    expect(frameworks.map(({ key, items: own }) => [key, own.length])).toEqual([
      ['hipaa', 65],
      ['cis', 34],
      ['nsa', 31],
    ]);
  });

  it('share no name of an item, so that one can be asked for', () => {
    const ids = items.map(({ id }) => id.toLowerCase());
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('say of items of the HIPAA Security Rule, and of no others, whether they are addressable', () => {
    const told = items.filter(({ need }) => need !== undefined).map(({ framework }) => framework.key);
    expect([...new Set(told)]).toEqual(['hipaa']);
    expect(told).toHaveLength(items.filter(({ framework }) => framework.key === 'hipaa').length);
  });
});

describe('the mapping', () => {
  const two = [
    { id: 'b', controls: { hipaa: ['164.312(d)'], cis: ['5.3.2', '5.1.10'] } },
    { id: 'a', controls: { cis: ['5.1.10'] } },
  ];

  it('gives the policies of each item, sorted', () => {
    const found = evidence(two).filter(({ policies: ids }) => ids.length > 0);
    expect(found.map(({ item, policies: of }) => [item.id, of.map(({ id }) => id)])).toEqual([
      ['164.312(d)', ['b']],
      ['5.1.10', ['a', 'b']],
      ['5.3.2', ['b']],
    ]);
  });

  it('gives the items of each policy in the order of their framework', () => {
    expect(itemsOf(two[0]!.controls).map(({ framework, item }) => `${framework.short} ${item.id}`)).toEqual([
      'HIPAA 164.312(d)',
      'CIS 5.1.10',
      'CIS 5.3.2',
    ]);
  });

  it('says what is left: all without a policy, the rest with one', () => {
    const left = (id: string) => remainder(evidence(two).find(({ item }) => item.id === id)!);
    expect(left('164.312(d)')).toBe('How programs prove who they are is judged; people prove it to Odoo.');
    expect(left('164.310(b)')).toBe('How people use their computers is a rule for people.');
    expect(left('5.1.10')).toBeUndefined();
  });
});
