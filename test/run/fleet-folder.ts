/** Fleets in temporary folders: made, run, and looked at. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { type FleetResult, type FleetRun, runFleet } from '../../src/run/run-fleet.ts';
import { enter } from '../../src/synth/work-folder.ts';

export const repository = join(import.meta.dirname, '../..');
export const commercial = join(repository, 'test/fleets/commercial');

/** The day of the tests: no pin of the example fleets has expired. */
export const today = '2026-11-24';

/** An empty folder that exists until it is removed. */
export function lastingFolder(): { readonly folder: string; remove(): void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fleet-test-')));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty folder that exists until the test is finished. */
export function temporaryFolder(): string {
  const { folder, remove } = lastingFolder();
  onTestFinished(remove);
  return folder;
}

/** A copy of an example fleet, without what was generated from it. */
export function copyOfFleet(fleet: string): string {
  const root = temporaryFolder();
  for (const folder of ['fleet', 'tenants']) cpSync(join(fleet, folder), join(root, folder), { recursive: true });
  return root;
}

type Options = Partial<Pick<FleetRun, 'threads' | 'today' | 'onProgress' | 'cache'>>;

/** What `fleet synth` does. */
export async function synth(root: string, options: Options = {}): Promise<FleetResult> {
  const work = enter(root);
  try {
    return await runFleet({ root, today, threads: 1, onProgress: () => {}, ...options, mode: 'write' });
  } finally {
    work.leave();
  }
}

/** What `fleet validate` does. */
export function check(root: string, options: Options = {}): Promise<FleetResult> {
  return runFleet({ root, today, threads: 1, onProgress: () => {}, ...options, mode: 'check' });
}

/** Path and SHA-256 of every file below a folder, links with their target and empty folders included, sorted. */
export function contents(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(folder).map(({ path, content }) => [path, content]));
}

/** As `contents`, with the identity and time of every entry: two are the same only when nothing was written. */
export function state(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(folder).map(({ path, content, written }) => [path, `${content} ${written}`]));
}

interface Entry {
  readonly path: string;
  readonly content: string;
  readonly written: string;
}

function entries(folder: string, below = ''): readonly Entry[] {
  const names = readdirSync(join(folder, below)).toSorted();
  return names.flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    const stat = lstatSync(join(folder, path), { bigint: true });
    const written = `${stat.ino} ${stat.mode.toString(8)} ${stat.mtimeNs}`;
    if (stat.isDirectory()) {
      const inner = entries(folder, path);
      return inner.length > 0 ? inner : [{ path: `${path}/`, content: 'empty', written }];
    }
    return [{ path, content: contentOf(join(folder, path), stat), written }];
  });
}

function contentOf(path: string, stat: Pick<Stats, 'isFile' | 'isSymbolicLink'>): string {
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  return stat.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'no file';
}

/** Findings as short lines: place, policy, tenant. */
export function placed(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ place: { file, line }, policy, tenant }) =>
      `${file}:${line} ${policy}${tenant === undefined ? '' : ` ${tenant}`}`,
  );
}
