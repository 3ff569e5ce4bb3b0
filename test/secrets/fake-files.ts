/** Files of secrets that look encrypted and open for nobody: cheap, and the same in every run. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet } from '../../src/load/open-fleet.ts';
import type { Fleet, SecretFile, Tenant } from '../../src/model/fleet.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { encryptedRegex } from '../../src/secrets/sops.ts';
import { manifestOf, wantedFiles, type WantedFile } from '../../src/secrets/wanted-files.ts';
import { emitYaml } from '../../src/synth/emit-yaml.ts';

/** Public keys for fleets of tests; nobody has the private ones. */
export const clusterRecipient = fakeRecipient('cluster');
export const recoveryRecipient = fakeRecipient('recovery');

/** Text in the form of a public key. */
export function fakeRecipient(seed: string): string {
  const letters = '023456789acdefghjklmnpqrstuvwxyz';
  return `age1${Array.from({ length: 58 }, (_, index) => letters[bytes(`${seed} ${index >> 5}`)[index & 31]! & 31]).join('')}`;
}

/** The Secrets that a tenant needs, as `fleet secrets init` would write them. */
export function fakeManifests(tenant: Tenant, fleet: Fleet): ReadonlyMap<string, JsonObject> {
  const { id } = tenant.spec;
  const recipient = fakeRecipient(id);
  return new Map(
    wantedFiles(tenant, fleet, recipient).map((wanted) => [
      wanted.name,
      {
        ...manifestOf(wanted, { prefix: fleet.spec.labelPrefix, recipient }),
        ...sealed(wanted, `${id} ${wanted.name}`),
      },
    ]),
  );
}

/** The same as the loader reads them. */
export function fakeSecrets(tenant: Tenant, fleet: Fleet): readonly SecretFile[] {
  return [...fakeManifests(tenant, fleet)]
    .map(([name, manifest]) => {
      const file = `tenants/secrets/${tenant.spec.id}/${name}.yaml`;
      return { file, name, manifest, locate: () => ({ file, line: 1, column: 1 }) };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Writes into the folder of a fleet what its tenants need and no longer have, and removes what they do not need. */
export function writeSecrets(root: string, today: string): void {
  rmSync(join(root, 'tenants/secrets'), { recursive: true, force: true });
  addSecrets(root, today);
}

/** Writes into the folder of a fleet what tenants need that have no secrets yet. */
export function addSecrets(root: string, today: string): void {
  const { fleet, tenantFiles, load } = openFleet(root, today);
  if (fleet === undefined) return;
  for (const file of tenantFiles) {
    const { tenant } = load(file);
    // What cannot be loaded, or is misnamed, is about something else.
    if (tenant === undefined || file !== `tenants/${tenant.spec.id}.ts`) continue;
    const folder = join(root, 'tenants/secrets', tenant.spec.id);
    if (tenant.secrets.length > 0) continue;
    for (const [name, manifest] of fakeManifests(tenant, fleet)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.yaml`), emitYaml([manifest]));
    }
  }
}

function sealed({ values, recipients }: WantedFile, seed: string): JsonObject {
  return {
    stringData: Object.fromEntries(Object.keys(values).map((key) => [key, value(`${seed} ${key}`, 24)])),
    sops: {
      age: (recipients ?? []).map((recipient) => ({ enc: armoured(`${seed} ${recipient}`), recipient })),
      encrypted_regex: encryptedRegex,
      lastmodified: '2026-11-24T12:00:00Z',
      mac: value(`${seed} mac`, 128),
      mac_only_encrypted: true,
      version: '3.13.3',
    },
  };
}

function value(seed: string, length: number): string {
  const [data, iv, tag] = [base64(`${seed} data`, length), base64(`${seed} iv`, 32), base64(`${seed} tag`, 16)];
  return `ENC[AES256_GCM,data:${data},iv:${iv},tag:${tag},type:str]`;
}

/** As long as what age writes for one recipient. */
function armoured(seed: string): string {
  const lines = base64(seed, 200).match(/.{1,64}/g) ?? [];
  return `-----BEGIN AGE ENCRYPTED FILE-----\n${lines.join('\n')}\n-----END AGE ENCRYPTED FILE-----\n`;
}

function base64(seed: string, length: number): string {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, index) => bytes(`${seed} ${index}`));
  return Buffer.concat(blocks).subarray(0, length).toString('base64');
}

function bytes(seed: string): Buffer {
  return createHash('sha512').update(seed).digest();
}
