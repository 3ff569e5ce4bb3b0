/** Encrypted Secrets: opened by whom they are meant for, refused when anything in them was changed. */
import { assert, asyncProperty, dictionary, string, stringMatching, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { identitiesIn } from '../../src/secrets/age.ts';
import { decryptSecret, encryptSecret } from '../../src/secrets/sops.ts';
import { type KeyPair, keyPair, plainManifest, sealed, seeded } from './sealed.ts';

const [tenant, recovery, stranger] = [await keyPair(), await keyPair(), await keyPair()];
const values = { username: 'odoo', password: 'correct horse' };
const secret = await sealed(values, [tenant, recovery]);
const other = await sealed({ username: 'odoo', password: 'battery staple' }, [tenant, recovery]);

describe('an encrypted Secret', () => {
  it('is opened by each of its recipients, and by no one else', async () => {
    expect(await decryptSecret(secret, [tenant.identity])).toEqual(values);
    expect(await decryptSecret(secret, [stranger.identity, recovery.identity])).toEqual(values);
    await expect(decryptSecret(secret, [stranger.identity])).rejects.toThrow('no given key opens it');
    await expect(decryptSecret(secret, [])).rejects.toThrow('no given key opens it');
  });

  it('says nothing of its values, and keeps the rest as it is', () => {
    const text = JSON.stringify(secret);
    expect(text).not.toMatch(/odoo|horse/);
    expect(secret).toMatchObject(plainManifest);
    expect(Object.keys(secret['stringData'] as object)).toEqual(['password', 'username']);
  });

  it('uses every nonce and data key once', async () => {
    const again = await sealed(values, [tenant]);
    expect(again['stringData']).not.toEqual(secret['stringData']);
  });

  it('differs only by what age draws itself when randomness is given', async () => {
    const once = () =>
      encryptSecret(
        { manifest: plainManifest, values },
        { recipients: [tenant.recipient], time: '2026-11-24T12:00:00Z', random: seeded('a') },
      );
    const [first, second] = [await once(), await once()];
    expect(first['stringData']).toEqual(second['stringData']);
    expect(at(first, 'sops.mac')).toEqual(at(second, 'sops.mac'));
  });

  it('survives other labels and another order of its fields', async () => {
    const { sops, stringData, ...rest } = secret;
    const moved = { sops: sops!, ...rest, metadata: { name: 'other', labels: { a: 'b' } }, stringData: stringData! };
    expect(await decryptSecret(moved, [tenant.identity])).toEqual(values);
  });

  it.each<[change: string, tampered: JsonObject, message: string]>([
    ['another value', changed('stringData.password', at(other, 'stringData.password')!), 'was changed, or is another'],
    ['a value under another name', changed('stringData.password', at(secret, 'stringData.username')!), 'was changed'],
    ['a flipped bit', changed('stringData.password', flipped(at(secret, 'stringData.password'))), 'was changed'],
    [
      'a shorter tag',
      changed('stringData.password', 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]'),
      'a tag has 1',
    ],
    [
      'another type',
      changed('stringData.password', 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:int]'),
      'of type int',
    ],
    ['a value in plain', changed('stringData.password', 'hunter2'), 'a value is not encrypted'],
    ['a value that is no text', changed('stringData.password', 1), 'a value is not encrypted'],
    ['one value less', changed('stringData', { username: at(secret, 'stringData.username')! }), 'the MAC fits other'],
    ['another MAC', changed('sops.mac', at(other, 'sops.mac')!), 'was changed, or is another'],
    ['another time', changed('sops.lastmodified', '2026-11-24T12:00:01Z'), 'was changed, or is another'],
    ['no values', changed('stringData', null), 'there is no stringData'],
    ['no metadata', changed('sops', null), 'sops is missing'],
    ['a key of a cloud', changed('sops.kms', [{ arn: 'arn:aws:kms:...' }]), 'sops.kms is given'],
    ['groups of keys', changed('sops.key_groups', [{ age: [] }]), 'sops.key_groups is given'],
    ['another rule', changed('sops.encrypted_regex', '^data$'), 'sops.encrypted_regex is not'],
    ['a MAC over everything', changed('sops.mac_only_encrypted', false), 'sops.mac_only_encrypted is not true'],
    ['no time', changed('sops.lastmodified', 'today'), 'sops.lastmodified is no time'],
    ['a MAC in plain', changed('sops.mac', 'ABC'), 'sops.mac is not encrypted'],
    ['no recipients', changed('sops.age', []), 'sops.age is no list'],
    ['a recipient without data key', changed('sops.age', [{ recipient: tenant.recipient }]), 'sops.age is no list'],
    [
      'a data key that is none',
      changed('sops.age', [{ recipient: tenant.recipient, enc: 'x' }]),
      'sops.age is no list',
    ],
  ])('is refused with %s', async (_, tampered, message) => {
    await expect(decryptSecret(tampered, [tenant.identity])).rejects.toThrow(message);
  });

  it.each(['', 'age1', 'age1z2e9w08lr8kvghgl0wwl7tjptu9h2hyumhlm4fka0efv75cygqnq38vjzz', 'ssh-ed25519 AAAA'])(
    'is not made for the recipient %j',
    async (recipient) => {
      await expect(sealed(values, [{ identity: '', recipient }])).rejects.toThrow(`${recipient} is no age recipient`);
    },
  );

  it('is not made with an empty value, which SOPS would leave in plain', async () => {
    await expect(sealed({ password: '' }, [tenant])).rejects.toThrow('password is empty, must have a value');
  });

  it('gives back any text to any of its recipients', async () => {
    const keys: readonly KeyPair[] = [tenant, recovery, stranger];
    const text = string({ unit: 'binary', minLength: 1 }).filter((value) => value.isWellFormed());
    const name = stringMatching(/^[A-Za-z_][A-Za-z0-9._-]{0,20}$/).filter((key) => key !== '__proto__');
    await assert(
      asyncProperty(dictionary(name, text), subarray([0, 1, 2], { minLength: 1 }), async (plain, chosen) => {
        const recipients = chosen.map((index) => keys[index]!);
        const written = JSON.parse(JSON.stringify(await sealed(plain, recipients))) as JsonObject;
        for (const { identity } of recipients) {
          expect(await decryptSecret(written, [identity])).toEqual({ ...plain });
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('a key file', () => {
  it('holds keys beside comments', () => {
    expect(identitiesIn('# created: today\n# public key: age1x\r\n  AGE-SECRET-KEY-1A  \n\nAGE-SECRET-KEY-1B')).toEqual(
      ['AGE-SECRET-KEY-1A', 'AGE-SECRET-KEY-1B'],
    );
  });
});

function at(value: JsonObject, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function changed(path: string, value: Json): JsonObject {
  const [key = '', inner] = path.split('.');
  return { ...secret, [key]: inner === undefined ? value : { ...(secret[key] as JsonObject), [inner]: value } };
}

function flipped(value: Json | undefined): string {
  return String(value).replace(/data:(.)/, (_, first: string) => `data:${first === 'A' ? 'B' : 'A'}`);
}
