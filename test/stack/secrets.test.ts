/** How Secrets reach a tenant: encrypted files for Flux, or a store of its own for the External Secrets Operator. */
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import type { ClusterSpecs } from '../../src/model/specs.ts';
import { createManifestChecker } from '../../src/schema/manifest-checker.ts';
import { platformManifests, stackManifests } from '../../src/stack/index.ts';
import { neededSecrets, possibleSecrets } from '../../src/stack/needed-secrets.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { at, nameOf, rendered, statefulSet } from './rendered.ts';

type ClusterSecrets = ClusterSpecs[number]['secrets'];
const vault: ClusterSecrets = {
  provider: 'external-secrets',
  vault: { server: 'https://vault.example.org:8200', mount: 'kv', authMount: 'kubernetes/eu-1', prefix: 'aos' },
};
const aws: ClusterSecrets = {
  provider: 'external-secrets',
  awsSecretsManager: { region: 'eu-central-1', accountId: '123456789012' },
};
const external = (secrets: ClusterSecrets, tweak = () => {}) =>
  rendered(tweak, ({ clusters }) => void (clusters[0]!.secrets = secrets));

describe('encrypted files', () => {
  it('become Secrets of the boundary layer, with labels and as they were encrypted', () => {
    const { parts, tenant, find } = rendered();
    const secrets = parts.boundary.filter(({ kind }) => kind === 'Secret');
    expect(secrets.map(nameOf)).toEqual([
      'Secret backup-repository',
      'Secret backup-store',
      'Secret database-app',
      'Secret odoo-admin',
    ]);
    const app = find('Secret database-app');
    const file = tenant.secrets.find(({ name }) => name === 'database-app')!.manifest;
    expect(app).toMatchObject({ type: 'kubernetes.io/basic-auth', stringData: file['stringData'], sops: file['sops'] });
    expect(at(app, 'metadata.labels')).toMatchObject({
      'cnpg.io/reload': 'true',
      'fleet.aos/tenant': 'acme',
      'fleet.aos/layer': 'boundary',
    });
    expect(Object.values(parts).flatMap((part) => part.filter(({ kind }) => kind === 'Secret'))).toHaveLength(5);
  });

  it('bring the key that opens them into the namespace of Flux, for the boundary layer alone', () => {
    const { parts, find } = rendered();
    expect(find('Secret sops-tenant-acme')).toMatchObject({
      metadata: { namespace: 'flux-system' },
      stringData: { 'identity.agekey': expect.stringMatching(/^ENC\[/) as string },
    });
    const decryption = parts.flux.map((manifest) => [nameOf(manifest), at(manifest, 'spec.decryption')]);
    expect(decryption.filter(([, value]) => value !== undefined)).toEqual([
      ['Kustomization tenant-acme-boundary', { provider: 'sops', secretRef: { name: 'sops-tenant-acme' } }],
    ]);
  });

  it('are left out as long as a value is in plain', () => {
    const fleet = minimalFleet();
    const tenant = minimalTenant(undefined, fleet);
    const plain = tenant.secrets.map((file) => ({
      ...file,
      manifest: { ...file.manifest, stringData: { password: 'hunter2' } },
    }));
    for (const secrets of [plain, []]) {
      const objects = Object.values(stackManifests({ ...tenant, secrets }, fleet)).flat();
      expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    }
  });

  it('are Secrets to the schema, and nothing else may carry what SOPS adds', () => {
    const check = createManifestChecker('1.35');
    const { find } = rendered();
    const secret = find('Secret odoo-admin');
    expect(check(secret)).toEqual([]);
    expect(check({ ...secret, sop: {} }).map(({ message }) => message)).toEqual(['field "sop" is unknown']);
    const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, sops: secret['sops']! };
    expect(check(other).map(({ message }) => message)).toEqual(['field "sops" is unknown']);
  });
});

describe('a new password of the database', () => {
  it('makes new pods of Odoo, which read it once', () => {
    const fleet = minimalFleet();
    const tenant = minimalTenant(undefined, fleet);
    const digest = (stringData: object) => {
      const secrets = tenant.secrets.map((file) =>
        file.name === 'database-app'
          ? { ...file, manifest: { ...file.manifest, stringData: stringData as never } }
          : file,
      );
      const objects = Object.values(stackManifests({ ...tenant, secrets }, fleet)).flat();
      const web = objects.find((manifest) => nameOf(manifest) === 'Deployment odoo-web')!;
      return annotation(web);
    };
    const annotation = (web: JsonObject) =>
      (at(web, 'spec.template.metadata.annotations') as Record<string, string>)['fleet.aos/credentials-digest'];
    const value = (data: string) => ({ password: `ENC[AES256_GCM,data:${data},iv:AAAA,tag:AAAA,type:str]` });
    expect(digest(value('AAAA'))).toMatch(/^[0-9a-f]{16}$/);
    expect(digest(value('AAAA'))).toBe(digest(value('AAAA')));
    expect(digest(value('AAAA'))).not.toBe(digest(value('BBBB')));
  });

  it('is set after each start where no operator does it, without standing in an argument', () => {
    const script = at(rendered(statefulSet).find('ConfigMap database-config'), 'data') as Record<string, string>;
    expect(script['set-password.sh']).toContain('\\set password `cat /run/secrets/database/password`\nALTER ROLE odoo');
  });
});

describe('the External Secrets Operator', () => {
  it('logs in to Vault as the tenant and reads its folder alone', () => {
    const { find, parts } = external(vault);
    expect(find('SecretStore tenant')['spec']).toEqual({
      provider: {
        vault: {
          server: 'https://vault.example.org:8200',
          path: 'kv',
          version: 'v2',
          auth: {
            kubernetes: {
              mountPath: 'kubernetes/eu-1',
              role: 'tenant-acme',
              serviceAccountRef: { name: 'external-secrets' },
            },
          },
        },
      },
    });
    expect(find('ServiceAccount external-secrets')).toMatchObject({ automountServiceAccountToken: false });
    expect(find('ExternalSecret database-app')['spec']).toEqual({
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'tenant' },
      target: {
        name: 'database-app',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          type: 'kubernetes.io/basic-auth',
          mergePolicy: 'Merge',
          metadata: { labels: expect.objectContaining({ 'cnpg.io/reload': 'true' }) as object },
          data: { username: 'odoo' },
        },
      },
      data: [{ secretKey: 'password', remoteRef: { key: 'aos/acme/database-app', property: 'password' } }],
    });
    expect(Object.values(parts).flatMap((part) => part.filter(({ kind }) => kind === 'Secret'))).toEqual([]);
    expect(parts.flux.filter((manifest) => at(manifest, 'spec.decryption') !== undefined)).toEqual([]);
  });

  it('assumes a role of the tenant in AWS', () => {
    const { find } = external(aws);
    expect(find('SecretStore tenant')['spec']).toEqual({
      provider: {
        aws: {
          service: 'SecretsManager',
          region: 'eu-central-1',
          auth: { jwt: { serviceAccountRef: { name: 'external-secrets' } } },
        },
      },
    });
    expect(at(find('ServiceAccount external-secrets'), 'metadata.annotations')).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/aos-tenant-acme',
    });
    expect(at(find('ExternalSecret odoo-admin'), 'spec.data')).toEqual([
      { secretKey: 'password', remoteRef: { key: 'aos/tenants/acme/odoo-admin', property: 'password' } },
    ]);
  });

  it.each([
    ['vault', vault],
    ['aws', aws],
  ])('makes with %s what its schema allows, and gives no tenant the path of another', (_, secrets) => {
    const check = createManifestChecker('1.35');
    const paths = ['acme', 'acme-2', 'globex'].map((id) => {
      const { objects } = rendered(
        (spec) => void (spec.id = id),
        ({ clusters }) => void (clusters[0]!.secrets = secrets),
      );
      expect(objects.flatMap((manifest) => check(manifest))).toEqual([]);
      return objects.flatMap((manifest) => {
        const data = at(manifest, 'spec.data');
        return manifest['kind'] === 'ExternalSecret' && Array.isArray(data)
          ? data.map((entry) => String(at(entry as object as never, 'remoteRef.key')))
          : [];
      });
    });
    for (const [index, own] of paths.entries()) {
      const folder = own[0]!.slice(0, own[0]!.lastIndexOf('/') + 1);
      expect(own.every((path) => path.startsWith(folder))).toBe(true);
      const others = paths.filter((_path, other) => other !== index).flat();
      expect(others.filter((path) => path.startsWith(folder))).toEqual([]);
    }
  });

  it('needs rights of the boundary account on its kinds, and none on Secrets', () => {
    const fleet = minimalFleet(({ clusters }) => void (clusters[0]!.secrets = vault));
    const role = platformManifests(fleet, fleet.clusters.get('eu-1')!).find(({ kind }) => kind === 'ClusterRole')!;
    const rules = (role['rules'] as readonly { readonly resources: readonly string[] }[]).map(
      ({ resources }) => resources,
    );
    expect(rules).toContainEqual(['externalsecrets', 'secretstores']);
    expect(rules.flat()).not.toContain('secrets');
  });
});

describe('the list of needed Secrets', () => {
  it.each([
    ['cloudnative-pg', () => {}, ['backup-repository', 'backup-store', 'database-app', 'odoo-admin']],
    [
      'statefulset',
      statefulSet,
      ['backup-repository', 'backup-store', 'database-app', 'database-superuser', 'odoo-admin'],
    ],
  ])('follows the engine %s', (_, tweak, names) => {
    expect(neededSecrets(minimalTenant(tweak)).map(({ name }) => name)).toEqual(names);
  });

  it('holds every Secret that a pod mounts and that nothing else makes', () => {
    // cert-manager makes these.
    const made = ['database-backup', 'database-ca', 'database-server', 'tls.'];
    for (const tweak of [() => {}, statefulSet]) {
      const { objects, tenant } = rendered(tweak);
      const mounted = new Set(
        objects.flatMap(secretNames).filter((name) => !made.some((other) => name.startsWith(other))),
      );
      expect([...mounted].toSorted()).toEqual(
        neededSecrets(tenant)
          .map(({ name }) => name)
          .filter((name) => mounted.has(name)),
      );
    }
  });

  it('is part of what the boundary account may write', () => {
    for (const tweak of [() => {}, statefulSet]) {
      const names = neededSecrets(minimalTenant(tweak)).map(({ name }) => name);
      expect(names.filter((name) => !possibleSecrets.includes(name))).toEqual([]);
    }
    expect(possibleSecrets).toEqual([...possibleSecrets].toSorted());
  });
});

function secretNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(secretNames);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'secretName' && typeof inner === 'string' && !inner.startsWith('odoo-tls') ? [inner] : secretNames(inner),
  );
}
