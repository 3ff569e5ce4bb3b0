import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import { parseQuantity } from '../../src/model/quantity.ts';

/** Examples of the Kubernetes documentation and of apimachinery's own tests. */
const readable: readonly (readonly [Json, number])[] = [
  ['0', 0],
  ['100m', 0.1],
  ['0.1', 0.1],
  ['1', 1],
  [1, 1],
  [0.5, 0.5],
  ['500m', 0.5],
  // One value, written in the six ways of "Resource Management for Pods and Containers".
  ['128974848', 128_974_848],
  ['129e6', 129_000_000],
  ['129M', 129_000_000],
  ['128974848000m', 128_974_848],
  ['123Mi', 128_974_848],
  ['64Mi', 67_108_864],
  ['1Ki', 1024],
  ['1Gi', 2 ** 30],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['2Ti', 2 ** 41],
  ['1Pi', 2 ** 50],
  ['1Ei', 2 ** 60],
  ['1k', 1000],
  ['1G', 1e9],
  ['1T', 1e12],
  ['1P', 1e15],
  ['1E', 1e18],
  ['10n', 1e-8],
  ['5u', 5e-6],
  // `E` is a suffix alone, and an exponent before digits.
  ['1E3', 1000],
  ['12e-1', 1.2],
  ['1e+2', 100],
  ['.5', 0.5],
  ['5.', 5],
  ['+1', 1],
  ['-1Gi', -(2 ** 30)],
  ['007', 7],
  [1e21, 1e21],
];

const unreadable: readonly (Json | undefined)[] = [
  undefined,
  null,
  true,
  {},
  ['1'],
  '',
  ' 1',
  '1 ',
  '1 Gi',
  '1GB',
  '1K',
  '1mi',
  '1gi',
  '1e',
  '1e1.5',
  '1e3Mi',
  '.',
  '-',
  '--1',
  '1,5',
  '0x10',
  'Infinity',
  'NaN',
  '1\n',
  '１',
];

describe('parseQuantity', () => {
  it.each(readable)('reads %j as %d', (text, expected) => {
    expect(parseQuantity(text)).toBeCloseTo(expected, 12);
  });

  it.each(unreadable)('does not read %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('reads whole millicores and mebibytes exactly as they are written', () => {
    const units = [
      { suffix: 'm', factor: 1e-3 },
      { suffix: '', factor: 1 },
      { suffix: 'Ki', factor: 2 ** 10 },
      { suffix: 'Mi', factor: 2 ** 20 },
      { suffix: 'Gi', factor: 2 ** 30 },
      { suffix: 'M', factor: 1e6 },
    ];
    const quantities = record({ amount: integer({ min: 0, max: 4_000_000 }), unit: constantFrom(...units) });
    assert(
      property(quantities, ({ amount, unit: { suffix, factor } }) => {
        expect(parseQuantity(`${amount}${suffix}`)).toBe(amount * factor);
        expect(parseQuantity(`-${amount}${suffix}`)).toBe(-amount * factor);
        expect(parseQuantity(`${amount}.0${suffix}`)).toBe(amount * factor);
      }),
    );
  });

  it('orders amounts as they are, whatever their unit', () => {
    const amounts = integer({ min: 1, max: 1_000_000 });
    assert(
      property(amounts, amounts, (mebibytes, gibibytes) => {
        const smaller = parseQuantity(`${mebibytes}Mi`)! < parseQuantity(`${gibibytes}Gi`)!;
        expect(smaller).toBe(mebibytes < gibibytes * 1024);
      }),
    );
  });
});
