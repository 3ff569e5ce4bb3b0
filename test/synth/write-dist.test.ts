import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enter, stager } from '../../src/synth/work-folder.ts';
import { writeDist } from '../../src/synth/write-dist.ts';
import { contents, state, temporaryFolder } from '../run/fleet-folder.ts';
import { withFailure } from './dying-file-system.ts';

const kept = ['dist/clusters/c/platform/manifests.yaml', 'dist/tenants/c/b/tenant.json'];
const changed = ['dist/tenants/c/a/app/manifests.yaml', 'dist/tenants/c/a/tenant.json'];
const removed = ['dist/tenants/c/old/tenant.json'];
const flux = ['dist/clusters/c/flux-system'];

/** A `dist` in which something is kept, changed, added and removed. */
function oldDist(): string {
  const root = temporaryFolder();
  for (const path of [...kept, changed[0]!, ...removed, `${flux[0]}/gotk-sync.yaml`]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `old ${path}`);
  }
  symlinkSync('gotk-sync.yaml', join(root, flux[0]!, 'link.yaml'));
  return root;
}

function run(root: string): void {
  const work = enter(root);
  try {
    const stage = stager(root);
    for (const path of changed) stage(path, `new ${path}`);
    writeDist(root, { kept, replaced: new Set([...changed, ...removed]), flux });
  } finally {
    work.leave();
  }
}

const oldContents = (): object => contents(join(oldDist(), 'dist'));

function newContents(): object {
  const root = oldDist();
  run(root);
  return contents(join(root, 'dist'));
}

describe('writeDist', () => {
  it('replaces what changed, removes what is not named, and does not write what is kept', () => {
    const root = oldDist();
    const before = state(join(root, 'dist'));
    run(root);
    const after = state(join(root, 'dist'));
    const inDist = (paths: readonly string[]) => paths.map((path) => path.slice('dist/'.length));
    const same = inDist([...kept, `${flux[0]}/gotk-sync.yaml`]);
    const link = `${flux[0]}/link.yaml`;
    expect(Object.keys(after)).toEqual([...same, ...inDist([...changed, link])].toSorted());
    for (const path of same) expect(after[path]).toBe(before[path]);
    expect(readdirSync(join(root, '.fleet'))).toEqual(['.gitignore']);
  });

  it('makes a first dist', () => {
    const root = temporaryFolder();
    const work = enter(root);
    stager(root)('dist/tenants/c/a/tenant.json', '{}\n');
    writeDist(root, { kept: [], replaced: new Set(), flux: [] });
    work.leave();
    expect(Object.keys(contents(root))).toEqual(['.fleet/.gitignore', 'dist/tenants/c/a/tenant.json']);
  });

  it('leaves the old dist, or the old one aside, or the new one, wherever it is killed', () => {
    const [before, after] = [oldContents(), newContents()];
    const seen: string[] = [];
    for (let step = 0; ; step += 1) {
      const root = oldDist();
      if (!withFailure({ step, kind: 'killed' }, () => run(root))) break;
      const isAside = !existsSync(join(root, 'dist'));
      const found = contents(join(root, isAside ? '.fleet/old' : 'dist'));
      const isOld = JSON.stringify(found) === JSON.stringify(before);
      expect(found).toEqual(isOld ? before : after);
      seen.push(isAside ? 'aside' : isOld ? 'old' : 'new');

      // The next run repairs it before it does anything.
      enter(root).leave();
      expect(contents(join(root, 'dist'))).toEqual(isOld ? before : after);
      expect(readdirSync(join(root, '.fleet')).filter((name) => !name.startsWith('lock.'))).toEqual(['.gitignore']);
    }
    expect(seen.join(' ')).toMatch(/^(old )+aside (new ?)+$/);
  });

  it('leaves the old dist or, where it finds a way, the new one when the disk is full, and tidies up', () => {
    const [before, after] = [oldContents(), newContents()];
    const seen: string[] = [];
    for (let step = 0; ; step += 1) {
      const root = oldDist();
      if (!withFailure({ step, kind: 'full' }, () => run(root))) break;
      const found = contents(join(root, 'dist'));
      const isOld = JSON.stringify(found) === JSON.stringify(before);
      expect(found).toEqual(isOld ? before : after);
      seen.push(isOld ? 'old' : 'new');
      enter(root).leave();
      expect(contents(join(root, 'dist'))).toEqual(found);
    }
    expect(new Set(seen)).toEqual(new Set(['old', 'new']));
  });
});
