import { globSync, readFileSync } from 'node:fs';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const config = JSON.parse(readFileSync('.github/renovate.json', 'utf8')) as {
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
  }[];
  readonly packageRules: readonly { readonly matchPackageNames?: readonly string[]; readonly versioning?: string }[];
  readonly minimumReleaseAge: string;
};

/** As Renovate reads them: by RE2, which knows no look-around. */
function imagesIn(text: string): readonly string[] {
  const [manager] = config.customManagers;
  return manager!.matchStrings.flatMap((pattern) => {
    const matcher = RE2JS.compile(pattern.replaceAll('(?<', '(?P<')).matcher(text);
    const found: string[] = [];
    while (matcher.find()) {
      found.push(`${matcher.group('depName')}:${matcher.group('currentValue')}@${matcher.group('currentDigest')}`);
    }
    return found;
  });
}

describe('Renovate', () => {
  it.each(globSync('fleet/releases/*.yaml'))('finds every image of %s', (file) => {
    const text = readFileSync(file, 'utf8');
    const images = JSON.stringify(parse(text)).match(/[^"]+@sha256:[0-9a-f]{64}/g) ?? [];
    expect(images.length).toBeGreaterThan(3);
    expect(imagesIn(text)).toEqual(images);
    const [pattern = ''] = config.customManagers[0]!.managerFilePatterns;
    expect(file).toMatch(new RegExp(pattern.slice(1, -1)));
  });

  it('finds no image anywhere else: what is built into the program names none', () => {
    const elsewhere = globSync(['src/**/*.ts', 'fleet/*.ts', 'tenants/**/*.ts']);
    const named = elsewhere.filter((file) => /@sha256:[0-9a-f]{64}['"`]/.test(readFileSync(file, 'utf8')));
    expect(named).toEqual([]);
  });

  it('compares tags of Odoo by their day, within a series', () => {
    const rule = config.packageRules.find(({ matchPackageNames: [name] = [] }) => name === 'docker.io/library/odoo');
    const { groups } = new RegExp(rule!.versioning!.replace('regex:', '')).exec('18.0-20260926') ?? {};
    expect({ ...groups }).toEqual({ compatibility: '18.0', major: '2026', minor: '09', patch: '26' });
  });

  it('waits a week', () => {
    expect(config.minimumReleaseAge).toBe('7 days');
  });
});
