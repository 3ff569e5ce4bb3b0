/** Random strings and documents, made of the pieces that YAML gives a meaning. */
import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/model/manifest.ts';

const pieces = [
  'a',
  'b',
  'y',
  'n',
  'on',
  'no',
  'null',
  'true',
  '~',
  '0',
  '1',
  '7',
  '8',
  '9',
  '0o',
  '0x',
  '0b',
  '_',
  '.',
  'e',
  '+',
  '-',
  '---',
  ':',
  ': ',
  ' #',
  '#',
  '?',
  '? ',
  '- ',
  ',',
  '[',
  ']',
  '{',
  '}',
  '&',
  '*',
  '!',
  '|',
  '>',
  "'",
  '"',
  '\\',
  '%',
  '@',
  '`',
  '=',
  '<<',
  '/',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  '\r',
  '\u0085',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u0001',
  '\u007f',
  '\u00a0',
  '\u200b',
  'é',
  '日',
  '😀',
  '...',
];

/** Text without lone surrogates: of the pieces above, or of any characters. */
export const trickyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
);

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(trickyText, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(trickyText, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** Any JSON value. */
export const jsonValue: fc.Arbitrary<Json> = json;

/** Any JSON object. */
export const jsonObject: fc.Arbitrary<JsonObject> = fc.dictionary(trickyText, json, {
  maxKeys: 5,
  noNullPrototype: true,
});

/** A text that is the same for equal JSON values and no others. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.keys(member)
          .sort()
          .map((key) => [`key ${key}`, Reflect.get(member, key)])
      : member === 0
        ? 0
        : member,
  );
}
