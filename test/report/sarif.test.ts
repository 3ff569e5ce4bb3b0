import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { clean, findings, inconclusive, many, saying } from './reports.ts';

const options = { colour: false, quiet: false, documentation: 'https://github.example/fleet/blob/main/docs/' };

// The schema is of draft 04, of which it uses nothing that means something else in draft 07 but its name.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync('test/fixtures/sarif/sarif-schema-2.1.0.json', 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true });
formatsPlugin.default(ajv);
const validate = ajv.compile(schema);

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
      };
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
        },
      ];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

function run(report: Report): Log['runs'][0] {
  return (JSON.parse(sarif(report, options)) as Log).runs[0];
}

/** The errors of the official schema, empty when it conforms. */
function errorsOf(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe('sarif', () => {
  it.each([
    ['clean', clean],
    ['findings', findings],
    ['inconclusive', inconclusive],
    ['1,000 findings', many(1000)],
  ])('conforms to the schema of the standard: %s', (_name, report) => {
    expect(errorsOf(sarif(report, options))).toEqual([]);
    expect(errorsOf(sarif(report, { colour: false, quiet: false }))).toEqual([]);
  });

  it('conforms whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (hostile) => {
        expect(errorsOf(sarif(saying(hostile), { colour: false, quiet: false }))).toEqual([]);
      }),
    );
  });

  it('makes no link and hides no character of a text that it quotes', () => {
    expect(run(saying('[x](https://evil.example)\u202e')).results[0]?.message.text).toBe(
      '[x] (https://evil.example)\\u{202e} [x] (https://evil.example)\\u{202e}/[x] (https://evil.example)\\u{202e}: a[x] (https://evil.example)\\u{202e}\nFix: a[x] (https://evil.example)\\u{202e}',
    );
  });

  it('has a rule for every result, with a link to its description', () => {
    for (const report of [findings, inconclusive]) {
      const { tool, results } = run(report);
      for (const { ruleId, ruleIndex } of results) {
        expect(tool.driver.rules[ruleIndex]).toMatchObject({
          id: ruleId,
          helpUri: `https://github.example/fleet/blob/main/docs/policies.md#${ruleId}`,
        });
      }
    }
  });

  it('says that an inconclusive run did not succeed, and why', () => {
    expect(run(inconclusive).invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'note', message: { text: 'No tenant was examined, because no document could be read.' } },
        ],
      },
    ]);
    expect(run(findings).invocations[0].executionSuccessful).toBe(true);
  });

  it('keeps fingerprints when lines move, and gives no two findings the same', () => {
    const prints = (report: Report): unknown[] => run(report).results.map((result) => result.partialFingerprints);
    const moved = findings.findings.map((finding) => {
      const place = { ...finding.place, line: finding.place.line + 7 };
      return Object.assign({}, finding, { place });
    });
    expect(prints({ ...findings, findings: moved })).toEqual(prints(findings));
    const twice = findings.findings.flatMap((finding) => [finding, finding]);
    expect(new Set(prints({ ...findings, findings: twice }).map((print) => JSON.stringify(print))).size).toBe(8);
  });

  it('cuts to the 25,000 results that GitHub takes, warnings first, and says so', () => {
    const { results, invocations } = run(many(26_000));
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === 'error')).toHaveLength(23_400);
    expect(invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      '1,000 more findings not in this file.',
    ]);
  });
});
