import { assert, constantFrom, property, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubjectChange } from '../../src/model/plan.ts';
import { assemblePlan, type PlanParts } from '../../src/plan/assemble-plan.ts';

const requests = { cores: 1, memoryGiB: 2, storageGiB: 3 };

const subject = (tenant: string, own: Partial<SubjectChange> = {}): SubjectChange => ({
  tenant,
  cluster: 'eu-1',
  state: 'changed',
  files: [{ path: `dist/${tenant}`, before: 'sha256:1', after: 'sha256:2' }],
  facts: [],
  risks: [],
  requests: { before: requests, after: requests },
  counts: { change: 1 },
  relabelled: 0,
  signature: 'same',
  objects: [],
  unreadable: [],
  ...own,
});

const planOf = (changes: readonly SubjectChange[], own: Partial<PlanParts> = {}) =>
  assemblePlan({
    base: { name: 'main', commit: 'a' },
    head: { name: 'change' },
    findings: [],
    notes: [],
    changes,
    others: [],
    ...own,
  });

describe('assemblePlan', () => {
  it('puts tenants with the same change into one class, and outliers into their own', () => {
    const { classes, tenants } = planOf([
      subject('c'),
      subject('odd', { signature: 'odd' }),
      subject('a'),
      subject('b', { objects: undefined as never }),
    ]);
    expect(tenants).toEqual({ new: 0, changed: 4, gone: 0 });
    expect(classes.map(({ subjects }) => subjects.map((one) => one.tenant))).toEqual([['c', 'a', 'b'], ['odd']]);
  });

  it('does not put a platform among tenants', () => {
    const { tenant: _, ...platform } = subject('x');
    const plan = planOf([subject('a'), platform]);
    expect(plan.platforms).toBe(1);
    expect(plan.classes).toHaveLength(2);
  });

  it('shows the most dangerous first: what goes, then labels, then how many', () => {
    const plan = planOf([
      subject('harmless', { signature: '1' }),
      subject('new', { signature: '2', state: 'new', risks: ['data'] }),
      subject('cost', { signature: '3', risks: ['cost'] }),
      subject('network', { signature: '4', risks: ['network'] }),
      subject('data', { signature: '5', risks: ['data'] }),
      subject('data-and-more', { signature: '6', risks: ['data', 'cost'] }),
      subject('unreadable', { signature: '7', unreadable: ['x'] }),
      subject('gone', { signature: '8', state: 'gone', risks: ['deletion', 'data'] }),
      subject('cost-1', { signature: '9', risks: ['cost'] }),
      subject('cost-2', { signature: '9', risks: ['cost'] }),
    ]);
    expect(plan.classes.map(({ subjects }) => subjects[0]!.tenant)).toEqual([
      'gone',
      'unreadable',
      'data-and-more',
      'data',
      'network',
      'cost-1',
      'cost',
      'harmless',
      'new',
    ]);
    expect(plan.risks[0]).toEqual({ label: 'deletion', subjects: 1 });
  });

  it('counts what every tenant does', () => {
    const { objects } = planOf([
      subject('a', { counts: { change: 2, create: 1 } }),
      subject('b', { counts: { refuse: 3 } }),
    ]);
    expect(objects).toEqual({ create: 1, change: 2, replace: 0, refuse: 3, delete: 0 });
  });

  it('sums up what is known to cost, and tells of how many it is not known', () => {
    const price = ({ cores }: typeof requests): number => cores * 10;
    const plan = planOf(
      [
        subject('larger', { requests: { before: requests, after: { ...requests, cores: 3 } } }),
        subject('new', { state: 'new', requests: { after: requests } }),
        subject('gone', { state: 'gone', requests: { before: requests } }),
        subject('old-record', { requests: { after: requests } }),
      ],
      { prices: { currency: 'EUR', before: price, after: (all) => price(all) * 2 } },
    );
    expect(plan.cost).toEqual({ currency: 'EUR', before: 20, after: 80, unknown: 1 });
    expect(planOf([])).not.toHaveProperty('cost');
  });

  it('has a digest of every file with its contents, in any order', () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => subject(name));
    const others = [{ path: 'README.md', state: 'changed', area: 'other', before: '1', after: '2' } as const];
    const { digest } = planOf(all, { others });
    assert(
      property(shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(planOf(order, { others }).digest).toBe(digest);
      }),
    );
    assert(
      property(constantFrom(...all), constantFrom('path', 'before', 'after'), (one, field) => {
        const other = { ...one, files: one.files.map((file) => ({ ...file, [field]: 'x' })) };
        expect(
          planOf(
            all.map((each) => (each === one ? other : each)),
            { others },
          ).digest,
        ).not.toBe(digest);
      }),
    );
    expect(planOf(all.slice(1), { others }).digest).not.toBe(digest);
    expect(planOf(all).digest).not.toBe(digest);
  });
});
