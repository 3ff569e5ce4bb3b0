/** What migrations of the tests are expected to do and to leave behind. */
import type { Container } from './container.ts';
import type { Suite } from './suite.ts';

export const fixed = [
  '--stop-after-init',
  '--no-http',
  '--without-demo=True',
  '--workers=0',
  '--max-cron-threads=0',
  '--limit-memory-hard=0',
];
export const first = ['-i', 'base,web,contacts,crm', '--load-language=de_DE', ...fixed];
export const upgrade = ['-u', 'all', ...fixed];
export const adminPassword = 'first "pass\' word% ünï';

/** How Odoo was called. */
export const argumentsOf = (container: Container): unknown => container.calls().map((call) => call.arguments);

/** System parameters that a migration sets, and the state of every module that is not installed. */
export function stateOf({ query }: Suite, name: string): { parameters: Record<string, string>; open: string[] } {
  const keys = "key LIKE 'fleet.%' OR key LIKE 'web.base.url%' OR key = 'report.url'";
  const rows = query(name, `SELECT key, value FROM ir_config_parameter WHERE ${keys} ORDER BY key`);
  const open = query(
    name,
    "SELECT name || ' ' || state FROM ir_module_module WHERE state <> 'installed' ORDER BY name",
  );
  return { parameters: Object.fromEntries(rows.split('\n').map((row) => row.split('|'))), open: open.split('\n') };
}

export const markers = {
  'fleet.admin': 'set',
  'fleet.image': 'example.org/odoo@sha256:aaa',
  'fleet.modules': 'contacts,crm',
  'fleet.release': '18.0-20260926',
  'report.url': 'http://odoo-web:8069',
  'web.base.url': 'https://aos.example.com',
  'web.base.url.freeze': 'True',
};
export const untouched = ['project uninstalled', 'uninstalled_extra uninstalled'];

export const adminHash = ({ query }: Suite, name: string): string =>
  query(name, "SELECT password FROM res_users WHERE login = 'admin'");
