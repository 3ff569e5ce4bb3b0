import { describe, expect, it } from 'vitest';
import type { ObjectChange } from '../../src/model/change.ts';
import { signatureOf } from '../../src/plan/signature.ts';

const change = (own: Partial<ObjectChange> = {}): ObjectChange => ({
  object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'odoo-web' },
  file: 'dist/app.yaml',
  document: 0,
  kind: 'change',
  fields: [{ path: 'spec.replicas', pointer: '/spec/replicas', before: 1, after: 2 }],
  risks: ['availability'],
  effects: [],
  ...own,
});
const field = (path: string, before: string, after: string): Partial<ObjectChange> => ({
  fields: [{ path, pointer: '/x', before, after }],
});
const job = (before: string, after: string): Partial<ObjectChange> => ({
  object: { apiVersion: 'batch/v1', kind: 'Job', name: `odoo-migrate-${after}` },
  kind: 'replace',
  before: { metadata: { name: `odoo-migrate-${before}` } },
  after: { metadata: { name: `odoo-migrate-${after}` } },
  fields: [
    {
      path: 'metadata.name',
      pointer: '/metadata/name',
      before: `odoo-migrate-${before}`,
      after: `odoo-migrate-${after}`,
    },
  ],
  effects: [{ kind: 'run', what: `Job odoo-migrate-${after}` }],
});
const created = (after: ObjectChange['after']): Partial<ObjectChange> => ({
  kind: 'create',
  fields: [],
  after: after!,
});

const signature = (...changes: readonly Partial<ObjectChange>[]): string =>
  signatureOf({
    state: 'changed',
    facts: [],
    risks: [],
    unreadable: [],
    migration: undefined,
    objects: changes.map(change),
  });

describe('signatureOf', () => {
  it.each<{ name: string; one: Partial<ObjectChange>; other: Partial<ObjectChange> }>([
    { name: 'the same', one: {}, other: {} },
    { name: 'another place in the file', one: { document: 1 }, other: { document: 2 } },
    {
      name: 'names that end with their digests',
      one: job('0123456789', 'abcdef0123'),
      other: job('1111111111', '2222222222'),
    },
    {
      name: 'annotations with digests',
      one: field('metadata.annotations["fleet.aos/config-digest"]', '0123456789abcdef', 'fedcba9876543210'),
      other: field('metadata.annotations["fleet.aos/config-digest"]', '0000000000000000', '1111111111111111'),
    },
    {
      name: 'digests in what comes new',
      one: created({ metadata: { annotations: { 'fleet.aos/config-digest': '0123456789abcdef' } } }),
      other: created({ metadata: { annotations: { 'fleet.aos/config-digest': 'fedcba9876543210' } } }),
    },
    {
      name: 'ciphertexts',
      one: field('stringData.password', 'ENC[AES256_GCM,data:a]', 'ENC[AES256_GCM,data:b]'),
      other: field('stringData.password', 'ENC[AES256_GCM,data:c]', 'ENC[AES256_GCM,data:d]'),
    },
  ])('is equal: $name', ({ one, other }) => {
    expect(signature(one)).toBe(signature(other));
  });

  it.each<{ name: string; one: Partial<ObjectChange>; other: Partial<ObjectChange> }>([
    { name: 'another value', one: field('spec.a', '1', '2'), other: field('spec.a', '1', '3') },
    { name: 'another field', one: field('spec.a', '1', '2'), other: field('spec.b', '1', '2') },
    {
      name: 'a number as long as a digest',
      one: field('spec.a', 'x', '0123456789'),
      other: field('spec.a', 'x', '9876543210'),
    },
    {
      name: 'a name that only looks like one of ours',
      one: field('spec.a', 'x', 'job-0123456789'),
      other: field('spec.a', 'x', 'job-9876543210'),
    },
    {
      name: 'a value as long as a digest',
      one: field('spec.a', 'x', '0123456789abcdef'),
      other: field('spec.a', 'x', '0123456789abcde0'),
    },
    {
      name: 'a text where a digest was',
      one: field('x["a-digest"]', '0123456789abcdef', '0123456789abcde0'),
      other: field('x["a-digest"]', '0123456789abcdef', 'none'),
    },
    {
      name: 'another image',
      one: field('image', 'a@sha256:1', 'a@sha256:2'),
      other: field('image', 'a@sha256:1', 'a@sha256:3'),
    },
    { name: 'another kind of change', one: { kind: 'change' }, other: { kind: 'refuse' } },
    {
      name: 'another object',
      one: {},
      other: { object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'odoo-cron' } },
    },
    { name: 'another effect', one: {}, other: { effects: [{ kind: 'next start', what: 'Deployment odoo-web' }] } },
    { name: 'another object that comes new', one: created({ spec: 1 }), other: created({ spec: 2 }) },
  ])('is another: $name', ({ one, other }) => {
    expect(signature(one)).not.toBe(signature(other));
  });

  it('tells tenants that come apart by their kinds of objects and what they are alone', () => {
    const coming = (kind: string, lifecycle: string, size: number): string =>
      signatureOf({
        state: 'new',
        facts: [
          { name: 'lifecycle', after: lifecycle },
          { name: 'data.generation', after: size },
        ],
        risks: [],
        unreadable: [],
        migration: undefined,
        objects: [change({ kind: 'create', object: { apiVersion: 'v1', kind, name: `x${size}` }, after: { size } })],
      });
    expect(coming('Secret', 'active', 1)).toBe(coming('Secret', 'active', 2));
    expect(coming('Secret', 'active', 1)).not.toBe(coming('ConfigMap', 'active', 1));
    expect(coming('Secret', 'active', 1)).not.toBe(coming('Secret', 'suspended', 1));
  });
});
