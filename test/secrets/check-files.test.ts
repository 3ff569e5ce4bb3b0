/** Files of secrets, judged without a key: each mistake is told with its place, and no value is shown. */
import { describe, expect, it } from 'vitest';
import type { Fleet, SecretFile, Tenant } from '../../src/model/fleet.ts';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { checkEachSecretFile, checkSecretFiles } from '../../src/secrets/check-files.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { statefulSet } from '../stack/rendered.ts';
import { clusterRecipient, fakeRecipient, recoveryRecipient } from './fake-files.ts';

const value = 'hunter2-hunter2-hunter2';

/** Check, pointer and message of each finding about the minimal tenant after a change to its files. */
function findings(
  change: (files: readonly SecretFile[]) => readonly SecretFile[],
  of: Partial<{ tenant: Tenant; fleet: Fleet }> = {},
) {
  const { fleet = minimalFleet() } = of;
  const { tenant = minimalTenant(undefined, fleet) } = of;
  const found = checkSecretFiles({ ...tenant, secrets: change(tenant.secrets) }, fleet);
  expect(JSON.stringify(found)).not.toContain(value);
  for (const { fix } of found) expect(fix).toMatch(/^(Run|Replace|Remove|Write) /);
  return found.map(({ policy, pointer, message }) => `${policy} ${pointer ?? '-'}: ${message}`);
}

/** Changes one file at a pointer; without a value, what stands there is removed. */
function at(name: string, pointer: string, replacement?: Json) {
  return (files: readonly SecretFile[]) =>
    files.map((file) =>
      file.name === name
        ? { ...file, manifest: changed(file.manifest, pointer.split('/').slice(1), replacement) as JsonObject }
        : file,
    );
}

function changed(node: Json, [key, ...rest]: readonly string[], replacement: Json | undefined): Json {
  const copy = structuredClone(node) as { [key: string]: Json };
  if (key === undefined) return replacement ?? null;
  if (rest.length > 0) copy[key] = changed(copy[key] ?? {}, rest, replacement);
  else if (replacement === undefined) delete copy[key];
  else copy[key] = replacement;
  return copy;
}

const file = (name: string, manifest: JsonObject): SecretFile => ({
  file: `tenants/secrets/acme/${name}.yaml`,
  name,
  manifest,
  locate: () => ({ file: `tenants/secrets/acme/${name}.yaml`, line: 1, column: 1 }),
});

const [tenant, cluster, recovery] = [fakeRecipient('acme'), clusterRecipient, recoveryRecipient].map(
  (recipient) => `${recipient.slice(0, 12)}...${recipient.slice(-4)}`,
);
const oneOf = (...names: (string | undefined)[]) => names.toSorted().join(' or ');
const prefix = 'fleet.aos/age-recipient';

describe('the files of a tenant', () => {
  it.each<[name: string, change: Parameters<typeof findings>[0], expected: readonly string[]]>([
    ['as they are made', (files) => files, []],
    [
      'all missing',
      () => [],
      [
        'secret-missing -: tenants/secrets/acme lacks 5 files: age-key, backup-repository, backup-store, database-app, odoo-admin, must have a file for each Secret that the tenant needs',
      ],
    ],
    [
      'one missing',
      (files) => files.filter(({ name }) => name !== 'odoo-admin'),
      [
        'secret-missing -: tenants/secrets/acme lacks odoo-admin.yaml, must have a file for each Secret that the tenant needs',
      ],
    ],
    [
      'one too many',
      (files) => [...files, file('smtp', { stringData: { password: value } })],
      [
        'secret-unexpected -: tenants/secrets/acme/smtp.yaml is a Secret that the tenant does not need, must be one of age-key, backup-repository, backup-store, database-app, odoo-admin',
      ],
    ],
    [
      'a value in plain',
      at('odoo-admin', '/stringData/password', value),
      ['secret-plain /stringData/password: stringData.password is not encrypted, must be text that SOPS has encrypted'],
    ],
    [
      'a value that is a number',
      at('odoo-admin', '/stringData/password', 5),
      ['secret-plain /stringData/password: stringData.password is not encrypted, must be text that SOPS has encrypted'],
    ],
    [
      'an encrypted number',
      at('odoo-admin', '/stringData/password', 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:int]'),
      ['secret-plain /stringData/password: stringData.password is not encrypted, must be text that SOPS has encrypted'],
    ],
    [
      'another key',
      at('odoo-admin', '/stringData/token', value),
      [
        'secret-form /stringData: stringData has "password", "token", must have password in this order',
        'secret-plain /stringData/token: stringData.token is not encrypted, must be text that SOPS has encrypted',
      ],
    ],
    [
      'a plain copy in data',
      at('odoo-admin', '/data', { password: value }),
      ['secret-form /data: data is given, must be left out: values stand in stringData'],
    ],
    [
      'no values',
      at('odoo-admin', '/stringData'),
      ['secret-form /stringData: stringData is missing, must hold the encrypted values'],
    ],
    [
      'the name of another',
      at('odoo-admin', '/metadata/name', 'database-app'),
      ['secret-form /metadata/name: metadata.name is "database-app", must be odoo-admin'],
    ],
    [
      'the namespace of another tenant',
      at('odoo-admin', '/metadata/namespace', 'tenant-globex'),
      ['secret-form /metadata/namespace: metadata.namespace is "tenant-globex", must be tenant-acme'],
    ],
    [
      'another kind, type and version',
      (files) =>
        at('odoo-admin', '/kind', 'ConfigMap')(at('odoo-admin', '/type')(at('odoo-admin', '/apiVersion', [])(files))),
      [
        'secret-form /apiVersion: apiVersion is something else, must be v1',
        'secret-form /kind: kind is "ConfigMap", must be Secret',
        'secret-form /type: type is missing, must be Opaque',
      ],
    ],
    [
      'labels and annotations',
      (files) =>
        at('odoo-admin', '/metadata/labels', { a: value })(
          at('odoo-admin', '/metadata/annotations', { a: 'b' })(files),
        ),
      [
        'secret-form /metadata/labels: metadata.labels is given, must be left out: labels are added when dist is made',
        'secret-form /metadata/annotations: metadata.annotations is a, must be left out',
      ],
    ],
    [
      'a field of no Secret of ours',
      at('odoo-admin', '/immutable', true),
      ['secret-form /immutable: "immutable" is given, must be left out'],
    ],
    [
      'no metadata of SOPS',
      at('odoo-admin', '/sops'),
      ['secret-form /sops: sops is missing, must be what SOPS writes'],
    ],
    [
      'a key of AWS',
      at('odoo-admin', '/sops/kms', [{ arn: 'arn:aws:kms:us-east-1:1:key/1' }]),
      ['secret-form /sops: sops.kms is given, must be left out: age recipients alone open a Secret'],
    ],
    [
      'a stranger among the recipients',
      at('odoo-admin', '/sops/age/0/recipient', fakeRecipient('stranger')),
      [
        expect.stringMatching(
          /^secret-recipients \/sops\/age\/0\/recipient: recipient age1\S+ can open it, must be age1/,
        ),
        expect.stringMatching(/^secret-recipients \/sops\/age: recipient age1\S+ cannot open it, must be able to$/),
      ] as unknown as string[],
    ],
    [
      'the key of the cluster, which opens the age key alone',
      at('database-app', '/sops/age/0/recipient', clusterRecipient),
      [
        `secret-recipients /sops/age/0/recipient: recipient ${cluster} can open it, must be ${oneOf(tenant, recovery)}`,
        expect.stringMatching(/cannot open it/),
      ] as unknown as string[],
    ],
    [
      'an age key without its public key',
      at('age-key', '/metadata/annotations'),
      [
        `secret-form /metadata/annotations: metadata.annotations is missing, must be ${prefix} alone, with the public key of the tenant`,
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(findings(change)).toEqual(expected);
  });

  it('that are missing are told one by one to whoever wants them complete', () => {
    const fleet = minimalFleet();
    const found = checkEachSecretFile({ ...minimalTenant(undefined, fleet), secrets: [] }, fleet);
    expect(found.map(({ policy, object, message }) => [policy, object.name, message])).toEqual(
      ['age-key', 'backup-repository', 'backup-store', 'database-app', 'odoo-admin'].map((name) => [
        'secret-missing',
        name,
        `tenants/secrets/acme/${name}.yaml is missing, must be there`,
      ]),
    );
    expect(new Set(found.map(({ fix }) => fix))).toEqual(
      new Set(['Run `npx fleet secrets init acme` and commit what it writes.']),
    );
  });

  it('are those of the engine', () => {
    const tenants = minimalTenant(statefulSet);
    expect(tenants.secrets.map(({ name }) => name)).toEqual([
      'age-key',
      'backup-repository',
      'backup-store',
      'database-app',
      'database-superuser',
      'odoo-admin',
    ]);
    expect(findings((files) => files, { tenant: tenants })).toEqual([]);
  });

  it('hold nothing for backups where there is no object store', () => {
    const withoutStore = ({ clusters }: FleetDocuments): void => void delete clusters[0]!.objectStore;
    const tenants = minimalTenant(undefined, minimalFleet(withoutStore));
    expect(tenants.secrets.map(({ name }) => name)).toEqual(['age-key', 'database-app', 'odoo-admin']);
  });

  it('are none where the External Secrets Operator fetches them', () => {
    const external = ({ clusters, fleet }: FleetDocuments) => {
      clusters[0]!.secrets = { provider: 'external-secrets', vault: { server: 'https://vault.example.org' } };
      delete fleet.secrets;
    };
    const fleet = minimalFleet(external);
    expect(findings((files) => files, { fleet })).toEqual([]);
    expect(findings(() => [file('odoo-admin', {})], { fleet })).toEqual([
      'secret-unexpected -: tenants/secrets/acme/odoo-admin.yaml is a Secret that the tenant does not need, must be none, since its cluster keeps no secrets in files',
    ]);
  });

  it('are encrypted to the new recipients when those of the fleet change', () => {
    const before = minimalTenant();
    const fleet = minimalFleet(
      (documents) => void documents.fleet.secrets!.recoveryRecipients!.push(fakeRecipient('second')),
    );
    const found = findings(() => before.secrets, { tenant: before, fleet });
    expect(found.map((text) => text.split(':')[0])).toEqual(Array(5).fill('secret-recipients /sops/age'));
  });
});
