import { chmodSync, lstatSync, lutimesSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UnwritableError } from '../../src/synth/unwritable-error.ts';
import { fleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { check, contents, state, synth, temporaryFolder } from './fleet-folder.ts';

const [eu1] = fleetDocuments().clusters;
const twoClusters = specText('defineClusters', [eu1!, { ...eu1!, name: 'eu-2' }]);
const note = (cluster: string) => `dist/clusters/${cluster}/flux-system belongs to Flux and was not examined.`;

/** Everything that can stand in a folder. */
function fill(folder: string): void {
  mkdirSync(join(folder, 'patches/deep'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'gotk-components.yaml'), 'kind: Namespace\r\n');
  writeFileSync(join(folder, 'patches/deep/.hidden'), Buffer.from([0, 255, 10]));
  writeFileSync(join(folder, 'run.sh'), '#!/bin/sh\n');
  chmodSync(join(folder, 'run.sh'), 0o750);
  symlinkSync('gotk-components.yaml', join(folder, 'link.yaml'));
  symlinkSync('../../../../tenants', join(folder, 'specs'));
  symlinkSync('nowhere', join(folder, 'dangling'));
}

/** The state of the files in it; links and folders are made anew, so of them only what they are. */
function stateOf(folder: string) {
  const { 'link.yaml': _link, specs: _specs, dangling: _dangling, 'empty/': _empty, ...files } = state(folder);
  return { files, entries: contents(folder) };
}

describe('flux-system', () => {
  it('is never touched nor examined, whatever is in it', async () => {
    const root = temporaryFolder();
    writeFleet(root, { 'fleet/clusters.ts': twoClusters });
    await synth(root);
    const folder = join(root, 'dist/clusters/eu-2/flux-system');
    fill(folder);
    const before = stateOf(folder);

    const unchanged = await synth(root);
    expect(unchanged).toMatchObject({ written: false, report: { verdict: 'clean', notes: [note('eu-2')] } });
    const validated = await check(root);
    expect(validated.report).toMatchObject({ verdict: 'clean', findings: [], notes: [note('eu-2')] });

    writeFleet(root, {
      'fleet/clusters.ts': twoClusters,
      'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), plan: 'medium' }),
    });
    const changed = await synth(root);
    expect(changed.written).toBe(true);
    expect(stateOf(folder)).toEqual(before);

    // Its cluster is removed.
    writeFleet(root, { 'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), plan: 'medium' }) });
    const { report, differences } = await synth(root);
    expect(report).toMatchObject({ verdict: 'clean', findings: [], notes: [note('eu-2')] });
    expect(differences).toEqual([{ path: 'dist/clusters/eu-2/platform/manifests.yaml', kind: 'unexpected', line: 1 }]);
    expect(stateOf(folder)).toEqual(before);
  });

  it('keeps modes and times, of its folders and links too', async () => {
    const root = temporaryFolder();
    writeFleet(root);
    await synth(root);
    const folder = join(root, 'dist/clusters/eu-1/flux-system');
    fill(folder);
    const entries = ['patches/deep', 'patches', 'link.yaml', 'dangling', 'run.sh', 'empty', '.'];
    const modes = [0o2711, 0o700, undefined, undefined, 0o750, 0o1777, 0o775];
    for (const [index, name] of entries.entries()) {
      const mode = modes[index];
      if (mode !== undefined) chmodSync(join(folder, name), mode);
      lutimesSync(join(folder, name), 1_500_000_000 + index, 1_600_000_000 + index);
    }
    const looks = () =>
      entries.map((name) => {
        const { mode, mtimeMs } = lstatSync(join(folder, name));
        return `${name} ${mode.toString(8)} ${mtimeMs}`;
      });
    const before = looks();
    writeFleet(root, { 'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), plan: 'medium' }) });
    expect((await synth(root)).written).toBe(true);
    expect(looks()).toEqual(before);
  });

  it.each(['dist', 'dist/clusters', 'dist/clusters/eu-1'])(
    'is not lost when it stands behind a link, which then stays: %s',
    async (path) => {
      const root = temporaryFolder();
      writeFleet(root);
      await synth(root);
      mkdirSync(join(root, 'dist/clusters/eu-1/flux-system'));
      writeFileSync(join(root, 'dist/clusters/eu-1/flux-system/gotk-sync.yaml'), '');
      renameSync(join(root, path), join(root, 'moved'));
      symlinkSync(join(root, 'moved'), join(root, path));
      const before = state(root);
      await expect(synth(root)).rejects.toThrow(
        new UnwritableError(
          'dist/clusters/eu-1/flux-system belongs to Flux and stands behind a link, must stand in dist itself; put the folder in the place of the link.',
        ),
      );
      expect(state(root)).toEqual(before);
    },
  );

  it('is kept when it is a link or a file', async () => {
    const root = temporaryFolder();
    writeFleet(root, { 'fleet/clusters.ts': twoClusters });
    mkdirSync(join(root, 'dist/clusters/eu-1'), { recursive: true });
    mkdirSync(join(root, 'dist/clusters/eu-2'), { recursive: true });
    symlinkSync('../../../elsewhere', join(root, 'dist/clusters/eu-1/flux-system'));
    writeFileSync(join(root, 'dist/clusters/eu-2/flux-system'), 'odd\n');
    const { written, report } = await synth(root);
    expect(written).toBe(true);
    expect(report.notes).toEqual([note('eu-1'), note('eu-2')]);
    expect(contents(join(root, 'dist'))).toMatchObject({
      'clusters/eu-1/flux-system': 'link to ../../../elsewhere',
      'clusters/eu-2/flux-system': expect.any(String) as string,
    });
  });
});
