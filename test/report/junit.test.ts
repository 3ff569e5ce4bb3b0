import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/junit.ts';
import { findings, saying } from './reports.ts';

/** One token of a document that has only what we write: a declaration, tags with quoted attributes, text with entities. */
const token =
  /<\?xml version="1\.0" encoding="UTF-8"\?>|<(?<close>\/)?(?<name>[a-z]+)(?: [a-z]+="(?:[^<>&"]|&(?:amp|lt|gt|quot|apos|#9|#10|#13);)*")*(?<empty>\/)?>|(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#9|#10|#13);)+/uy;
const notInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** The elements in order; throws unless the text is well-formed. */
function elementsOf(xml: string): string[] {
  const open: string[] = [];
  const all: string[] = [];
  let at = 0;
  while (at < xml.length) {
    token.lastIndex = at;
    const match = token.exec(xml);
    if (match === null) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    const { name, close, empty } = match.groups ?? {};
    if (name !== undefined && close !== undefined && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    if (name !== undefined && close === undefined) all.push(name);
    if (name !== undefined && close === undefined && empty === undefined) open.push(name);
    at = token.lastIndex;
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(' ')}`);
  return all;
}

const skeleton = ['testsuites', ...Array.from({ length: 3 }, () => ['testsuite', 'testcase']).flat()];

describe('junit', () => {
  it.each([
    ['markup', '<b a="1">&amp;</b>', 'a&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/b&gt;'],
    ['line breaks', '\r\n\t', 'a&#13;&#10;&#9;'],
    ['what XML cannot hold', '\u0000\u001b\ufffe\ud800', 'a\ufffd\ufffd\ufffd\ufffd'],
    ['the end of a CDATA section', ']]>', 'a]]&gt;'],
  ])('escapes %s', (_, hostile, expected) => {
    expect(junit(saying(hostile))).toContain(`message="${expected}"`);
  });

  it('is well-formed and keeps its shape, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (hostile) => {
        const xml = junit(saying(hostile));
        expect(xml).not.toMatch(notInXml);
        expect(elementsOf(xml).toSorted()).toEqual(
          [...skeleton, 'testsuite', 'testcase', 'failure', 'testcase', 'skipped'].toSorted(),
        );
      }),
    );
  });

  it('counts what it lists', () => {
    const elements = elementsOf(junit(findings));
    const count = (name: string): number => elements.filter((element) => element === name).length;
    expect(junit(findings).split('\n')[1]).toBe(
      `<testsuites name="fleet" tests="${count('testcase')}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}">`,
    );
  });
});
