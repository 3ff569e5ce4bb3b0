import { describe, expect, it } from 'vitest';
import { longestPause } from '../../src/model/cron.ts';

describe('longestPause', () => {
  it.each([
    ['* * * * *', 1],
    ['17 * * * *', 60],
    ['3-59/15 * * * *', 15],
    ['*/20 * * * *', 20],
    ['0,10 * * * *', 50],
    ['17 2 * * *', 1440],
    ['17 */6 * * *', 360],
    // 0, 5, 10, 15, 20: the last pause of the day is four hours.
    ['0 */5 * * *', 300],
    ['0 8-18/2 * * *', 14 * 60],
    ['23 4 * * 0', 7 * 1440],
    ['23 4 * * 7', 7 * 1440],
    ['0 0 * * 1,3,5', 3 * 1440],
  ])('of %s is %d minutes', (cron, expected) => {
    expect(longestPause(cron)).toBe(expected);
  });

  it.each([
    '',
    'daily',
    '0 2 * *',
    '0 2 1 * *',
    '0 2 * 6 *',
    '60 2 * * *',
    '0 24 * * *',
    '0 2 * * 8',
    '*/0 * * * *',
    'a 2 * * *',
    '5-2 * * * *',
  ])('of %j cannot be told', (cron) => {
    expect(longestPause(cron)).toBeNaN();
  });
});
