/** Takes tenants as `dist` has them, for a plan of a change whose own generator made it: this program would make another. */
import { join } from 'node:path';
import type { FleetSource } from '../load/open-fleet.ts';
import type { Tenant } from '../model/fleet.ts';
import { listRecords } from '../synth/list-records.ts';
import { tenantFiles } from '../synth/paths.ts';
import { readRegular } from '../synth/read-regular.ts';
import { type Comparison, comparisonWith } from './comparison.ts';
import type { TenantOutcome, TenantsExaminer } from './examine-tenant.ts';
import { createTransitionJudge, type MadeTenant } from './judge-transitions.ts';

export function createRecordedExaminer({
  source,
  comparison,
}: {
  readonly source: FleetSource;
  readonly comparison: Comparison;
}): TenantsExaminer {
  const { fleet } = source;
  const owners = Map.groupBy(listRecords(source.root), ({ tenant }) => tenant);
  const judge = fleet && createTransitionJudge({ ...comparisonWith(source, comparison), fleet });
  return (files) =>
    files.map((file): TenantOutcome => {
      const { tenant, summary, findings } = source.load(file);
      const nothing = { summary, claims: [], objects: 0, differences: [] };
      if (tenant === undefined) return { ...nothing, findings, paths: [] };
      const made = (owners.get(summary.id) ?? []).map((owner) => recorded(source.root, owner, tenant));
      const [step] = judge?.(made) ?? [];
      return {
        ...nothing,
        findings: step?.findings ?? [],
        paths: made.flatMap((one) => Array.from(one.files.keys())),
        ...(step && { step }),
      };
    });
}

function recorded(root: string, owner: MadeTenant['owner'], tenant: Tenant): MadeTenant {
  const files = tenantFiles(owner).flatMap((path) => {
    const reading = readRegular(join(root, path));
    return reading.kind === 'file' ? [[path, reading.bytes.toString()] as const] : [];
  });
  return { owner, files: new Map(files), tenant: () => tenant };
}
