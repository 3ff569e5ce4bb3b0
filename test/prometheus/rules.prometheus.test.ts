import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFleet } from '../../src/load/open-fleet.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { platformManifests, stackManifests } from '../../src/stack/index.ts';
import { promtool } from './promtool.ts';
import { subjects } from './subjects.ts';
import { unitTests } from './unit-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleet-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** JSON is YAML. */
function write(name: string, content: JsonObject): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content, null, 2));
  return file;
}

describe.each(Object.entries(subjects))('the rules of the %s', (name, subject) => {
  const file = write(`${name}.json`, subject.spec);

  it('pass the checks', () => {
    expect(promtool('check', 'rules', '--lint=all', '--lint-fatal', file)).toMatchObject({ code: 0 });
  });

  it('fire when they must, and only then', () => {
    const tests = write(`${name}.test.json`, unitTests(subject, `${name}.json`));
    const { code, output } = promtool('test', 'rules', tests);
    expect(output).toContain('SUCCESS');
    expect(code).toBe(0);
  });

  it('would fail a test that expects something else', () => {
    const [alert] = Object.keys(subject.cases);
    const { fires } = subject.cases[alert!]!;
    const cases = { [alert!]: { fires: {}, quiet: fires } };
    const tests = write(`${name}.wrong.json`, unitTests({ ...subject, cases }, `${name}.json`));
    expect(promtool('test', 'rules', tests)).toMatchObject({ code: 1, output: expect.stringContaining('FAILED') });
  });
});

describe.each(['.', 'test/fleets/commercial'])('every rule of the fleet in %s', (root) => {
  it('passes the checks', () => {
    const source = openFleet(join(import.meta.dirname, '../..', root), '2026-11-24');
    const fleet = source.fleet!;
    const manifests = [
      ...[...fleet.clusters.values()].flatMap((cluster) => platformManifests(fleet, cluster)),
      ...source.tenantFiles.flatMap((file) => Object.values(stackManifests(source.load(file).tenant!, fleet)).flat()),
    ];
    const specs = manifests.filter(({ kind }) => kind === 'PrometheusRule').map(({ spec }) => spec as JsonObject);
    expect(specs.length).toBeGreaterThan(1);
    const files = specs.map((spec, index) => write(`${root.replaceAll(/\W/g, '-')}-${index}.json`, spec));
    expect(promtool('check', 'rules', '--lint=all', '--lint-fatal', ...files)).toMatchObject({ code: 0 });
  });
});
