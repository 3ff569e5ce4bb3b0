import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { synth, temporaryFolder } from '../run/fleet-folder.ts';
import { fleetCommand, start } from './fleet-process.ts';

describe('fleet validate --watch', () => {
  it('checks again after each change, also of what was made anew, and ends with Ctrl-C', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const spec = join(root, 'tenants/acme.ts');
    const arguments_ = ['validate', '--watch', '--root', root];
    const { child, ended } = start([process.execPath, fleetCommand, ...arguments_]);
    const lines: string[] = [];
    child.stdout!.on('data', (data: Buffer) => lines.push(data.toString()));
    const waits: string[] = [];
    child.stderr!.on('data', (data: Buffer) => waits.push(...(data.toString().match(/Waiting for changes/g) ?? [])));
    const until = (wanted: number) => vi.waitFor(() => expect(waits.length).toBeGreaterThanOrEqual(wanted), 30_000);
    await until(1);
    expect(lines.join('')).toContain('clean');
    writeFileSync(spec, specText('defineTenant', { ...tenantSpec(), plan: 'huge' }));
    await until(2);
    expect(lines.join('')).toContain('plan is "huge", must be');
    writeFileSync(spec, specText('defineTenant', { ...tenantSpec(), name: 'Renamed' }));
    await until(3);
    expect(lines.join('')).toContain('dist-changed');
    await synth(root);
    await until(4);
    expect(lines.at(-1)).toContain('clean');
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  }, 60_000);
});
