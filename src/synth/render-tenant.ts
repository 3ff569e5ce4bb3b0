/** A tenant's files: its layers, its Flux objects, and the record of what they were made from. */
import type { Fleet, Tenant } from '../model/fleet.ts';
import { stackManifests, stackParts } from '../stack/index.ts';
import { partFile, recordFile } from './paths.ts';
import { recordOf } from './record.ts';
import { type Rendered, renderFiles } from './rendered.ts';

export function renderTenant(tenant: Tenant, fleet: Fleet): Rendered {
  const of = { cluster: tenant.cluster.name, tenant: tenant.spec.id };
  const manifests = stackManifests(tenant, fleet);
  const { files, objects } = renderFiles(new Map(stackParts.map((part) => [partFile(part, of), manifests[part]])));
  const record = recordOf(tenant, { files, objects });
  return { files: new Map([...files, [recordFile(of), record]]), objects };
}
