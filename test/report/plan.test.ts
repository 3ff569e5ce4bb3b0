/** Plans of any fleet and any change, with texts of a stranger in every place. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskLabels } from '../../src/model/change.ts';
import type { ChangeClass, Plan } from '../../src/model/plan.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { planMarkdown, planMarker } from '../../src/report/plan-markdown.ts';
import { planText } from '../../src/report/plan-text.ts';
import { longestComment } from '../../src/report/within.ts';

const hostile = constantFrom(
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '@everyone #1 https://evil.example',
  '\u001b[31mred\u001b[0m',
  '\u202egnihtemos',
  '| a | b |\n\n# heading\n<!-- x -->',
  '``` `` `',
  'é😀'.repeat(400),
  'a'.repeat(70_000),
  '\ud800',
);

function classOf(texts: readonly string[], subjects: number, risk: number): ChangeClass {
  const [a = 'x', b = 'y', c = 'z'] = texts;
  return {
    state: 'changed',
    subjects: Array.from({ length: subjects }, (_, index) => ({ tenant: `${a}${index}`, cluster: b })),
    facts: [{ name: 'release', before: a, after: b }],
    risks: riskLabels.slice(risk, risk + 2),
    migration: { from: a, to: b, reversibility: c },
    unreadable: [c],
    relabelled: 3,
    objects: [
      {
        object: { apiVersion: 'v1', kind: a, name: b },
        file: c,
        document: 0,
        kind: 'change',
        fields: [{ path: a, pointer: '/a', before: b, after: c }],
        risks: [],
        effects: [{ kind: 'run', what: c }],
      },
    ],
  };
}

function planOf(classes: readonly ChangeClass[], [a = 'x', b = 'y']: readonly string[], findings: number): Plan {
  return {
    base: { name: a, commit: 'c'.repeat(40) },
    head: { name: b },
    digest: `sha256:${'d'.repeat(64)}`,
    tenants: { new: 0, changed: classes.length, gone: 0 },
    platforms: 0,
    objects: { create: 0, change: 1, replace: 0, refuse: 0, delete: 0 },
    risks: [{ label: 'data', subjects: 1 }],
    cost: { currency: a, before: 1, after: 2, unknown: 0 },
    classes,
    others: [{ path: b, state: 'new', area: 'other' }],
    findings: Array.from({ length: findings }, () => ({
      policy: 'tenant-vanished',
      severity: 'error' as const,
      tenant: a,
      object: { apiVersion: 'fleet.aos/v1', kind: 'Tenant', name: b },
      place: { file: a, line: 1, column: 1 },
      message: b,
      fix: a,
    })),
    notes: [a],
  };
}

const ajv = new Ajv2020({ strict: true, allErrors: true });
formatsPlugin.default(ajv);
const [schema, reportSchema] = ['plan', 'report'].map(
  (name) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as { $defs: Record<string, object> },
);

describe('a plan for programs', () => {
  const validate = ajv.compile(schema!);
  const errorsOf = (value: unknown): unknown => (validate(value) ? [] : validate.errors);

  it('conforms to its schema and gives every text back', () => {
    const texts = array(
      hostile.filter((text) => text !== ''),
      { minLength: 3, maxLength: 3 },
    );
    assert(
      property(texts, integer({ min: 0, max: 5 }), (three, count) => {
        const plan = planOf(
          Array.from({ length: count }, () => classOf(three, count, count)),
          three,
          count,
        );
        const parsed = JSON.parse(planJson(plan)) as Plan;
        expect(errorsOf(parsed)).toEqual([]);
        expect(parsed).toMatchObject({ classes: plan.classes, others: plan.others, notes: plan.notes });
      }),
      { numRuns: 30 },
    );
  });

  it('has findings of the shape that they have in reports', () => {
    expect(schema!.$defs['finding']).toEqual(reportSchema!.$defs['finding']);
  });

  it.each([
    ['an unknown field', { time: 1 }, 'must NOT have additional properties'],
    ['another version', { version: 2 }, 'must be equal to constant'],
    ['no digest', { digest: undefined }, "must have required property 'digest'"],
  ])('has a schema that refuses %s', (_, change, message) => {
    const plan = JSON.parse(planJson(planOf([], ['a', 'b'], 0))) as object;
    expect(errorsOf(JSON.parse(JSON.stringify({ ...plan, ...change })))).toMatchObject([{ message }]);
  });
});

describe('a plan in words', () => {
  const texts = array(hostile, { minLength: 3, maxLength: 3 });

  it('fits a comment, and nothing in it acts', () => {
    assert(
      property(
        array(record({ texts, subjects: integer({ min: 1, max: 50 }), risk: integer({ min: 0, max: 6 }) }), {
          maxLength: 40,
        }),
        texts,
        integer({ min: 0, max: 300 }),
        (classes, own, findings) => {
          const plan = planOf(
            classes.map((each) => classOf(each.texts, each.subjects, each.risk)),
            own,
            findings,
          );
          for (const shown of [planMarkdown(plan), planText(plan, { colour: false })]) {
            expect(shown.length).toBeLessThan(longestComment);
            expect(Buffer.byteLength(shown)).toBeLessThan(longestComment);
            // oxlint-disable-next-line no-control-regex -- that there are none
            expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
            expect(shown.isWellFormed()).toBe(true);
          }
          // In a code span nothing acts; one ends with as many backticks as it began with.
          const markdown = planMarkdown(plan)
            .slice(planMarker.length)
            .replaceAll(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
          expect(markdown).not.toMatch(/(?<!\\)<(?:img|!--)/);
          expect(markdown).not.toMatch(/(?<!\\)\]\(|@everyone|^#+ heading/m);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it.each([
    [{ new: 0, changed: 0, gone: 0 }, 0, 'none changes'],
    [{ new: 1, changed: 0, gone: 0 }, 0, '1 new tenant'],
    [
      { new: 1200, changed: 1, gone: 2 },
      3,
      '1 tenant changes, 1,200 new tenants, 2 tenants removed, the platform of 3 clusters',
    ],
  ])('counts only what there is: %j', (tenants, platforms, said) => {
    const shown = planText({ ...planOf([], ['main', 'change'], 0), tenants, platforms }, { colour: false });
    expect(shown).toContain(`\nTenants     ${said}\n`);
  });

  it('shows what is most important first, and says how much is left', () => {
    const classes = Array.from({ length: 500 }, (_, index) => classOf([`n${index}`, 'b'.repeat(200), 'c'], 3, 0));
    const shown = planMarkdown(planOf(classes, ['main', 'change'], 2));
    expect(shown.startsWith(`${planMarker}\n## Plan: 2 errors\n`)).toBe(true);
    expect(shown.indexOf('tenant-vanished')).toBeLessThan(shown.indexOf('### 1. 3 tenants change'));
    expect(shown).toMatch(
      /\n\d+ more blocks not shown, less dangerous than these\. All: `npx fleet plan --base c{40} --format json`\n$/,
    );
  });
});
