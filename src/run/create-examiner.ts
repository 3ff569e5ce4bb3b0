/** Chooses how tenants are examined. */
import type { Comparison } from './comparison.ts';
import { createTenantExaminer, type TenantsExaminer, type TenantsExamination } from './examine-tenant.ts';
import { createTenantProver } from './prove-tenant.ts';
import { createRecordedExaminer } from './read-recorded.ts';

/** Rendered and kept for a write, rendered and compared with `dist`, read from `dist` for a proof, or for a plan. */
export type ExaminationMode = 'stage' | 'compare' | 'prove' | 'recorded';

export interface Examination {
  readonly source: TenantsExamination['source'];
  readonly mode: ExaminationMode;
  readonly comparison: Comparison;
  readonly remember?: TenantsExamination['remember'];
}

export function createExaminer({ source, mode, comparison, remember }: Examination): TenantsExaminer {
  if (mode === 'recorded') return createRecordedExaminer({ source, comparison });
  if (mode !== 'prove')
    return createTenantExaminer({ source, mode, comparison, ...(remember !== undefined && { remember }) });
  const prove = createTenantProver(source);
  return (files) => files.map(prove);
}
