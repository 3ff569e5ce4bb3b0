import { describe, expect, it } from 'vitest';
import { readPromql } from '../../src/policies/promql.ts';

const own = 'tenant-acme';
const none: readonly string[] = [];

describe('readPromql', () => {
  it.each([
    ['up{namespace="tenant-acme"}', none],
    ["up{namespace='tenant-acme'}", none],
    ['up{namespace=`tenant-acme`}', none],
    ['up{job="odoo",namespace="tenant-acme",}', none],
    ['{__name__="up",namespace="tenant-acme"}', none],
    ['{"up",namespace="tenant-acme"}', none],
    ['up{"namespace"="tenant-acme"}', none],
    ['up{namespace="tenant-acme",namespace!="tenant-b"}', none],
    ['rate(up{namespace="tenant-acme"}[5m]) > 1 and on () vector(1)', none],
    ['max_over_time(up{namespace="tenant-acme"}[1h:1m] offset 5m) # of tenant-b', none],
    ['time() - 1', none],
    ['up', ['up']],
    ['up{}', ['up{}']],
    ['up{namespace="tenant-b"}', ['up{namespace="tenant-b"}']],
    ['up{namespace="tenant-acme-staging"}', ['up{namespace="tenant-acme-staging"}']],
    ['up{namespace=~"tenant-acme"}', ['up{namespace=~"tenant-acme"}']],
    ['up{namespace!="tenant-acme"}', ['up{namespace!="tenant-acme"}']],
    ['up{exported_namespace="tenant-acme"}', ['up{exported_namespace="tenant-acme"}']],
    ['up{namespace="tenant-OWN"} or up{namespace="\\x74enant-acme"}', ['up{namespace="\\x74enant-acme"}']],
    ['{namespace=~".+"}', ['{namespace=~".+"}']],
    ['up{namespace="tenant-acme"} / on () group_left () sum(down)', ['down']],
    ['a{namespace="tenant-acme"} or b[5m:] or c{namespace="tenant-acme"}', ['b']],
    ['info(up{namespace="tenant-acme"})', ['info']],
  ])('finds what %s reads of others', (expression, foreign) => {
    expect(readPromql(expression, own)).toEqual({ readable: true, foreign });
  });

  it.each([
    '',
    ' ',
    'up{',
    'up{namespace=}',
    'rate(up[5m]',
    'up down',
    '1 +',
    'sum(up) by',
    'up[5 minutes]',
    'up == $x',
  ])('does not take %j for PromQL', (expression) => {
    expect(readPromql(expression, own).readable).toBe(false);
  });

  it('takes every selector for foreign where there is no tenant', () => {
    expect(readPromql('up{namespace="tenant-acme"} or down')).toEqual({
      readable: true,
      foreign: ['up{namespace="tenant-acme"}', 'down'],
    });
  });

  it('answers for each tenant, however often it was asked for others', () => {
    const expression = (id: string) => `up{namespace="tenant-${id}"} or down{tenant="tenant-${id}"}`;
    for (const id of ['a', 'b', 'ab', 'a']) {
      expect(readPromql(expression(id), `tenant-${id}`).foreign).toEqual([`down{tenant="tenant-${id}"}`]);
    }
    expect(readPromql(expression('a'), 'tenant-b').foreign).toHaveLength(2);
  });

  it('forgets what it read, but not how to read', () => {
    for (let index = 0; index < 6000; index += 1) {
      expect(readPromql(`up{namespace="tenant-acme"} > ${index}`, own).foreign).toEqual([]);
    }
    expect(readPromql('up', own).foreign).toEqual(['up']);
  });
});
