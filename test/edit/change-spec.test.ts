/** Changes of specs in their source: what they write, what they refuse, and that comments stay. */
import { array, assert, asyncProperty, boolean, constantFrom, jsonValue, oneof, pre, record, string } from 'fast-check';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { changeAll } from '../../src/edit/change-all.ts';
import { type Change, parseChange } from '../../src/edit/change.ts';
import { formatSource } from '../../src/edit/format-source.ts';
import { literal } from '../../src/edit/literal.ts';
import { evaluateModule } from '../../src/load/evaluate.ts';
import { sourceText } from '../../src/load/source-text.ts';
import { toJson } from '../../src/load/source-value.ts';
import type { Json, JsonObject } from '../../src/model/manifest.ts';

const file = 'tenants/acme.ts';

function evaluate(text: string): Json | undefined {
  const { exports, problems } = evaluateModule(sourceText(file, text), () => undefined);
  const root = exports.get('default');
  return root === undefined || problems.length > 0 ? undefined : toJson(root);
}

function valueOf(text: string): JsonObject {
  return evaluate(text) as JsonObject;
}

function changed(text: string, arguments_: readonly string[]) {
  const changes = arguments_.map(parseChange).filter((change): change is Change => 'path' in change);
  return changeAll({ file, text, value: evaluate(text)! }, changes, evaluate);
}

const spec = `import { defineTenant } from 'aos-fleet';

// Signed on the first of May.
const zone = 'example.org';
const basics = { plan: 'small' };

export default defineTenant({
  id: 'acme', // Never changes.
  name: 'Acme', // As on the letterhead.
  /* Until the audit. */
  ring: 'stable',
  domains: [
    \`acme.\${zone}\`, // main
    'acme.example.com', // old
  ],
  ...basics,
  odoo: { modules: ['crm', 'mail'] },
  owners: [
    // The hotline.
    { name: 'Ops', email: 'ops@example.org' },
  ],
});
`;

describe('a change', () => {
  it.each<[string, readonly string[], (before: JsonObject) => object]>([
    ['sets a text as it is', ['name=It\'s "A" = b'], () => ({ name: 'It\'s "A" = b' })],
    ['sets a number', ['odoo.workers=4'], () => ({ odoo: { modules: ['crm', 'mail'], workers: 4 } })],
    [
      'makes what a field is in',
      ['pin.release=1', 'pin.until=2027-01-31', 'pin.reason=Audit.'],
      () => ({ pin: { release: '1', until: '2027-01-31', reason: 'Audit.' } }),
    ],
    ['adds to a list', ['odoo.modules+=hr'], () => ({ odoo: { modules: ['crm', 'mail', 'hr'] } })],
    [
      'begins a list',
      ['integrations+={"name":"a","ports":[1]}'],
      () => ({ integrations: [{ name: 'a', ports: [1] }] }),
    ],
    ['takes from a list', ['odoo.modules-=crm'], () => ({ odoo: { modules: ['mail'] } })],
    ['takes the last of a list', ['domains-=acme.example.com'], () => ({ domains: ['acme.example.org'] })],
    ['takes a member by its name', ['owners-=Ops'], () => ({ owners: [] })],
    [
      'sets a field of a member',
      ['owners.0.email=it@example.org'],
      () => ({ owners: [{ name: 'Ops', email: 'it@example.org' }] }),
    ],
    ['writes over a spread', ['plan=large'], () => ({ plan: 'large' })],
    ['sets a list as a whole', ['odoo.modules=["a","b"]'], () => ({ odoo: { modules: ['a', 'b'] } })],
    ['keeps what is written in another way', ['name=\u202e\u0000'], () => ({ name: '\u202e\u0000' })],
  ])('%s', async (_, arguments_, wanted) => {
    const before = valueOf(spec);
    const { text, mistakes } = await changed(spec, arguments_);
    expect(mistakes).toEqual([]);
    expect(valueOf(text)).toEqual({ ...before, ...wanted(before) });
    expect(commentsOf(text).toSorted()).toEqual(commentsOf(spec).toSorted());
    expect(await formatSource(file, text)).toBe(text);
  });

  it('removes a field, with its line, and no comment', async () => {
    const { text, mistakes } = await changed(spec, ['ring-', 'odoo-']);
    expect(mistakes).toEqual([]);
    expect(text).toBe(spec.replace("  ring: 'stable',\n", '').replace("  odoo: { modules: ['crm', 'mail'] },\n", ''));
  });

  it('puts a field where the schema has it, when there are no spreads', async () => {
    const { text } = await changed(spec.replace('  ...basics,\n', ''), ['plan=small']);
    expect(text).toContain("  ],\n  plan: 'small',\n  odoo:");
  });

  it('leaves a file that is formatted otherwise as it is, but for the change', async () => {
    const own = `import {defineTenant} from "aos-fleet"\nexport default defineTenant({id: "acme", odoo: {modules: ["crm"]}})`;
    const { text } = await changed(own, ['odoo.modules+=hr', 'plan=small', 'odoo.workers=4']);
    expect(text).toBe(
      `import {defineTenant} from "aos-fleet"\nexport default defineTenant({id: "acme", plan: 'small', odoo: {modules: ["crm", 'hr'], workers: 4}})`,
    );
  });

  it.each<[string, string, string]>([
    ['plna=large', 'plna is an unknown field; did you mean pin?', 'Write pin.'],
    ['odoo.worker=4', 'odoo.worker is an unknown field; did you mean workers?', 'Write odoo.workers.'],
    ['id=globex', 'id never changes, must stay', 'Add a tenant of the other id, and offboard this one.'],
    [
      'plan-',
      'plan comes from ...basics (tenants/acme.ts:16:3), must be written as a value',
      'Only this field uses it',
    ],
    ['domains.0=x', 'the value comes from `acme.${zone}`', 'Edit tenants/acme.ts by hand'],
    ['domains-=acme.example.org', 'the value comes from `acme.${zone}`', 'Edit tenants/acme.ts by hand'],
    ['owners=[]', 'the value holds a comment (tenants/acme.ts:19:5)', 'Move or remove the comment'],
    ['domains=x', 'the value is "x", must be a list in JSON', 'Write such as ["a", "b"]'],
    ['odoo.modules+=crm', 'odoo.modules has "crm" already, must not', 'Leave the change out.'],
    ['odoo.modules-=hr', 'odoo.modules has no "hr", must have it', 'Leave the change out.'],
    ['integrations-=relay', 'integrations has no "relay", must have it', 'Leave the change out.'],
    ['pin-', 'pin is not written, must be to be removed', 'Leave the change out.'],
    ['name+=x', 'name is no list, must be one for += and -=', 'Write name=<value>.'],
    ['owners.7.email=x', 'owners.7.email is no member of the list, must be one', 'Add a member with +=.'],
    ['name.first=x', 'name has no field first, must be changed as a whole', 'Write name=<JSON>.'],
    ['contract={"__proto__":{"a":1}}', 'the value cannot be written as data, must be', 'Edit the file by hand.'],
    [`customisations=${'['.repeat(5000)}`, 'the value has 5000 characters, must have at most 4000', 'Edit the file.'],
  ])('is refused: %s', async (argument, message, fix) => {
    const { text, mistakes } = await changed(spec, [argument]);
    expect(text).toBe(spec);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]!.message).toContain(message);
    expect(mistakes[0]!.fix).toContain(fix);
  });

  it('is refused where a spread behind it, or a constant, decides', async () => {
    const own = spec
      .replace("const basics = { plan: 'small' }", "const basics = { plan: 'small', ring: 'stable' }")
      .replace("  name: 'Acme', //", '  name: zone, //');
    const { mistakes } = await changed(own, ['ring=early', 'name=Acme']);
    expect(mistakes.map(({ message }) => message)).toEqual([
      'ring is decided by a spread that stands behind it, must not be',
      'the value comes from zone (tenants/acme.ts:9:9), must be written as a value to be changed',
    ]);
    expect(mistakes[1]!.fix).toBe('It is declared at tenants/acme.ts:4:1 and used in 2 places: edit the file by hand.');
  });

  it('names all that is wrong, and conflicts too', async () => {
    const { mistakes } = await changed(spec, ['plan=large', 'x=1', 'plan-', 'odoo.workers=1', 'odoo-']);
    expect(mistakes.map(({ about, message }) => `${about}: ${message}`)).toEqual([
      'plan-: plan is changed by plan=large already, must be changed once',
      'odoo-: odoo is changed by odoo.workers=1 already, must be changed once',
      expect.stringContaining('x=1: x is an unknown field, must be one of id, name'),
    ]);
  });
});

describe('an argument', () => {
  it.each(['', 'plan', '=x', '.=x', 'a..b=x', '-', '+=x'])('is no change: %j', (argument) => {
    expect(parseChange(argument)).toMatchObject({ message: expect.stringContaining('must be field=value') as string });
  });

  it.each<[string, Omit<Change, 'argument'>]>([
    ['a=b=c', { action: 'set', path: ['a'], text: 'b=c' }],
    ['a+=b-=c', { action: 'add', path: ['a'], text: 'b-=c' }],
    ['a-=', { action: 'take', path: ['a'], text: '' }],
    ['a.b-', { action: 'unset', path: ['a', 'b'], text: '' }],
    ['a=b\nc-', { action: 'set', path: ['a'], text: 'b\nc-' }],
  ])('%j means %o', (argument, change) => {
    expect(parseChange(argument)).toEqual({ argument, ...change });
  });
});

const anyText = string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed());
const ws = constantFrom('', ' ', '\n', '\n\n', '  \n');

describe('any', () => {
  it('data is written as text that evaluates to it', async () => {
    const data = jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
    await assert(
      asyncProperty(oneof(data, anyText), async (value) => {
        // JSON has no negative zero.
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        const text = `import { defineTenant } from 'aos-fleet';\nexport default defineTenant({ value: ${literal(plain)} });\n`;
        expect(evaluate(text)).toEqual({ value: plain });
        expect(evaluate(await formatSource(file, text))).toEqual({ value: plain });
      }),
      { numRuns: 300 },
    );
  });

  it('change there and back keeps every comment and every other value, however the list is written', async () => {
    const member = record({
      before: ws,
      comment: constantFrom('', '/* c */', '// c\n'),
      comma: constantFrom(' ', '', '\n'),
    });
    await assert(
      asyncProperty(array(member, { maxLength: 4 }), boolean(), anyText, async (members, hasComma, added) => {
        const items = members.map(
          ({ before, comment, comma }, index) =>
            `${before}${comment}'m${index}'${comment}${comma}${index < members.length - 1 || hasComma ? ',' : ''}${comma}${comment}`,
        );
        const text = `import { defineTenant } from 'aos-fleet';\nexport default defineTenant({ id: 'a', odoo: { modules: [${items.join('')}\n] } });\n`;
        pre(evaluate(text) !== undefined && !/^m\d$/.test(added));
        const grown = await changed(text, [`odoo.modules+=${added}`, 'plan=small']);
        expect(grown.mistakes).toEqual([]);
        const names = members.map((_, index) => `m${index}`);
        expect(evaluate(grown.text)).toEqual({ id: 'a', odoo: { modules: [...names, added] }, plan: 'small' });
        const back = await changed(grown.text, [`odoo.modules-=${added}`, 'plan-']);
        expect(back.mistakes).toEqual([]);
        expect(evaluate(back.text)).toEqual(evaluate(text));
        expect(commentsOf(back.text)).toEqual(commentsOf(text));
      }),
      { numRuns: 300 },
    );
  });
});

function commentsOf(text: string): readonly string[] {
  return parseSync(file, text, { lang: 'ts' }).comments.map(({ value }) => value);
}
