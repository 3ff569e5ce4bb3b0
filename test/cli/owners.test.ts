import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { temporaryFolder } from '../run/fleet-folder.ts';
import { call, type Surroundings } from './call.ts';

function ownedFleet(): string {
  const root = temporaryFolder();
  const owned = [
    { name: 'Ada', email: 'ada@example.com', github: 'ada-l' },
    { name: 'Operations', email: 'operations@example.com' },
  ];
  writeFleet(root, { 'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), owners: owned }) });
  return root;
}

const ask = (words: readonly string[], surroundings?: Surroundings) => call(['owners', ...words], surroundings);

describe('fleet owners', () => {
  it('names the owners of a tenant, and the platform team for the rest', async () => {
    const folder = join(ownedFleet(), 'tenants');
    const words = ['--root', '..', 'acme.ts', 'birch.ts', '../fleet/rings.ts'];
    const { code, stdout } = await ask(words, { folder });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'OF               WHAT             OWNER            EMAIL                   GITHUB',
        'acme             spec or secrets  Ada              ada@example.com         ada-l',
        'acme             spec or secrets  Operations       operations@example.com',
        'birch            spec or secrets  (platform team)',
        '(platform team)  fleet/rings.ts',
        '',
      ].join('\n'),
    );
  });

  it('reads what git prints, whatever the names', async () => {
    const input = 'dist/tenants/eu-1/acme/tenant.json\0src/a\nb.ts\0';
    const { stdout } = await ask(['--root', ownedFleet(), '--stdin', '--format', 'json'], { input });
    expect(JSON.parse(stdout)).toEqual({
      tenants: [
        {
          tenant: 'acme',
          isSource: false,
          owners: [
            { name: 'Ada', email: 'ada@example.com', github: 'ada-l' },
            { name: 'Operations', email: 'operations@example.com' },
          ],
        },
      ],
      platform: ['src/a\nb.ts'],
    });
  });

  it.each([
    { words: [], says: 'Which files is not clear: give their names, or --stdin.' },
    { words: ['a.ts', '--stdin'], says: 'Which files is not clear: give their names, or --stdin.' },
    { words: ['../a.ts'], says: 'must be a file of the fleet.' },
  ])('refuses $words', async ({ words, says }) => {
    const folder = ownedFleet();
    const { code, stderr } = await ask(words, { folder, input: '' });
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
