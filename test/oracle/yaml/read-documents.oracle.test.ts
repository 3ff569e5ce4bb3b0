import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { isObject, type Json } from '../../../src/model/manifest.ts';
import { readDocuments } from '../../../src/load/manifest-documents.ts';
import { emitYaml } from '../../../src/synth/emit-yaml.ts';
import { canonical, jsonObject, trickyText } from './arbitraries.ts';
import { nastyStrings } from './nasty-strings.ts';
import { readWithGo } from './read-with-go.ts';

/** Places where a piece of text may stand, marked X. */
const templates = [
  'X\n',
  'a: X\n',
  'X: 1\n',
  '- X\n- b\n',
  'a:\n  X\n',
  'a: [X, b]\n',
  'a: {X: 1}\n',
  '{a: X}\n',
  'a: "X"\n',
  "a: 'X'\n",
  'a: |\n  X\n',
  'a: >\n  X\n  y\nb: 2\n',
  'a: b # X\nc: d\n',
  'a: &x\n  b: X\nc: *x\n',
  '? X\n: 1\n',
  'a: 1\nX\nb: 2\n',
  'a: !!str X\n',
  'a: 1\n---\nX\n',
  'a: 1\nX---\nb: 2\n',
  '{"a": "X"}',
  '{"X": 1}{"b": 2}',
  'a: 1\n---X\nb: 2\n',
];

const handwritten = `apiVersion: v1
kind: ConfigMap
metadata:
  name: x   # comment
  labels: &labels {a: b, "c": 'd'}
data:
  <<: *labels
  script: |-
    #!/bin/sh
      echo "x"

    done
  folded: >
    a
    b

    c
list:
  - a
  -   b: 1
      c:
      - 2
---
octal: [0o17, 012]
`;

/** The documents of a text if they are mappings without problems. */
function accepted(text: string): readonly Json[] | undefined {
  const documents = readDocuments(text.replace(/^\ufeff/, ''));
  const values = documents.flatMap(({ root, problems }) =>
    root === undefined || problems.length > 0 ? [] : [root.value],
  );
  return values.length === documents.length && values.every(isObject) ? values : undefined;
}

/** Texts that we accept and kubectl reads too, but as something else. A text that kubectl refuses is harmless. */
function readDifferently(texts: readonly string[]): readonly string[] {
  const usable = texts.filter((text) => !text.includes('\0') && text.isWellFormed());
  const answers = readWithGo(usable);
  return usable.flatMap((text, index) => {
    const ours = accepted(text);
    const theirs = answers[index]?.kubectl;
    const isSame = ours === undefined || theirs?.error !== undefined || canonical(ours) === canonical(theirs?.value);
    return isSame ? [] : [JSON.stringify({ text, kubectl: theirs?.value, ours })];
  });
}

const seed = Number(process.env['FUZZ_SEED'] ?? 1);

describe('readDocuments against kubectl', () => {
  it('reads nasty strings in every place as kubectl, or refuses them', () => {
    const texts = templates.flatMap((template) => nastyStrings.map((text) => template.replace('X', () => text)));
    expect(readDifferently(texts)).toEqual([]);
  });

  it('reads random text in every place as kubectl, or refuses it', () => {
    const texts = fc.sample(trickyText, { numRuns: 100_000, seed });
    const filled = texts.map((text, index) => (templates[index % templates.length] ?? '').replace('X', () => text));
    expect(readDifferently(filled)).toEqual([]);
  });

  it('reads manifests with random damage as kubectl, or refuses them', () => {
    const sources = [
      ...fc.sample(jsonObject, { numRuns: 300, seed }).map((value) => emitYaml([value])),
      ...Array(300).fill(handwritten),
    ];
    const damage = fc.sample(fc.tuple(fc.nat(599), fc.nat(), fc.nat(6), trickyText), { numRuns: 60_000, seed });
    const texts = damage.map(([source, place, length, text]) => {
      const original = sources[source] ?? '';
      const start = place % (original.length + 1);
      return original.slice(0, start) + text + original.slice(start + length);
    });
    expect(readDifferently(texts)).toEqual([]);
  });

  it('takes an alias for the same anchor as kubectl, or refuses it', () => {
    const anchors = [
      'a: &x 1\nb: &x 2\nc: *x\n',
      'a: &x {b: 1, c: &x {}}\nd: *x\n',
      'a: &x [1, &x 2]\nb: *x\n',
      'a: &x\n  b: &x 1\nc: *x\n',
      'a: &x {b: &y {c: &x {}, d: *x}, e: *y}\nf: *x\n',
      'a: &x {b: &x 1, c: *x}\n',
    ];
    expect(readDifferently(anchors)).toEqual([]);
    expect(anchors.map((text) => accepted(text) !== undefined)).toEqual([true, false, false, false, false, false]);
  });

  it('refuses what kubectl refuses', () => {
    const texts = [
      ...['http://x/?a=b', 'what?', 'a ?b', ':x', '::', 'x\n ?y'].flatMap((text) => [
        `a: {u: ${text}}\n`,
        `a: {${text}: 1}\n`,
        `a: [${text}]\n`,
        `a: [{u: [${text}]}]\n`,
      ]),
      '<<: &k g: *k\n',
      'a: &k g: 1\n   h: 2\n',
      'a: !!str b:\n',
      'a:\n- b: !!str "c": 1\n',
      'a: 1 # \u0001\n',
      "a: '\uffff'\n",
    ];
    const answers = readWithGo(texts);
    expect(texts.filter((_, index) => answers[index]?.kubectl.error === undefined)).toEqual([]);
    expect(texts.filter((text) => accepted(text) !== undefined)).toEqual([]);
  });

  it('accepts what kubectl accepts of marks in plain text and mappings in one line', () => {
    const texts = [
      'a:\n- http://x/?a=b\n- what?\n- :x\n',
      'a: {b: "c?", d: e::f, g: -:h}\n',
      '? a\n: &b c: 1\n',
      'a:\n- &b c: 1\n- !!str d: 2\n- ? e\n  : &f g: 3\n',
      'a: &b\n  c: 1\n',
    ];
    expect(texts.map(accepted)).toEqual(readWithGo(texts).map(({ kubectl }) => kubectl.value));
  });

  it('accepts what is written without tricks', () => {
    expect(accepted(handwritten)).toEqual(readWithGo([handwritten])[0]?.kubectl.value);
  });
});
