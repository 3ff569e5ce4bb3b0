import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { clean, findings, inconclusive, many, saying } from './reports.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
formatsPlugin.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync('schemas/report.schema.json', 'utf8')) as object);

/** The errors of the schema, empty when it conforms. */
function errorsOf(value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

describe('json', () => {
  it.each([
    ['clean', clean],
    ['findings', findings],
    ['inconclusive', inconclusive],
    ['1,000 findings', many(1000)],
  ])('conforms to its schema: %s', (_, report) => {
    expect(errorsOf(JSON.parse(json(report)))).toEqual([]);
  });

  it('conforms to its schema and gives every text back, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (hostile) => {
        const parsed = JSON.parse(json(saying(hostile))) as {
          findings: { fix: string; value: string; via: string[] }[];
        };
        expect(errorsOf(parsed)).toEqual([]);
        expect(parsed.findings[0]).toMatchObject({ fix: `a${hostile}`, value: hostile, via: [hostile, hostile] });
      }),
    );
  });

  it('leaves out no finding', () => {
    expect((JSON.parse(json(many(1000))) as { findings: unknown[] }).findings).toHaveLength(1000);
  });

  it('is what docs/report-format.md shows', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/report-format.md', 'utf8')) ?? [];
    expect(errorsOf(JSON.parse(example))).toEqual([]);
  });

  it.each([
    ['an unknown field', { time: 1 }, 'must NOT have additional properties'],
    ['another version', { version: 2 }, 'must be equal to constant'],
    ['no verdict', { verdict: undefined }, "must have required property 'verdict'"],
  ])('has a schema that refuses %s', (_, change, message) => {
    const value: unknown = JSON.parse(JSON.stringify({ ...(JSON.parse(json(clean)) as object), ...change }));
    expect(errorsOf(value)).toMatchObject([{ message }]);
  });
});
