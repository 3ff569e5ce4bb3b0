import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocator } from '../../src/load/locate-manifest.ts';
import type { Json } from '../../src/model/manifest.ts';
import { emitYaml } from '../../src/synth/emit-yaml.ts';
import { jsonObject } from '../oracle/yaml/arbitraries.ts';

const yaml = `# a comment
---
apiVersion: v1
kind: List
items:
- metadata:
    name: a
    labels: {x: y, "a/b": c}
- &second
  metadata:
    name: b
  args:
  - one
  - |
    two
  -
---
# nothing
---
kind: Other
copy: *nowhere
---
kind: Third
"~": 1
`;

const json = '\n{\n\t"kind": "List",\n\t"items": [\n\t\t{"a": 1}, {"a":\n2}\n\t]\n}\n{"b": 1}\n';

describe('createLocator', () => {
  it.each<readonly [string, number, string, string]>([
    ['the document itself', 0, '', '3:1'],
    ['a member', 0, '/kind', '4:1'],
    ['an item', 0, '/items/0', '6:3'],
    ['a member of an item', 0, '/items/0/metadata/name', '7:5'],
    ['a member in flow style', 0, '/items/0/metadata/labels/a~1b', '8:20'],
    ['the nearest enclosing value', 0, '/items/0/metadata/annotations/x', '6:3'],
    ['an item with an anchor', 0, '/items/1/metadata/name', '11:5'],
    ['a plain item', 0, '/items/1/args/0', '13:5'],
    ['a block of text', 0, '/items/1/args/1', '14:5'],
    ['an empty item, at its sequence', 0, '/items/1/args/2', '13:3'],
    ['an item that is absent', 0, '/items/7', '5:1'],
    ['the problem of an unreadable document', 1, '/kind', '21:7'],
    ['a document after an empty one', 2, '/~0', '24:1'],
    ['a document that is absent', 9, '/kind', '1:1'],
  ])('finds %s', (...[, document, pointer, place]) => {
    const { line, column } = createLocator(yaml)(document, pointer);
    expect(`${line}:${column}`).toBe(place);
  });

  it.each<readonly [number, string, string]>([
    [0, '', '2:1'],
    [0, '/items', '4:2'],
    [0, '/items/0/a', '5:4'],
    [0, '/items/1/a', '5:14'],
    [1, '/b', '9:2'],
  ])('finds in JSON document %i the pointer %j', (document, pointer, place) => {
    const { line, column } = createLocator(json)(document, pointer);
    expect(`${line}:${column}`).toBe(place);
  });

  it('counts lines of CRLF text', () => {
    expect(createLocator('a: 1\r\n---\r\nb:\r\n  c: 2\r\n')(1, '/b/c')).toEqual({ line: 4, column: 3 });
  });

  it('finds the line of every key that emitYaml writes', () => {
    fc.assert(
      fc.property(jsonObject, jsonObject, (first, second) => {
        const documents = [{ first }, { second }];
        const text = emitYaml(documents);
        const lines = text.split('\n');
        const locate = createLocator(text);
        for (const [index, document] of documents.entries()) {
          for (const { pointer, key } of membersOf(document, '')) {
            const { line, column } = locate(index, pointer);
            const written = emitYaml([{ [key]: 0 }]).slice('---\n'.length, -': 0\n'.length);
            expect((lines[line - 1] ?? '').slice(column - 1)).toMatch(new RegExp(`^${RegExp.escape(written)}:`));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds places in files of two megabytes', () => {
    const documents = Array.from({ length: 3000 }, (_, index) => ({
      metadata: { name: `object-${index}` },
      spec: { list: Array.from({ length: 30 }, () => ({ a: 'some text of a usual length' })) },
    }));
    const text = emitYaml(documents);
    expect(text.length).toBeGreaterThan(2_000_000);
    const locate = createLocator(text);
    const lines = documents.map((_, index) => locate(index, '/spec/list/29/a').line);
    expect(lines).toEqual(documents.map((_, index) => 35 * (index + 1)));
  });
});

/** Every member of every mapping in the value. */
function membersOf(value: Json, pointer: string): readonly { readonly pointer: string; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const children = Object.entries(value).map(([key, child]: [string, Json]) => ({
    key,
    child,
    pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }));
  const deeper = children.flatMap((member) => membersOf(member.child, member.pointer));
  return Array.isArray(value) ? deeper : [...children, ...deeper];
}
