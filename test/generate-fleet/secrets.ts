/** The encrypted files of a generated tenant, in form alone: real ones would take longer than everything else. */
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import { emitYaml } from '../../src/synth/emit-yaml.ts';
import { fakeManifests, recoveryRecipient } from '../secrets/fake-files.ts';
import type { ClusterSpec } from './clusters.ts';
import type { TenantDraft } from './tenants.ts';

/** What the list of needed secrets looks at. */
const fleet = {
  spec: { labelPrefix: 'fleet.aos', secrets: { recoveryRecipients: [recoveryRecipient] } },
} as unknown as Fleet;

export function secretFiles(
  draft: TenantDraft,
  cluster: ClusterSpec,
): readonly (readonly [path: string, text: string])[] {
  const tenant = {
    spec: { ...draft, database: { engine: 'cloudnative-pg', ...draft.database } },
    cluster: { ...cluster, secrets: { provider: 'sops-age', ...cluster.secrets } },
  } as unknown as Tenant;
  return [...fakeManifests(tenant, fleet)].map(([name, manifest]) => [
    `tenants/secrets/${draft.id}/${name}.yaml`,
    emitYaml([manifest]),
  ]);
}
