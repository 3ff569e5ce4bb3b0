import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFleet } from '../../src/load/open-fleet.ts';

it('shows a tenant that this fleet takes', () => {
  const [, block = ''] = /^ {3}```ts\n(.*?)^ {3}```/ms.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
  const root = mkdtempSync(join(tmpdir(), 'contributing-'));
  try {
    for (const folder of ['fleet', 'tenants']) cpSync(folder, join(root, folder), { recursive: true });
    writeFileSync(join(root, 'tenants/acme.ts'), block.replace(/^ {3}/gm, ''));
    const { findings, tenant } = openFleet(root, '2026-01-01').load('tenants/acme.ts');
    expect(findings).toEqual([]);
    expect(tenant?.spec.id).toBe('acme');
  } finally {
    rmSync(root, { recursive: true });
  }
});
