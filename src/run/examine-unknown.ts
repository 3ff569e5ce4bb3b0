/** Examines the tenants of which nothing is known from before, and remembers all of them for the next run. */
import { tenantFiles } from '../synth/paths.ts';
import { contestedTenants } from './contested-tenants.ts';
import type { KnownPlatform, KnownTenant } from './encode-memory.ts';
import type { TenantOutcome } from './examine-tenant.ts';
import { examineTenants, type TenantsTask } from './examine-tenants.ts';
import type { FleetMemory } from './fleet-memory.ts';

export interface KnownOutcome extends TenantOutcome {
  /** Of a tenant that was not examined. Its claims are those that no other tenant contests. */
  readonly known?: KnownTenant;
}

/** The outcomes in the order of the files. Tenants that claim something of each other are examined, all of them. */
export async function examineUnknown(
  task: TenantsTask,
  memory: FleetMemory | undefined,
): Promise<readonly KnownOutcome[]> {
  if (!memory) return examineTenants(task);
  const remember = memory.maker.idLength;
  const examine = async (files: readonly string[]): Promise<ReadonlyMap<string, KnownOutcome>> => {
    const outcomes = await examineTenants({ ...task, remember, files });
    return new Map(outcomes.map((outcome) => [outcome.summary.file, outcome]));
  };
  const files = task.source.tenantFiles;
  const examined = await examine(files.filter((file) => !memory.tenants.has(file)));
  const outcomes = files.map((file) => examined.get(file) ?? outcomeOf(memory.tenants.get(file)!));
  if (examined.size === files.length) return outcomes;
  const none = { takes: [], meets: [], always: [] };
  const contested = contestedTenants(outcomes.map((outcome) => (outcome.known ?? outcome.memory)?.contests ?? none));
  const again = await examine(files.filter((_, index) => contested.has(index) && outcomes[index]?.known !== undefined));
  return outcomes.map((outcome) => again.get(outcome.summary.file) ?? outcome);
}

function outcomeOf(known: KnownTenant): KnownOutcome {
  const { summary, findings, objects, cluster, contests, isolation } = known;
  return {
    summary,
    findings,
    objects,
    paths: tenantFiles({ cluster, tenant: summary.id }),
    differences: [],
    claims: contests.always,
    isolation,
    known,
  };
}

/** As many are written in the time that one takes. */
const tenantsPerWrite = 1000;

interface Kept {
  readonly tenants: readonly KnownOutcome[];
  readonly platforms: readonly { readonly known?: KnownPlatform }[];
  readonly memory: FleetMemory;
  readonly isolated: readonly string[];
}

/** What is not new is not written again; nor for few tenants, which take less time to examine than everything to write. */
export function keep({ tenants, platforms, memory, isolated }: Kept): void {
  const examined = tenants.filter(({ known }) => known === undefined).length;
  const isNew = isolated.some((one) => !memory.isolated.has(one));
  if (examined === 0 ? !isNew : examined < tenants.length / tenantsPerWrite) return;
  memory.keep({
    tenants: tenants.flatMap((outcome) => outcome.known ?? knownTenant(outcome, memory)),
    platforms: platforms.flatMap(({ known }) => known ?? []),
    isolated,
  });
}

function knownTenant(outcome: TenantOutcome, { isTrue }: FleetMemory): KnownTenant | [] {
  const { summary, objects, paths, isolation, memory } = outcome;
  if (!memory || !isolation || !isTrue(memory)) return [];
  const { cluster } = isolation;
  const usual = tenantFiles({ cluster, tenant: summary.id });
  if (usual.join('\n') !== paths.join('\n')) return [];
  return { ...memory, summary, objects, cluster, isolation };
}
