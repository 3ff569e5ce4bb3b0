/** Our encrypted Secrets and the real sops, age and kustomize: each opens what the other made, and refuses what was changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty, string } from 'fast-check';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { identitiesIn, recipientOf, unwrapKey, wrapKey } from '../../src/secrets/age.ts';
import { decryptSecret } from '../../src/secrets/sops.ts';
import { emitYaml } from '../../src/synth/emit-yaml.ts';
import { type KeyPair, keyPair, plainManifest, sealed } from './sealed.ts';
import { asFluxReadsThem, run, tools } from './tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleet-sops-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [tenant, recovery] = [await keyPair(), await keyPair()];
const values = { username: 'odoo', password: 'pä\nss: "\u{1F600}" # no comment' };

beforeAll(() => {
  for (const build of Object.values(tools)) build();
});

/** What `sops decrypt` makes of a text. */
function opened(text: string, { identity }: KeyPair, type: 'yaml' | 'json' = 'yaml') {
  const file = `secret.${type}`;
  writeFileSync(join(folder, file), text);
  const { code, stdout, stderr } = run(tools.sops(), ['decrypt', '--output-type', 'json', file], { folder, identity });
  return code === 0 ? { values: (JSON.parse(stdout) as JsonObject)['stringData'] } : { refused: stderr };
}

describe('what we encrypt', () => {
  it('is decrypted by sops with the key of each recipient', async () => {
    const text = emitYaml([await sealed(values, [tenant, recovery])]);
    expect(opened(text, tenant)).toEqual({ values });
    expect(opened(text, recovery)).toEqual({ values });
    expect(opened(text, await keyPair())).toHaveProperty('refused');
  });

  it('is decrypted by sops whatever the text', async () => {
    const text = string({ unit: 'binary', minLength: 1 }).filter((value) => value.isWellFormed());
    await assert(
      asyncProperty(text, text, async (a, b) => {
        const secret = await sealed({ a, b }, [tenant]);
        expect(opened(JSON.stringify(secret), tenant, 'json')).toEqual({ values: { a, b } });
      }),
      { numRuns: 15 },
    );
  });

  it('keeps a valid MAC when kustomize-controller writes it anew, with labels of its own', async () => {
    const secret = await sealed(values, [tenant, recovery]);
    const labelled = {
      ...secret,
      metadata: { ...(plainManifest['metadata'] as JsonObject), labels: { layer: 'boundary' } },
    };
    const [asFlux, second] = asFluxReadsThem(emitYaml([labelled, { ...secret, metadata: { name: 'other' } }]), folder);
    expect(Object.keys(asFlux!)).toEqual(['apiVersion', 'kind', 'metadata', 'sops', 'stringData', 'type']);
    for (const each of [asFlux!, second!]) {
      expect(opened(JSON.stringify(each), tenant, 'json')).toEqual({ values });
      expect(await decryptSecret(each, [tenant.identity])).toEqual(values);
    }
  });

  it.each<[change: string, tampered: (text: string) => string]>([
    ['a value of another key', (text) => text.replace('username:', 'user:')],
    [
      'a bit of a value',
      (text) =>
        text.replace(
          /(password: "ENC\[AES256_GCM,data:)(.)/,
          (_, head: string, bit: string) => `${head}${bit === 'A' ? 'B' : 'A'}`,
        ),
    ],
    ['one value less', (text) => text.replace(/ {2}username: .*\n/, '')],
    ['another time', (text) => text.replace('12:00:00Z', '12:00:01Z')],
  ])('is refused by sops and by us after a change: %s', async (_, tampered) => {
    const text = emitYaml([await sealed(values, [tenant])]);
    const changed = tampered(text);
    expect(changed).not.toBe(text);
    expect(opened(changed, tenant)).toHaveProperty('refused');
    await expect(decryptSecret(load(changed) as JsonObject, [tenant.identity])).rejects.toThrow();
  });
});

describe('what sops encrypts', () => {
  const plain = { ...plainManifest, stringData: { password: values.password, username: values.username } };

  it('is decrypted by us', async () => {
    writeFileSync(join(folder, 'plain.yaml'), emitYaml([plain]));
    const rule = {
      age: `${tenant.recipient},${recovery.recipient}`,
      encrypted_regex: '^(data|stringData)$',
      mac_only_encrypted: true,
    };
    writeFileSync(join(folder, '.sops.yaml'), emitYaml([{ creation_rules: [rule] }]));
    const { stdout } = run(tools.sops(), ['encrypt', 'plain.yaml'], { folder });
    const secret = load(stdout) as JsonObject;
    expect(await decryptSecret(secret, [recovery.identity])).toEqual(values);
    expect(opened(stdout, tenant)).toEqual({ values });
  });

  it('is decrypted by us after sops changed one value of ours', async () => {
    writeFileSync(join(folder, 'ours.yaml'), emitYaml([await sealed(values, [tenant, recovery])]));
    const { code, stderr } = run(tools.sops(), ['set', '--value-stdin', 'ours.yaml', '["stringData"]["password"]'], {
      folder,
      identity: recovery.identity,
      input: '"changed"',
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const secret = load(readFileSync(join(folder, 'ours.yaml'), 'utf8')) as JsonObject;
    expect(await decryptSecret(secret, [tenant.identity])).toEqual({ ...values, password: 'changed' });
  });
});

describe('keys', () => {
  it('of age-keygen are keys to us', async () => {
    const { stdout } = run(tools.ageKeygen(), [], { folder });
    const [identity = ''] = identitiesIn(stdout);
    expect(stdout).toContain(`# public key: ${await recipientOf(identity)}\n`);
  });

  it('of ours open what age encrypts, and the reverse', async () => {
    const dataKey = new Uint8Array(32).fill(7);
    writeFileSync(join(folder, 'wrapped'), await wrapKey(dataKey, tenant.recipient));
    writeFileSync(join(folder, 'identity'), tenant.identity);
    const opens = run(tools.age(), ['--decrypt', '--identity', 'identity', '--output', 'key', 'wrapped'], { folder });
    expect(opens.code).toBe(0);
    expect(new Uint8Array(readFileSync(join(folder, 'key')))).toEqual(dataKey);
    const { stdout } = run(tools.age(), ['--encrypt', '--armor', '--recipient', tenant.recipient, 'key'], { folder });
    expect(await unwrapKey(stdout, [tenant.identity])).toEqual(dataKey);
  });
});
