import { describe, expect, it } from 'vitest';
import { createComparison } from '../../src/plan/changed-objects.ts';
import { verbatim } from '../../src/plan/placeholder.ts';

const map = (name: string, value: string): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: ${value}\n`;
const job = (name: string, image = 'x'): string =>
  `---\napiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: ${image}\n`;

type Texts = Readonly<Record<string, string>>;

function compared(before: Texts, after: Texts) {
  const { objects, unreadable } = createComparison()(
    new Map(Object.entries(before)),
    new Map(Object.entries(after)),
    verbatim,
  );
  return {
    objects,
    unreadable,
    told: objects.map(({ kind, object, file, document }) => `${kind} ${object.name} ${file}#${document}`),
  };
}

describe('objects', () => {
  it.each<{ name: string; before: Texts; after: Texts; told: readonly string[]; unreadable?: readonly string[] }>([
    { name: 'that are the same', before: { f: map('a', '1') }, after: { f: map('a', '1') }, told: [] },
    {
      name: 'that are written otherwise',
      before: { f: map('a', '1') },
      after: { f: map('a', '"1"').replace('"1"', "'x'").replace("'x'", '1 # one') },
      told: ['change a f#0'],
    },
    { name: 'that change', before: { f: map('a', 'x') }, after: { f: map('a', 'z') }, told: ['change a f#0'] },
    {
      name: 'that come, go and stay',
      before: { f: map('a', 'x') + map('b', 'x') },
      after: { f: map('b', 'x') + map('c', 'x') },
      told: ['create c f#1', 'delete a f#0'],
    },
    {
      name: 'that change places in a file',
      before: { f: map('a', 'x') + map('b', 'x') },
      after: { f: map('b', 'x') + map('a', 'x') },
      told: [],
    },
    { name: 'of a file that comes', before: {}, after: { f: map('a', 'x') }, told: ['create a f#0'] },
    { name: 'of a file that goes', before: { f: map('a', 'x') }, after: {}, told: ['delete a f#0'] },
    {
      name: 'that move to another file',
      before: { f: map('a', 'x') },
      after: { g: map('a', 'x') },
      told: ['change a g#0'],
    },
    {
      name: 'with lines that end as on Windows',
      before: { f: map('a', 'x') },
      after: { f: map('a', 'z').replaceAll('\n', '\r\n') },
      told: ['change a f#0'],
    },
    {
      name: 'without a line before the first',
      before: { f: map('a', 'x').slice(4) },
      after: { f: map('a', 'z') },
      told: ['change a f#0'],
    },
    {
      name: 'after a comment',
      before: { f: map('a', 'x') },
      after: { f: `# made by hand\n\n${map('a', 'z')}` },
      told: ['change a f#0'],
    },
    {
      name: 'with lines of --- in a text',
      before: { f: map('a', '|\n    ---\n    x') + map('b', 'x') },
      after: { f: map('a', '|\n    ---\n    z') + map('b', 'x') },
      told: ['change a f#0'],
    },
    {
      name: 'in JSON',
      before: { f: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}' },
      after: { f: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"y"}}' },
      told: ['change a f#0'],
    },
    {
      name: 'of another version of their group',
      before: { f: job('a') },
      after: { f: job('a').replace('batch/v1', 'batch/v1beta1') },
      told: ['change a f#0'],
    },
    {
      name: 'of another group',
      before: { f: job('a') },
      after: { f: job('a').replace('batch/v1', 'jobs/v1') },
      told: ['create a f#0', 'delete a f#0'],
    },
    {
      name: 'of another namespace',
      before: { f: map('a', 'x') },
      after: { f: map('a\n  namespace: other', 'x') },
      told: ['create a f#0', 'delete a f#0'],
    },
    {
      name: 'of which one is there twice',
      before: { f: map('a', 'x') },
      after: { f: map('a', 'x') + map('a', 'z') },
      told: ['create a f#1'],
    },
    {
      name: 'that cannot be read',
      before: { f: map('a', 'x') },
      after: { f: `${map('a', 'x')}---\n{{ template }}\n`, g: '---\n- a list\n' },
      told: [],
      unreadable: ['f', 'g'],
    },
    {
      name: 'of which one name stands twice',
      before: {},
      after: { f: `${map('a', 'x')}  a: z\n` },
      told: [],
      unreadable: ['f'],
    },
    {
      name: 'in a list of objects',
      before: {},
      after: {
        f: `---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n`,
      },
      told: [],
      unreadable: ['f'],
    },
    {
      name: 'of a Job and its successor',
      before: { f: job('run-0123456789') },
      after: { f: job('run-abcdef0123', 'z') },
      told: ['replace run-abcdef0123 f#0'],
    },
    {
      name: 'of a Job and two successors',
      before: { f: job('run-0123456789') },
      after: { f: job('run-abcdef0123') + job('run-abcdef0124') },
      told: ['create run-abcdef0123 f#0', 'delete run-0123456789 f#0', 'create run-abcdef0124 f#1'],
    },
    {
      name: 'of Jobs with other names',
      before: { f: job('run') },
      after: { f: job('walk') },
      told: ['delete run f#0', 'create walk f#0'],
    },
  ])('$name', ({ before, after, told, unreadable = [] }) => {
    const found = compared(before, after);
    expect(found.told.toSorted()).toEqual(told.toSorted());
    expect(found.unreadable).toEqual(unreadable);
  });

  it('that stay the same have no fields that differ', () => {
    const before = { f: map('a', 'x') };
    const after = { f: map('a', 'x # as before') };
    expect(compared(before, after).objects).toMatchObject([{ kind: 'change', fields: [], risks: [] }]);
  });

  it('that move tell from where', () => {
    const [moved] = compared({ f: map('a', 'x') }, { g: map('a', 'x') }).objects;
    expect(moved?.fields).toEqual([{ path: '(file)', pointer: '', before: 'f', after: 'g' }]);
  });

  it('of a Job that is run anew tell what differs, of which nothing is refused', () => {
    const [run] = compared({ f: job('run-0123456789') }, { f: job('run-abcdef0123', 'z') }).objects;
    expect(run).toMatchObject({
      fields: [{ path: 'spec.template.spec.containers[a].image', before: 'x', after: 'z' }],
      effects: [{ kind: 'run', what: 'Job run-abcdef0123' }],
    });
    expect(run?.fields.some(({ isFixed }) => isFixed)).toBe(false);
  });
});
