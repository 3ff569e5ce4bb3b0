import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { github } from '../../src/report/github.ts';
import { findings, saying } from './reports.ts';

/** How the runner reads its steps' output: https://github.com/actions/runner, ActionCommand.cs. */
const lineBreak = /\r\n|\n|\r/;
const command = /^\s*::(?<name>[a-z-]+)(?: (?<properties>[^:]*(?::(?!:)[^:]*)*))?::(?<data>.*)$/s;

describe('github', () => {
  it('shows ten policies before ten findings of one', () => {
    const [first] = findings.findings;
    const of = (policy: string, line: number): Finding => ({ ...first!, policy, place: { ...first!.place, line } });
    const report = { ...findings, findings: [of('a', 1), of('a', 2), of('a', 3), of('b', 4), of('c', 5), of('c', 6)] };
    expect([...github(report).matchAll(/line=(\d+)/g)].map(([, line]) => line)).toEqual(['1', '4', '5', '2', '6', '3']);
  });

  it('escapes what ends a property, a line or a percent sign', () => {
    expect(github(saying('50%,a:b\n')).split('\n')[0]).toBe(
      '::error file=a50%25%2Ca%3Ab\\n,line=1,col=1,title=50%25%2Ca%3Ab\\n::50%25,a:b\\n 50%25,a:b\\n/50%25,a:b\\n: a50%25,a:b\\n' +
        '%0Avia 1. 50%25,a:b\\n%0Avia 2. 50%25,a:b\\n%0Afrom spec b50%25,a:b\\n:1:1%0Afix: a50%25,a:b\\n',
    );
  });

  it.each([
    '\n::stop-commands::x',
    '\r::set-env name=PATH::x',
    '##[set-env name=PATH;]x',
    '\n  ::add-mask::a',
    '\u2028::debug::x',
  ])('obeys no command in a text: %j', (hostile) => expectOnlyOurCommands(hostile));

  it('obeys no command, whatever the text', () => {
    const piece = fc.constantFrom(
      '::',
      '\n',
      '\r',
      '##[',
      '#',
      '[',
      ']',
      '%0A',
      '%',
      'error',
      'stop-commands',
      ' ',
      'file=',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (hostile) => expectOnlyOurCommands(hostile),
      ),
    );
  });
});

function expectOnlyOurCommands(hostile: string): void {
  const lines = github(saying(hostile)).split(lineBreak);
  const read = lines.map((line) => command.exec(line)?.groups);
  expect(read.map((groups) => groups?.['name'])).toEqual(['error', 'notice', undefined, undefined, undefined]);
  for (const groups of read.slice(0, 2)) {
    const names = groups?.['properties']?.split(',').map((property) => property.split('=')[0]);
    expect(names).toEqual(['file', 'line', 'col', 'title']);
  }
  // The old form is obeyed anywhere in a line.
  expect(lines.filter((line) => line.includes('##['))).toEqual([]);
}
