import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/model/manifest.ts';
import { emitYaml } from '../../../src/synth/emit-yaml.ts';
import { canonical, jsonObject, trickyText } from './arbitraries.ts';
import { nastyStrings } from './nasty-strings.ts';
import { type GoReader, readWithGo } from './read-with-go.ts';

/** A string in every place where one can stand. */
const placements = (text: string): JsonObject => ({
  spec: { value: text, [text]: 'key', list: [text, [text], { [text]: text, 'other-key': text }] },
});

/** What Go reads back that is not what was written, as `reader text error`. */
function misread(documents: readonly JsonObject[]): readonly string[] {
  const readers: readonly GoReader[] = ['kubernetes', 'strict', 'v3', 'kubectl'];
  const answers = readWithGo(documents.map((document) => emitYaml([document])));
  return documents.flatMap((document, index) =>
    readers.flatMap((reader) => {
      const { value, error } = answers[index]?.[reader] ?? { error: 'no answer' };
      const wanted = canonical(reader === 'kubectl' ? [document] : document);
      return error === undefined && canonical(value) === wanted ? [] : [`${reader} ${wanted} ${error}`];
    }),
  );
}

describe('emitYaml, read by Go', () => {
  it('keeps every nasty string, as value and as key', () => {
    expect(misread(nastyStrings.map(placements))).toEqual([]);
  });

  it('keeps 100,000 random strings', () => {
    const texts = fc.sample(trickyText, { numRuns: 100_000, seed: 1 });
    const documents = Array.from({ length: 1000 }, (_, index) => ({
      list: texts.slice(index * 100, index * 100 + 100),
      keys: Object.fromEntries(texts.slice(index * 100, index * 100 + 100).map((text, place) => [text, place])),
    }));
    expect(misread(documents)).toEqual([]);
  });

  it('keeps 5,000 random documents', () => {
    expect(misread(fc.sample(jsonObject, { numRuns: 5000, seed: 2 }))).toEqual([]);
  });

  it('parts documents so that kubectl finds each', () => {
    const documents = nastyStrings.map((text) => ({ text }));
    expect(readWithGo([emitYaml(documents)])[0]?.kubectl.value).toEqual(documents);
  });
});
