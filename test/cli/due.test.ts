import { describe, expect, it } from 'vitest';
import { dayAfter } from '../../src/model/day.ts';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { call } from './call.ts';

const today = new Date().toISOString().slice(0, 10);
const until = dayAfter(today, 10);

/** A fleet whose tenant is pinned for ten days; its Secrets are new. */
function pinnedFleet(): string {
  const root = temporaryFolder();
  const pin = { release: '19.0-1', until, reason: 'Their fair is soon.' };
  writeFleet(root, { 'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), pin }) });
  return root;
}

const due = (root: string, ...words: readonly string[]) => call(['due', '--root', root, ...words]);

/** The rows about pins: how old the Secrets are depends on the day. */
const pinRows = (stdout: string) => stdout.split('\n').filter((line) => line.includes(' pin '));

describe('fleet due', () => {
  it('shows what is near, and exits with 1', async () => {
    const { code, stdout } = await due(pinnedFleet());
    expect(code).toBe(1);
    const [row] = pinRows(stdout);
    expect(row?.split(/ {2,}/)).toEqual([
      until,
      '10',
      'pin',
      'acme',
      'The pin to release 19.0-1 ends; ring stable goes on without it.',
      expect.stringMatching(/^tenants\/acme\.ts:\d+$/),
      'Remove the pin, or renew it with a later day and its reason.',
    ]);
  });

  it('leaves out what is later', async () => {
    const { stdout } = await due(pinnedFleet(), '--within', '9d');
    expect(pinRows(stdout)).toEqual([]);
  });

  it('is for machines too', async () => {
    const { stdout } = await due(pinnedFleet(), '--format', 'json');
    const rows = JSON.parse(stdout) as { kind: string }[];
    expect(rows.find(({ kind }) => kind === 'pin')).toMatchObject({ on: until, days: 10, tenants: ['acme'] });
  });

  it('is exit code 0 when nothing is near', async () => {
    const root = temporaryFolder();
    writeFleet(root, { 'tenants/secrets/acme': null });
    const { code, stderr } = await due(root);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '0 past, 0 within 30 days, 0 later.\n' });
  });

  it('shows the findings of a spec that cannot be read', async () => {
    const root = temporaryFolder();
    writeFleet(root, { 'tenants/acme.ts': 'export default process.exit();\n' });
    const { code, stdout } = await due(root);
    expect(code).toBe(1);
    expect(stdout).toContain('spec-not-data');
  });

  it.each([
    [['--within', 'soon'], 'fleet: --within is "soon", must be a number of days, such as 14d.\n'],
    [['--format', 'sarif'], 'fleet: fleet due has no format sarif, must be text, json or markdown.\n'],
  ])('refuses %j', async (words, stderr) => {
    expect(await due(pinnedFleet(), ...words)).toMatchObject({ code: 2, stderr });
  });
});
