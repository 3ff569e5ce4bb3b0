import { describe, expect, it } from 'vitest';
import { formats } from '../../src/report/index.ts';
import { clean, findings, inconclusive } from './reports.ts';

const options = { colour: false, quiet: false };
const extensions: Readonly<Record<string, string>> = {
  github: 'github.txt',
  json: 'json.txt',
  junit: 'xml',
  markdown: 'md',
  sarif: 'sarif',
  text: 'txt',
};

// The complete outputs, as files to read in a review; `vitest run test/report -u` writes them anew.
describe.each([
  { name: 'clean', report: clean },
  { name: 'findings', report: findings },
  { name: 'inconclusive', report: inconclusive },
])('the report $name', ({ name, report }) => {
  it.each(formats)('as $name', async (format) => {
    const output = format.render(report, options);
    const file = `golden/${name}.${extensions[format.name]}`;
    await expect(format.name === 'sarif' ? indented(output) : output).toMatchFileSnapshot(file);
  });
});

describe('every format', () => {
  it('is listed once, sorted', () => {
    expect(formats.map(({ name }) => name)).toEqual(Object.keys(extensions));
  });

  it.each(formats)('ends in one line feed and gives the same bytes again: $name', ({ render }) => {
    const output = render(findings, options);
    expect(output).toMatch(/[^\n]\n$/);
    expect(render(structuredClone(findings), options)).toBe(output);
  });

  it.each(formats.filter(({ name }) => name !== 'text'))('holds no time: $name', ({ render }) => {
    expect(render({ ...findings, milliseconds: 1 }, options)).toBe(render(findings, options));
  });
});

function indented(text: string): string {
  return `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
}
