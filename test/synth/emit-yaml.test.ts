import * as fc from 'fast-check';
import { load as loadJsYaml, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { emitYaml } from '../../src/synth/emit-yaml.ts';
import { canonical, jsonObject } from '../oracle/yaml/arbitraries.ts';
import { nastyStrings } from '../oracle/yaml/nasty-strings.ts';

/** Readers of both versions of YAML. `=` and `<<` as values are types of their own in full YAML 1.1. */
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['yaml 1.1', (text) => parse(text, { version: '1.1', maxAliasCount: 0 })],
  ['yaml 1.2', (text) => parse(text, { version: '1.2', maxAliasCount: 0 })],
  ['js-yaml core', (text) => loadJsYaml(text, { maxDepth: 1000 })],
  ['js-yaml 1.1', (text) => loadJsYaml(text, { schema: YAML11_SCHEMA, maxDepth: 1000 })],
];

const placements = (text: string): JsonObject => ({
  spec: { value: text, [text]: 'key', list: [text, [text], { [text]: text, 'other-key': text }] },
});

describe('emitYaml', () => {
  it('writes manifests as kubectl prints them, in a stable order', () => {
    const configMap = {
      data: { 'odoo.conf': '[options]\nworkers = 4\n', empty: '', cron: '0 2 * * *', version: '19.0', on: 'on' },
      metadata: {
        labels: { 'fleet.aos/tenant': 'acme', 'app.kubernetes.io/name': 'odoo' },
        namespace: 'tenant-acme',
        name: 'odoo-config',
        annotations: {},
      },
      kind: 'ConfigMap',
      immutable: true,
      apiVersion: 'v1',
    };
    const deployment = {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      spec: {
        replicas: 2,
        template: {
          spec: {
            containers: [
              {
                name: 'odoo',
                image: 'ghcr.io/aos/odoo:19.0@sha256:ab',
                resources: { limits: { cpu: '500m', memory: '2Gi' } },
                args: [],
              },
            ],
            volumes: [
              [1, [null]],
              ['a\nb\n\n', 1e21],
            ],
          },
        },
      },
      metadata: { name: 'odoo-web' },
    };
    expect(emitYaml([configMap, deployment])).toBe(`---
apiVersion: v1
kind: ConfigMap
metadata:
  name: odoo-config
  namespace: tenant-acme
  annotations: {}
  labels:
    app.kubernetes.io/name: odoo
    fleet.aos/tenant: acme
data:
  cron: "0 2 * * *"
  empty: ""
  odoo.conf: |
    [options]
    workers = 4
  "on": "on"
  version: "19.0"
immutable: true
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: odoo-web
spec:
  replicas: 2
  template:
    spec:
      containers:
      - args: []
        image: ghcr.io/aos/odoo:19.0@sha256:ab
        name: odoo
        resources:
          limits:
            cpu: 500m
            memory: 2Gi
      volumes:
      - - 1
        - - null
      - - |+
          a
          b

        - 1.0e+21
`);
  });

  it.each<readonly [string, string]>([
    ['odoo-web', 'odoo-web'],
    ['/web/health', '/web/health'],
    ['Odoo web server', 'Odoo web server'],
    ['postgres:17', 'postgres:17'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['512Mi', '512Mi'],
    ['1h30m', '1h30m'],
    ['NO', '"NO"'],
    ['y', '"y"'],
    ['nullable', 'nullable'],
    ['0o17', '"0o17"'],
    ['1:30', '"1:30"'],
    ['2024-01-01', '"2024-01-01"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['a ', '"a "'],
    ['a:', '"a:"'],
    ['\u007f\u0085\u2028\ufeff', '"\\u007f\\u0085\\u2028\\ufeff"'],
    ['\u200bhidden', '"\\u200bhidden"'],
    ['\u{e0041}', '"\\U000e0041"'],
    ['😀', '"😀"'],
    ['a\tb', '"a\\tb"'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n\n  b\n', '|\n  a\n\n    b'],
    [' a\nb', '" a\\nb"'],
    ['\n', '"\\n"'],
    ['a\n\tb', '"a\\n\\tb"'],
    ['a\r\nb', '"a\\r\\nb"'],
  ])('writes the text %j as %j', (text, written) => {
    expect(emitYaml([{ a: text }])).toBe(`---\na: ${written}\n`);
  });

  it.each<readonly [unknown, string]>([
    [{ a: undefined }, '/0/a is undefined'],
    [{ a: [1, undefined] }, '/0/a/1 is undefined'],
    [{ 'a/b': { '~': NaN } }, '/0/a~1b/~0 is NaN'],
    [{ a: -Infinity }, '/0/a is -Infinity'],
    [{ a: 'x\ud800' }, '/0/a is text with a lone surrogate'],
    [{ a: 'x\n\udc00' }, '/0/a is text with a lone surrogate'],
    [{ '\ud800': 1 }, '/0/\ud800 is a key with a lone surrogate'],
    [{ a: new Date(0) }, '/0/a is not a plain object'],
    [{ a: 1n }, '/0/a is a bigint'],
    [{ a: () => 1 }, '/0/a is a function'],
  ])('refuses what JSON does not have: %s', (document, message) => {
    expect(() => emitYaml([document as JsonObject])).toThrow(new TypeError(`cannot be written as YAML: ${message}`));
  });

  it.each(readers)('keeps every nasty string, as value and as key, for the reader %s', (_, read) => {
    const misread = nastyStrings.filter((text) => {
      const written = emitYaml([placements(text)]);
      return canonical(read(written)) !== canonical(placements(text));
    });
    expect(misread).toEqual([]);
  });

  it.each(readers)('keeps random documents for the reader %s', (_, read) => {
    fc.assert(
      fc.property(jsonObject, (document) => {
        expect(canonical(read(emitYaml([document])))).toBe(canonical(document));
      }),
      { numRuns: 300 },
    );
  });

  it('writes the same bytes whatever the order of insertion', () => {
    fc.assert(
      fc.property(jsonObject, (document) => {
        expect(emitYaml([reversed(document) as JsonObject])).toBe(emitYaml([document]));
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, member]) => [key, reversed(member)]),
      )
    : value;
}
