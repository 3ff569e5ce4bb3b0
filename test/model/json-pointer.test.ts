import { expect, it } from 'vitest';
import { escapeKey } from '../../src/model/json-pointer.ts';

it.each([
  ['plain', 'plain'],
  ['fleet.aos/tenant', 'fleet.aos~1tenant'],
  ['a~b/c', 'a~0b~1c'],
  ['~1', '~01'],
])('escapes %s', (key, expected) => {
  expect(escapeKey(key)).toBe(expected);
});
