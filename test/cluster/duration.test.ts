import { describe, expect, it } from 'vitest';
import { latest, parseDuration, secondsBetween } from '../../src/cluster/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['60m', 3600],
    ['1h0m0s', 3600],
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['500ms', 0.5],
    ['45s', 45],
    ['', undefined],
    ['60', undefined],
    ['1d', undefined],
    ['-1m', undefined],
  ])('reads %j', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});

it('counts no negative seconds, whatever the clocks say', () => {
  expect(secondsBetween('2026-11-24T12:00:00Z', '2026-11-24T12:00:30Z')).toBe(30);
  expect(secondsBetween('2026-11-24T12:00:30Z', '2026-11-24T12:00:00Z')).toBe(0);
});

it('knows the latest of what is known', () => {
  expect(latest()).toBeUndefined();
  expect(latest(undefined, '2026-11-24T12:00:00Z', undefined, '2026-11-24T13:00:00+02:00')).toBe(
    '2026-11-24T12:00:00Z',
  );
});
