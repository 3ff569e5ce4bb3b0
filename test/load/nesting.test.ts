import { describe, expect, it } from 'vitest';
import { evaluateModule } from '../../src/load/evaluate.ts';
import { sourceText } from '../../src/load/source-text.ts';

/** Each would end the process if the parser saw it. */
const bombs: Readonly<Record<string, string>> = {
  arrays: `export default ${'['.repeat(100_000)}`,
  'arrays hidden behind comments': `export default ${'[/*]*/'.repeat(40_000)}`,
  'arrays hidden behind strings': `export default ${"[']',".repeat(40_000)}`,
  'arrays after a line separator in a comment': `//\u2028export default ${'['.repeat(100_000)}`,
  'arrays in templates': `export default ${'`}${['.repeat(50_000)}`,
  parentheses: `export default ${'('.repeat(100_000)}`,
  objects: `export default ${'{a:'.repeat(80_000)}`,
  templates: `export default ${'`${'.repeat(80_000)}`,
  'mismatched brackets': `export default ${'[)'.repeat(80_000)}`,
  negations: `export default ${'!'.repeat(200_000)}1`,
  conditionals: `export default ${'1?1:'.repeat(60_000)}1`,
  arrows: `export default ${'a=>'.repeat(80_000)}1`,
  members: `export default a${'.a'.repeat(120_000)}`,
  indexes: `export default a${'[0]'.repeat(80_000)}`,
  calls: `export default a${'()'.repeat(120_000)}`,
  sums: `export default 1${'+1'.repeat(120_000)}`,
  casts: `export default 1${' as x'.repeat(50_000)}`,
  conditions: `${'if(1)'.repeat(50_000)};`,
  'other conditions': `${'if(1);else '.repeat(20_000)};`,
  'other conditions with blocks': `${'if(1){}else '.repeat(20_000)};`,
  constructors: `export default ${'new '.repeat(60_000)}a`,
  labels: `${'a:'.repeat(120_000)};`,
  types: `type A = ${'keyof '.repeat(40_000)}B`,
  generics: `type A = ${'B<'.repeat(120_000)}`,
  namespaces: `namespace a${'.a'.repeat(120_000)}{}`,
  'a regular expression that opens a string': `export default /"/;${'['.repeat(100_000)}`,
};

describe('nestingProblem', () => {
  it.each(Object.entries(bombs))('refuses %s before the parser overflows', (_, text) => {
    const { problems, failed } = evaluateModule(sourceText('tenants/bomb.ts', text), () => undefined);
    expect(failed).toBe(true);
    expect(problems.map(({ policy }) => policy)).toEqual([expect.stringMatching(/^spec-(too-large|not-data)$/)]);
  });

  it.each(['a.a', 'a[0]'])('refuses a chain of %s that the parser bears but the evaluation does not', (link) => {
    const text = `const a = {};\nexport default a${link.slice(1).repeat(15_000)};\n`;
    const { problems } = evaluateModule(sourceText('tenants/chain.ts', text), () => undefined);
    expect(problems.map(({ policy, place }) => [policy, place.line])).toEqual([['spec-too-large', 2]]);
  });

  it('accepts long data', () => {
    const items = Array.from(
      { length: 2000 },
      (_, index) => `  { name: \`n\${x.y[${index % 3}]}\`, value: -${index} }, // ']'`,
    );
    const text = `const x = { y: [1, 2, 3] } as const;\nexport default [\n${items.join('\n')}\n] satisfies unknown[];\n`;
    const { problems, failed } = evaluateModule(sourceText('fleet/long.ts', text), () => undefined);
    expect({ problems, failed }).toEqual({ problems: [], failed: false });
  });
});
