import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { code, prose } from '../../src/report/markdown-text.ts';
import { markdown } from '../../src/report/markdown.ts';
import { findings, many, saying } from './reports.ts';

const limit = 65_536;

/** Cells of a table row as GitHub reads them: a pipe parts cells unless a backslash stands before it. */
function cellsOf(line: string): number {
  return line.split(/(?<!\\)\|/).length;
}

describe('markdown', () => {
  it.each([
    ['a link', '[x](https://evil.example)', '\\[x\\]\\(https\\:\\/\\/evil\\.example\\)'],
    ['an image', '![x](//evil.example/p.png)', '\\!\\[x\\]\\(\\/\\/evil\\.example\\/p\\.png\\)'],
    ['a bare address', 'https://evil.example www.evil.example', 'https\\:\\/\\/evil\\.example www\\.evil\\.example'],
    ['HTML', '<img src=x onerror=y>', '\\<img src\\=x onerror\\=y\\>'],
    ['an entity', '&lt;b&gt;', '\\&lt\\;b\\&gt\\;'],
    ['a mention', '@octocat', '\\@\u200boctocat'],
    ['a reference', '#1', '\\#\u200b1'],
    ['a table', 'a|b', 'a\\|b'],
    ['an escaped pipe', 'a\\|b', 'a\\\\\\|b'],
    ['code', '`x`', '\\`x\\`'],
    ['a line break', 'a\n\n# b', 'a\\\\n\\\\n\\#\u200b b'],
  ])('shows %s as it is', (_, hostile, expected) => {
    expect(prose(hostile)).toBe(expected);
  });

  it.each([
    ['plain text', 'a/b.yaml:1', '`a/b.yaml:1`'],
    ['backticks', 'a``b', '```a``b```'],
    ['a backtick at the end', 'a`', '`` a` ``'],
    ['a pipe', 'a|b', '`a\\|b`'],
    ['nothing', '', '`  `'],
  ])('fences %s as code', (_, value, expected) => {
    expect(code(value)).toBe(expected);
  });

  it('keeps its lines and cells, whatever the texts are', () => {
    const shape = markdown(saying('x')).split('\n').map(cellsOf);
    const piece = fc.constantFrom('|', '\\', '`', '\n', '\r', '<', '>', '[', ']', '@', 'a', ' ', '-');
    const hostile = fc.oneof(
      fc.array(piece, { minLength: 1 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        expect(markdown(saying(value)).split('\n').map(cellsOf)).toEqual(shape);
      }),
    );
  });

  it.each([
    ['10,000 findings', many(10_000)],
    ['long texts', { ...saying('|'.repeat(100_000)), notes: Array.from({ length: 1000 }, () => '@'.repeat(100_000)) }],
  ])('stays below the limit of a comment: %s', (_, report) => {
    expect(markdown(report).length).toBeLessThan(limit);
  });

  it('shows tenants with errors before tenants with warnings', () => {
    const [one] = findings.findings;
    const of = (tenant: string, severity: 'error' | 'warning'): Finding => ({ ...one!, tenant, severity });
    const report = {
      ...findings,
      findings: [of('a', 'warning'), of('b', 'error'), of('a', 'warning'), of('c', 'error')],
    };
    expect(markdown(report).match(/^(?:### .*|\| (?:error|warning) )/gm)).toEqual([
      '### `b`',
      '| error ',
      '### `c`',
      '| error ',
      '### `a`',
      '| warning ',
      '| warning ',
    ]);
  });

  it('says how many findings it left out', () => {
    const report = markdown(many(10_000));
    const rows = report.split('\n').filter((line) => /^\| (?:error|warning) \|/.test(line)).length;
    expect(report.trimEnd().split('\n').at(-1)).toBe(
      `${String(10_000 - rows).replace(/(\d)(\d{3})$/, '$1,$2')} more findings not shown: \`fleet validate --format json\` lists all.`,
    );
    expect(markdown(findings)).not.toContain('not shown');
  });
});
