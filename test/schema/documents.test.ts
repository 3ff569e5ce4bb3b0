import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import { documentFormats } from '../../src/schema/document-formats.ts';
import { patternsInWords } from '../../src/schema/document-patterns.ts';
import { nearestName } from '../../src/schema/document-suggestion.ts';
import { printable, shownValue, unprintable } from '../../src/schema/document-value.ts';
import { checkDocument, documentSchemas } from '../../src/schema/documents.ts';
import { fleetDocuments, tenantSpec } from '../minimal-tenant.ts';

const asJson = (value: unknown) => value as Json;

describe('checkDocument', () => {
  it('fills in the defaults of a tenant, and leaves what it was given', () => {
    const written = asJson(tenantSpec());
    const before = structuredClone(written);
    expect(checkDocument('tenant', written)).toEqual({
      errors: [],
      value: {
        ...tenantSpec(),
        environment: 'production',
        dataClassification: 'phi',
        isolation: 'namespace',
        exposure: { gateway: 'tenant', maxRequestMiB: 128, remoteCalls: 'allowed' },
        webhooks: [],
        odoo: {
          modules: ['crm'],
          addons: [],
          language: 'en_US',
          config: { limit_time_cpu: 300, limit_time_real: 600, limit_time_real_cron: 3600, log_level: 'info' },
        },
        database: { engine: 'cloudnative-pg', generation: 1, parameters: {} },
        filestore: {},
        backup: { retentionDays: 30 },
        integrations: [],
        customisations: [],
        lifecycle: 'active',
      },
    });
    expect(written).toEqual(before);
  });

  it('reports one error about each mistake, sorted by pointer', () => {
    const { fleet } = fleetDocuments();
    const { errors } = checkDocument(
      'fleet',
      asJson({ ...fleet, name: '', phase: 1, policies: { imageRegistries: ['a', 'a'], x: 1 }, labelPrefix: 'x' }),
    );
    expect(errors.map(({ pointer, policy, message }) => [pointer, policy, message])).toEqual([
      ['/labelPrefix', 'spec-wrong-value', 'labelPrefix is "x", must be a DNS prefix in lower case, such as fleet.aos'],
      [
        '/name',
        'spec-wrong-value',
        'name is "", must be lower-case letters and digits, in groups separated by one `-`, with a letter first',
      ],
      ['/phase', 'spec-wrong-type', "phase is 1 (number), must be a string, 'internal' or 'commercial'"],
      [
        '/policies/imageRegistries/1',
        'spec-wrong-value',
        'policies.imageRegistries[1] is "a", must be another one than policies.imageRegistries[0]',
      ],
      ['/policies/x', 'spec-unknown-field', 'policies.x is an unknown field'],
    ]);
  });

  it('judges the names of labels, and takes `constructor` for one', () => {
    const { clusters } = fleetDocuments();
    clusters[0]!.dns.podLabels = { constructor: 'x', 'a b': 'y', ok: 'not ok' };
    const { errors, value } = checkDocument('clusters', asJson(clusters));
    expect(errors.map(({ pointer, aboutName, message }) => [pointer, aboutName, message])).toEqual([
      [
        '/0/dns/podLabels/a b',
        true,
        expect.stringMatching(/^the name of \[0\]\.dns\.podLabels\.a b is "a b", must be a label name: /),
      ],
      ['/0/dns/podLabels/ok', false, expect.stringMatching(/^\[0\]\.dns\.podLabels\.ok is "not ok", must be letters/)],
    ]);
    expect(Object.keys((value as typeof clusters)[0]!.dns.podLabels)).toEqual(['constructor', 'a b', 'ok']);
  });

  it('never changes a prototype', () => {
    for (const name of ['tenant', 'fleet', 'release', 'prices'] as const) {
      const { errors } = checkDocument(
        name,
        JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}') as Json,
      );
      expect(errors.filter(({ policy }) => policy === 'spec-unknown-field').map(({ pointer }) => pointer)).toEqual([
        '/__proto__',
        '/constructor',
      ]);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    }
  });

  it('survives any value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(documentSchemas) as (keyof typeof documentSchemas)[])),
        fc.jsonValue(),
        (name, value) => {
          const { errors } = checkDocument(name, value as Json);
          // An empty list is right in these.
          expect(name === 'exceptions' || name === 'trusted' || errors.length > 0).toBe(true);
          for (const { message, fix, wanted } of errors)
            for (const text of [message, fix, wanted]) expect(text).not.toMatch(unprintable);
        },
      ),
    );
  });
});

describe('patterns', () => {
  it('are all explained, and nothing else is', () => {
    const patterns = [...JSON.stringify(documentSchemas).matchAll(/"pattern":("(?:\\.|[^"\\])*")/g)].map(
      (match) => JSON.parse(match[1]!) as string,
    );
    expect(Object.keys(patternsInWords).toSorted()).toEqual([...new Set(patterns)].toSorted());
  });
});

describe('formats', () => {
  const right: Readonly<Record<string, readonly string[]>> = {
    cidr: ['0.0.0.0/0', '203.0.113.0/24', '203.0.113.7/32', '2001:db8::/32', '::/0', '2001:db8::1/128', '10.128.0.0/9'],
    date: ['2026-02-28', '2028-02-29'],
    domain: ['a.io', 'acme.example.com', 'xn--bcher-kva.example', '1.example.com', `${'a'.repeat(63)}.com`],
    moment: ['2026-11-24T09:30:00Z', '2028-02-29T00:00:00Z'],
    email: ['a@example.com', 'first.last+tag@example.co.uk'],
    printable: ['Acme', 'Zoë & Söhne', '診療所', "O'Neil"],
  };
  const wrong: Readonly<Record<string, readonly string[]>> = {
    cidr: [
      '',
      '10.0.0.0',
      '10.0.0.1/8',
      '010.0.0.0/8',
      '0x0a.0.0.0/8',
      '10.0.0.0/33',
      '10.0.0.0/08',
      '1/8',
      'fe80::1%eth0/64',
      '2001:DB8::/32',
      '2001:0db8::/32',
      '::ffff:10.0.0.0/104',
      '2001:db8::1/64',
      '::/129',
      ' 10.0.0.0/8',
    ],
    date: ['2026-02-30', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', ''],
    domain: [
      'localhost',
      'Acme.example.com',
      'a.example.com.',
      '*.example.com',
      '-a.example.com',
      'a-.example.com',
      'a..b',
      '10.0.0.1',
      `${'a'.repeat(64)}.com`,
      'a_b.example.com',
      'a.example.com\n',
      '',
    ],
    moment: ['2026-02-30T00:00:00Z', '2026-01-01', '2026-01-01T25:00:00Z', ''],
    email: ['a', 'a@', '@example.com', 'a@example.com\n', 'a b@example.com'],
    printable: [
      '',
      ' ',
      'a\nb',
      'a\u0085b',
      'a\u2028b',
      '\u202eevil',
      '\u2066x',
      '\ufeffx',
      'a\ud800b',
      '\u0000',
      '\u007f',
    ],
  };
  it.each(Object.keys(documentFormats))('%s', (name) => {
    const check = documentFormats[name]!;
    expect(right[name]!.filter((text) => check(text) !== undefined)).toEqual([]);
    expect(wrong[name]!.filter((text) => check(text) === undefined)).toEqual([]);
  });

  it.each([
    ['cidr', '10.1.2.3/12', '10.0.0.0/12'],
    ['cidr', '2001:DB8:0:0::1/32', '2001:db8::/32'],
    ['domain', 'Acme.Example.com.', 'acme.example.com'],
  ])('%s suggests the repair of %s', (name, text, repaired) => {
    expect(documentFormats[name]!(text)).toBe(repaired);
    expect(documentFormats[name]!(repaired)).toBeUndefined();
  });
});

describe('shownValue', () => {
  it.each<[unknown, string]>([
    ['three', '"three"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\u001b[31m\n', '"\\u{1b}[31m\\u{a}"'],
    [['a', 'b'], 'a list of 2'],
    [{}, 'an object'],
    [null, 'null'],
    [1.5, '1.5'],
  ])('%j', (value, expected) => {
    expect(shownValue(asJson(value))).toBe(expected);
  });

  it('is short and harmless for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(printable(text)).not.toMatch(unprintable);
        expect(
          Array.from(text).length > 80 || !printable(text).endsWith('…') || text.endsWith('…') || text.length > 80,
        ).toBe(true);
      }),
    );
  });
});

describe('nearestName', () => {
  it.each([
    ['lifecicle', 'lifecycle'],
    ['nmae', 'name'],
    ['Plan', 'plan'],
    ['colour', undefined],
    ['x', undefined],
  ])('%s: %s', (name, expected) => {
    expect(nearestName(name, ['lifecycle', 'name', 'plan', 'odoo'])).toBe(expected);
  });
});
