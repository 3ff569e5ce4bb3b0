import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tenantStates, type TenantStatus } from '../../src/model/status.ts';
import { age } from '../../src/report/status-cells.ts';
import { statusChanges } from '../../src/report/status-changes.ts';
import { statusJson } from '../../src/report/status-json.ts';
import { statusMarkdown } from '../../src/report/status-markdown.ts';
import { statusText } from '../../src/report/status-text.ts';
import { allReady, failing, hostile, mixed, ready, unknown } from './statuses.ts';

const plain = { colour: false, quiet: false };
const ajv = new Ajv2020({ strict: true, allErrors: true });
formatsPlugin.default(ajv);
const schema = JSON.parse(readFileSync('schemas/status.schema.json', 'utf8')) as object;
const validate = ajv.compile(schema);

/** The errors of the schema, empty when it conforms. */
function errorsOf(value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

/** Everything with which a text could leave its place; line feeds are checked where they matter. */
// oxlint-disable-next-line no-control-regex
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const nasty = [
  '\u001b[2J',
  '\u009b31m',
  '\u202egnp.exe',
  '\r\n',
  '\u0007',
  '`',
  '|',
  '<img src=x>',
  '[a](javascript:x)',
  '@team',
  '#1',
  '"',
  '\\',
  '\u2028',
];
const nastyText = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' })), { minLength: 1 })
  .map((parts) => parts.join(''));

describe('text', () => {
  it.each([
    ['mixed', mixed, plain],
    ['quiet', mixed, { ...plain, quiet: true }],
    ['ready', allReady, plain],
    ['ready-quiet', allReady, { ...plain, quiet: true }],
    ['none', { ...allReady, tenants: [] }, plain],
  ] as const)('is as in golden/status-%s.txt', async (name, status, options) => {
    await expect(statusText(status, options)).toMatchFileSnapshot(`golden/status-${name}.txt`);
  });

  it('has colours that change nothing else', () => {
    const coloured = statusText(mixed, { ...plain, colour: true });
    expect(coloured).toContain('\u001b[31mfailing');
    expect(stripVTControlCharacters(coloured)).toBe(statusText(mixed, plain));
  });

  it('does nothing to a terminal, whatever a cluster says', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const shown = statusText(hostile(text), plain);
        expect(shown).not.toMatch(harmful);
        // Head, tenant, blank, trouble, blank, summary.
        expect(shown.split('\n')).toHaveLength(7);
      }),
    );
  });

  it('cuts a long reason', () => {
    const shown = statusText({ ...mixed, tenants: [{ ...failing, message: 'x'.repeat(5000) }], clusters: [] }, plain);
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThan(400);
  });
});

describe('markdown', () => {
  it('is as in golden/status-mixed.md', async () => {
    await expect(statusMarkdown(mixed)).toMatchFileSnapshot('golden/status-mixed.md');
  });

  it('stays one table without markup, whatever a cluster says', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const shown = statusMarkdown(hostile(text));
        expect(shown).not.toMatch(harmful);
        const lines = shown.split('\n');
        // Summary, blank, trouble, blank, head, rule, tenant, end.
        expect(lines).toHaveLength(8);
        const cells = lines[6]!.replaceAll(/\\./g, '').split('|');
        expect(cells).toHaveLength(13);
        expect(lines[6]!.replaceAll(/\\./g, '')).not.toMatch(/[`<>[\]]/);
      }),
    );
  });

  it('fits a comment of GitHub, and says what was cut', () => {
    const tenants = Array.from({ length: 2000 }, (_, index): TenantStatus => ({ ...failing, tenant: `t${index}` }));
    const shown = statusMarkdown({ ...mixed, tenants });
    expect(shown.length).toBeLessThanOrEqual(65_536);
    const rows = shown.split('\n').filter((line) => line.startsWith('| t')).length - 1;
    expect(shown).toContain(
      `\n${(2000 - rows).toLocaleString('en')} more tenants not shown: \`fleet status --format json\` lists all.\n`,
    );
  });
});

describe('json', () => {
  it.each([
    ['mixed', mixed],
    ['ready', allReady],
    ['no tenant', { ...allReady, tenants: [] }],
    ['each state', { ...allReady, tenants: tenantStates.map((state): TenantStatus => ({ ...ready, state })) }],
  ])('conforms to its schema: %s', (_, status) => {
    expect(errorsOf(JSON.parse(statusJson(status)))).toEqual([]);
  });

  it('gives every text back, and does nothing to a terminal', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const shown = statusJson(hostile(text));
        expect(shown).not.toMatch(harmful);
        const parsed = JSON.parse(shown) as {
          tenants: { message: string; part: string }[];
          clusters: { troubles: string[] }[];
        };
        expect(errorsOf(parsed)).toEqual([]);
        expect(parsed.tenants[0]).toMatchObject({ tenant: text, message: text, part: text });
        expect(parsed.clusters[0]!.troubles).toEqual([text]);
      }),
    );
  });

  it('is one line for a log', () => {
    expect(statusJson(mixed, 0).trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(statusJson(mixed, 0))).toEqual(JSON.parse(statusJson(mixed)));
  });

  it('names the same states as its schema', () => {
    expect(JSON.stringify(schema)).toContain(JSON.stringify(tenantStates));
  });
});

describe('changes', () => {
  const at = { ...mixed, time: '2026-11-24T12:00:10Z' };
  const line = (text: string): string => `2026-11-24T12:00:10Z  ${text}`;

  it('are none when only time has passed', () => {
    expect(
      statusChanges(mixed, {
        ...at,
        tenants: mixed.tenants.map((tenant) => ({ ...tenant, since: '2026-11-24T12:00:05Z' })),
      }),
    ).toEqual([]);
  });

  it('are told one by one, with a summary', () => {
    const after = {
      ...at,
      tenants: [
        { ...unknown, tenant: 'new' },
        { ...failing, state: 'ready' as const, reason: 'Ready', message: '', release: { running: '19.0-2' } },
      ],
      clusters: mixed.clusters.map((cluster) => ({ ...cluster, troubles: cluster.isReached ? ['it burns'] : [] })),
    };
    expect(statusChanges(mixed, after)).toEqual(
      [
        'cluster eu-1: it burns',
        'no longer: cluster eu-2 cannot be read: https://eu-2: the connection was refused (ECONNREFUSED)',
        'eu-2/new: new -> unknown: Refused: https://eu-2: the connection was refused (ECONNREFUSED)',
        'eu-1/birch: failing -> ready, runs 19.0-2',
        'eu-2/cedar: gone',
        'eu-1/acme: gone',
        '2 tenants: 1 ready, 1 unknown; trouble with 1 cluster',
      ].map(line),
    );
  });

  it('do nothing to a terminal, whatever a cluster says', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        for (const told of statusChanges(mixed, { ...hostile(text), time: at.time })) {
          expect(told).not.toMatch(harmful);
          expect(told).not.toContain('\n');
        }
      }),
    );
  });
});

describe('docs/status.md', () => {
  const page = readFileSync('docs/status.md', 'utf8');

  it('shows what is really printed', () => {
    expect(page).toContain(`$ npx fleet status\n${statusText(mixed, plain)}\`\`\`\n`);
  });

  it('describes every state, in their order', () => {
    const [, table = ''] = /## States(.*?)\n#/s.exec(page) ?? [];
    expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, state]) => state)).toEqual(tenantStates);
  });
});

describe('age', () => {
  it.each([
    [-5, '0s'],
    [0.9, '0s'],
    [119, '119s'],
    [120, '2m'],
    [7199, '119m'],
    [7200, '2h'],
    [172_799, '47h'],
    [172_800, '2d'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(age(seconds)).toBe(text);
  });
});
