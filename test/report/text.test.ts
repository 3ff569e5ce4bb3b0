import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../../src/report/text.ts';
import { clean, findings, inconclusive, many, saying } from './reports.ts';

const plain = { colour: false, quiet: false };

describe('text', () => {
  it('in quiet prints one line per finding that is not accepted, and the verdict', () => {
    expect(text(findings, { colour: false, quiet: true })).toBe(
      `dist/tenants/eu-1/inclusion-factor/app/manifests.yaml:48:18  error  image-digest  image is odoo:19.0, must name a digest
dist/tenants/eu-1/inclusion-factor/boundary/manifests.yaml:20:3  warning  quota-headroom  requests.cpu is 4, must be at least 5
dist/tenants/eu-1/inclusion-factor/boundary/manifests.yaml:90:5  error  network-isolation  Odoo of demo reaches PostgreSQL of inclusion-factor on port 5432, must not
2 tenants, 71 objects, 14 files, 3 policies: 2 errors, 1 warning, 1 accepted in 1.23 s
`,
    );
  });

  it.each([
    ['clean', clean, '1 tenant, 34 objects, 7 files, 3 policies: \u001b[32mclean\u001b[39m in 0.42 s\n'],
    [
      'inconclusive',
      inconclusive,
      '0 tenants, 0 objects, 1 file, 3 policies: \u001b[31minconclusive, 1 error, 1 note\u001b[39m in 0.01 s\n',
    ],
  ])('colours the verdict when asked: %s', (_, report, expected) => {
    expect(text({ ...report, findings: [], notes: report.notes }, { colour: true, quiet: true })).toBe(expected);
  });

  it('shows the 200 most important of 10,000 findings and says how to see the rest', () => {
    const lines = text(many(10_000), plain).split('\n');
    expect(lines.filter((line) => line.includes('  error  image-digest'))).toHaveLength(200);
    expect(lines.filter((line) => line.includes('  warning  '))).toHaveLength(0);
    expect(lines.at(-4)).toBe('9,800 more findings not shown; --format json lists all');
  });

  it('shows neither control characters nor ones that turn the writing direction', () => {
    const output = text(saying('\u001b[31m\u0007\r\n\u202e\u2028\u{e0041}'), plain);
    expect(output).not.toMatch(/[\p{Cf}\p{Zl}]|(?!\n)\p{Cc}/u);
    expect(output).toContain('a\\u{1b}[31m\\u{7}\\r\\n\\u{202e}\\u{2028}\\u{e0041}');
  });

  it('never grows a line out of a value', () => {
    const length = text(saying('x'), plain).split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (hostile) => {
        const lines = text(saying(hostile), plain).split('\n');
        expect(lines).toHaveLength(length);
      }),
    );
  });
});
