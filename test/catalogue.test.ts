/** Every policy and check is complete: named after its file, explained, tested, and shown to catch what it is for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestChecks } from '../src/load/manifest-checks.ts';
import { specChecks } from '../src/load/spec-checks.ts';
import { compareText } from '../src/model/finding.ts';
import { policies } from '../src/policies/index.ts';
import { rules } from '../src/run/report-of.ts';
import { reachChecks } from '../src/run/reach-checks.ts';
import { runChecks } from '../src/run/run-checks.ts';
import { secretChecks } from '../src/secrets/secret-checks.ts';
import { minimalFleet, minimalTenant } from './minimal-tenant.ts';
import { changed, renderedStack, reportsOn } from './policies/rendered-stack.ts';
import { seeds } from './policies/seeds.ts';
import { stepSeeds } from './policies/step-seeds.ts';
import { reportedBy, stepFindings } from './policies/steps.ts';

const root = join(import.meta.dirname, '..');
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const checks = { policies, specChecks, manifestChecks, runChecks, reachChecks, secretChecks };
const everything = Object.values(checks).flat();

describe.each(policies)('policy $id', ({ id, family, controls }) => {
  it('is named after its file', () => {
    expect(id).toMatch(kebabCase);
    expect(existsSync(join(root, `src/policies/${id}.ts`))).toBe(true);
  });

  it('names the controls that it serves', () => {
    const items = Object.values(controls).flat();
    expect(items).not.toEqual([]);
    expect(items.filter((item) => item.trim() === '')).toEqual([]);
  });

  it('has a test with passing and failing cases', () => {
    const file = join(root, `test/policies/${id}.test.ts`);
    expect(existsSync(file), `test/policies/${id}.test.ts is missing`).toBe(true);
    // The API server is asked about some policies' cases too: those have a file of their own.
    const cases = file.replace('.test.ts', '.cases.ts');
    const text = readFileSync(existsSync(cases) ? cases : file, 'utf8');
    expect(text, 'has no passing case').toMatch(/expected: \[\]/);
    expect(text, 'has no failing case').toMatch(/expected: \[\s*[^\s\]]/);
  });

  it.skipIf(isOfChange(family))(
    'reports its seeded violation in a whole stack, and no other policy does that demands less',
    () => {
      const seed = seeds[id];
      if (seed === undefined) throw new Error(`test/policies/seeds.ts has no violation of ${id}`);
      const neighbour = renderedStack(
        minimalTenant((spec) => {
          spec.id = 'globex';
          spec.domains = ['globex.example.com'];
          seed.neighbourSpec?.(spec);
        }),
      );
      const fleet = minimalFleet(seed.fleet);
      const stack = renderedStack(minimalTenant(seed.tenant, fleet), fleet);
      expect(reportsOn(stack, neighbour)).toEqual([]);
      const other = seed.neighbour === undefined ? neighbour : changed(neighbour, seed.neighbour);
      const reported = reportsOn(changed(stack, seed.change), other);
      const own = reported.filter(({ policy }) => policy === id);
      const [object, ...pointers] = seed.at;
      expect(own.map((finding) => [finding.object, finding.pointer])).toEqual(pointers.map((at) => [object, at]));
      expect(ids(reported)).toEqual([id, ...(seed.also ?? [])].toSorted(compareText));
    },
  );
});

describe.each(policies.filter(({ family }) => family === 'transition'))('policy $id', ({ id }) => {
  it('reports its seeded step of a whole stack, and no other policy does that demands less', () => {
    const seed = stepSeeds[id];
    if (seed === undefined) throw new Error(`test/policies/step-seeds.ts has no violation of ${id}`);
    const { step, also = [], at } = seed;
    expect(stepFindings(id, step).map(([place]) => place)).toEqual(at);
    expect(reportedBy(step)).toEqual([id, ...also].toSorted(compareText));
  });
});

describe('the catalogue', () => {
  it('has a seeded violation for no policy that does not exist', () => {
    const idsOf = (wanted: (family: string) => boolean) =>
      policies.filter(({ family }) => wanted(family)).map(({ id }) => id);
    expect(Object.keys(seeds)).toEqual(idsOf((family) => !isOfChange(family)));
    expect(Object.keys(stepSeeds)).toEqual(idsOf((family) => family === 'transition'));
  });

  it.each(Object.entries(checks))('lists %s sorted by id', (_, list) => {
    const listed = list.map(({ id }) => id);
    expect(listed).toEqual(listed.toSorted(compareText));
  });

  it('gives each check an id of its own', () => {
    const all = everything.map(({ id }) => id);
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
  });

  it('has every check among the rules of reports', () => {
    expect(rules.map(({ id }) => id)).toEqual(everything.map(({ id }) => id).toSorted(compareText));
  });

  it.each(everything)('explains $id in sentences', ({ id, title, why, fix }) => {
    expect(id).toMatch(kebabCase);
    expect(title).toMatch(/^[A-Z].*[^.\s]$/);
    expect(why).toMatch(/^\S.*\.$/);
    expect(fix).toMatch(/^\S.*\.$/);
  });
});

/** Judged between two states, of which a stack is one. */
function isOfChange(family: string): boolean {
  return family === 'transition' || family === 'change';
}

function ids(reported: readonly { readonly policy: string }[]): string[] {
  return [...new Set(reported.map(({ policy }) => policy))].toSorted(compareText);
}
