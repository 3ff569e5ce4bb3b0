import { expect, it } from 'vitest';
import { escapeKey, keysOf, unescapeKey } from '../../src/model/json-pointer.ts';

it.each([
  ['plain', 'plain'],
  ['fleet.aos/tenant', 'fleet.aos~1tenant'],
  ['a~b/c', 'a~0b~1c'],
  ['~1', '~01'],
])('escapes %s, and back', (key, expected) => {
  expect(escapeKey(key)).toBe(expected);
  expect(unescapeKey(expected)).toBe(key);
});

it.each([
  ['', []],
  ['/', ['']],
  ['/spec/0/a~1b', ['spec', '0', 'a/b']],
  ['#/$defs/x~0y', ['$defs', 'x~y']],
])('lists the keys along %j', (pointer, keys) => {
  expect(keysOf(pointer)).toEqual(keys);
});
