import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { at, rendered } from './rendered.ts';

function configOf(series: '18.0' | '19.0', tweak?: (spec: TenantSpec) => void): string {
  const stack = rendered(tweak, ({ releases }) => void (releases['19.0-1']!.odoo.series = series));
  return String((at(stack.find('ConfigMap odoo-config'), 'data') as Record<string, string>)['odoo.conf']);
}

describe('odoo.conf', () => {
  // Complete, as files to read in a review; `vitest run test/stack -u` writes them anew.
  it.each(['18.0', '19.0'] as const)('of Odoo %s', async (series) => {
    await expect(configOf(series)).toMatchFileSnapshot(`golden/odoo-${series}.conf`);
  });

  it('takes from the tenant what it may vary, and nothing else', () => {
    const before = configOf('19.0').split('\n');
    const after = configOf('19.0', (spec) => {
      spec.odoo.workers = 5;
      spec.odoo.cronThreads = 3;
      spec.odoo.config = { limit_time_cpu: 61, limit_time_real: 62, limit_time_real_cron: 63, log_level: 'warn' };
      spec.odoo.modules = ['sale', 'crm'];
    }).split('\n');
    expect(after.filter((line) => !before.includes(line))).toEqual([
      'limit_time_cpu = 61',
      'limit_time_real = 62',
      'limit_time_real_cron = 63',
      'log_level = warn',
      'workers = 5',
    ]);
    expect(after).toHaveLength(before.length);
  });

  it('holds no secret', () => {
    expect(configOf('19.0')).not.toMatch(/passw|secret/i);
  });
});
