import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { changedFields } from '../../src/plan/changed-fields.ts';
import { withoutCiphertexts } from '../../src/plan/ciphertexts.ts';

const secret = (password: string, encryption: JsonObject = {}): JsonObject => ({
  kind: 'Secret',
  stringData: { password: `ENC[AES256_GCM,data:${password},type:str]`, user: 'ENC[AES256_GCM,data:u,type:str]' },
  sops: { lastmodified: '2026-01-01T00:00:00Z', mac: 'ENC[m]', age: [{ recipient: 'age1a', enc: 'x' }], ...encryption },
});
const paths = (before: JsonObject, after: JsonObject): readonly string[] =>
  withoutCiphertexts(changedFields(before, after)).map(({ path }) => path);

it('is nothing where nothing changes', () => {
  expect(paths(secret('a'), secret('a'))).toEqual([]);
});

it('tells a value that is encrypted anew, and the encryption once', () => {
  const again = { lastmodified: '2026-02-02T00:00:00Z', mac: 'ENC[n]', age: [{ recipient: 'age1a', enc: 'y' }] };
  expect(paths(secret('a'), secret('b', again))).toEqual(['stringData.password', 'sops']);
});

it('tells who can read it from now on, and who cannot any more', () => {
  const other = { age: [{ recipient: 'age1b', enc: 'y' }] };
  expect(paths(secret('a'), secret('a', other))).toEqual(['sops.age[age1a]', 'sops.age[age1b]']);
});

it('tells a rule of the encryption that changes what is encrypted', () => {
  expect(paths(secret('a'), secret('a', { unencrypted_suffix: '_plain' }))).toEqual(['sops.unencrypted_suffix']);
});

it('tells a value that is encrypted no more', () => {
  const plain = { ...secret('a'), stringData: { password: 'open', user: 'ENC[AES256_GCM,data:u,type:str]' } };
  expect(withoutCiphertexts(changedFields(secret('a'), plain))).toMatchObject([
    { path: 'stringData.password', after: 'open' },
  ]);
});

it('tells that less is encrypted from now on', () => {
  expect(
    paths(secret('a', { encrypted_regex: '^(data|stringData)$' }), secret('a', { encrypted_regex: '^data$' })),
  ).toContain('sops.encrypted_regex');
});
