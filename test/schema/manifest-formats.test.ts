import { describe, expect, it } from 'vitest';
import { schemaFormats } from '../../src/schema/manifest-formats.ts';

describe('the format cidr', () => {
  it.each([
    ['10.0.0.0/8', true],
    ['203.0.113.7/24', true],
    ['fd00::/8', true],
    ['::/0', true],
    ['10.0.0.0', false],
    ['10.0.0.0/33', false],
    ['fd00::/129', false],
    ['10.0.0/8', false],
    ['10.0.0.0/8/8', false],
    ['fe80::1%eth0/64', false],
    ['example.com/8', false],
    ['', false],
  ])('reads %j as %j', (text, valid) => {
    expect(schemaFormats['cidr']!.isValid(text)).toBe(valid);
  });
});
