import { array, assert, integer, property, string, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePack, encodePack } from '../../src/cache/pack.ts';
import { createTextTable, hidden, shown } from '../../src/cache/texts.ts';

const encoded = (context: string, sections: Iterable<readonly [string, Uint8Array]>): Buffer =>
  Buffer.concat(encodePack(context, new Map(sections)));

describe('a pack', () => {
  const sections = array(tuple(string(), uint8Array({ maxLength: 100 })), { maxLength: 5 });

  it('gives every section back, from multiples of eight', () => {
    assert(
      property(string(), sections, (context, all) => {
        const bytes = encoded(context, all);
        const pack = decodePack(bytes);
        expect(pack?.context).toBe(context);
        for (const [name, section] of new Map(all)) {
          const found = pack!.section(name)!;
          expect(Buffer.compare(found, section)).toBe(0);
          expect((found.byteOffset - bytes.byteOffset) % 8).toBe(0);
        }
        expect(pack?.section('missing\0')).toBeUndefined();
      }),
    );
  });

  it('takes what was damaged for missing, wherever it was', () => {
    const whole = new Map([
      ['one', Buffer.from('first')],
      ['two', Buffer.alloc(40, 7)],
    ]);
    const bytes = encoded('context', whole);
    assert(
      property(integer({ min: 0, max: bytes.length - 1 }), integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at]! ^= flip;
        const pack = decodePack(damaged);
        if (pack === undefined) return;
        expect(pack.context).toBe('context');
        for (const [name, section] of whole) expect([undefined, section]).toContainEqual(pack.section(name));
      }),
      { numRuns: 500 },
    );
  });

  it('takes half a pack for none, or for one with sections missing', () => {
    const section = Buffer.alloc(40, 7);
    const bytes = encoded('context', [['one', section]]);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodePack(bytes.subarray(0, length))?.section('one')).toBeUndefined();
    }
  });
});

describe('texts', () => {
  it('are the same again with the name', () => {
    assert(
      property(string(), string({ minLength: 1 }), (text, name) => {
        expect(shown(hidden(text, name), name)).toBe(text);
        const marked = `\uE001${text}\uE001${name}`;
        expect(shown(hidden(marked, name), name)).toBe(marked);
      }),
    );
  });

  it('are kept once', () => {
    const table = createTextTable();
    expect(['a', 'b', 'a'].map((text) => table.numberOf(text))).toEqual([0, 1, 0]);
    expect(table.texts).toEqual(['a', 'b']);
  });
});
