/** A fleet whose secrets are really encrypted, so that Flux can open them: rendered to the tree that a commit holds. */
import { randomBytes } from 'node:crypto';
import type { Fleet, SecretFile, Tenant } from '../../src/model/fleet.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { renewSecrets } from '../../src/secrets/renew.ts';
import { wantedFiles } from '../../src/secrets/wanted-files.ts';
import { renderPlatform } from '../../src/synth/render-platform.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { keyPair } from '../secrets/sealed.ts';
import type { Tree } from './artifacts.ts';

export interface LiveFleet {
  readonly cluster: string;
  /** Private key of the cluster, which stands in the Secret `sops-age` of Flux's namespace. */
  readonly identity: string;
  readonly fleet: Fleet;
  /** What is committed when the fleet has these tenants. */
  commit(tenants: readonly TenantTweak[]): Promise<Tree>;
}

/** Makes the minimal tenant another one; `id` and `domains` are set before. */
export interface TenantTweak {
  readonly id: string;
  readonly tweak?: (spec: TenantSpec) => void;
}

export async function liveFleet(tweak: (documents: FleetDocuments) => void = () => {}): Promise<LiveFleet> {
  const [{ identity, recipient }, recovery] = [await keyPair(), await keyPair()];
  const fleet = minimalFleet((documents) => {
    documents.clusters[0]!.secrets = { recipients: [recipient] };
    documents.clusters[0]!.capacity = { cpu: 2000, memoryGiB: 8000 };
    documents.fleet.secrets = { recoveryRecipients: [recovery.recipient] };
    tweak(documents);
  });
  const [cluster] = fleet.clusters.values();
  const secrets = new Map<string, readonly SecretFile[]>();
  const secretsOf = async (tenant: Tenant): Promise<readonly SecretFile[]> => {
    const { id } = tenant.spec;
    const known = secrets.get(id) ?? (await encrypted(tenant, fleet));
    secrets.set(id, known);
    return known;
  };
  return {
    cluster: cluster!.name,
    identity,
    fleet,
    async commit(tenants) {
      const files = new Map(renderPlatform(fleet, cluster!).files);
      for (const { id, tweak: change = () => {} } of tenants) {
        const tenant = minimalTenant((spec) => {
          Object.assign(spec, { id, domains: [`${id}.example.com`] });
          change(spec);
        }, fleet);
        const rendered = renderTenant({ ...tenant, secrets: await secretsOf(tenant) }, fleet);
        for (const [path, text] of rendered.files) files.set(path, text);
      }
      return files;
    },
  };
}

/** What `fleet secrets init` writes. */
async function encrypted(tenant: Tenant, fleet: Fleet): Promise<readonly SecretFile[]> {
  const wanted = wantedFiles(tenant, fleet, undefined);
  const given = Object.fromEntries(
    wanted.map(({ name, values }) => [
      name,
      Object.fromEntries(Object.keys(values).map((key) => [key, `given-${key}`])),
    ]),
  );
  const { 'age-key': _, ...values } = given;
  const names = wanted.map(({ name }) => name);
  const time = '2026-11-24T12:00:00Z';
  const manifests = await renewSecrets({ tenant, fleet, names, values, time, random: randomBytes });
  return [...manifests].map(([name, manifest]) => {
    const file = `tenants/secrets/${tenant.spec.id}/${name}.yaml`;
    return { file, name, manifest, locate: () => ({ file, line: 1, column: 1 }) };
  });
}
