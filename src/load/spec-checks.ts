/** Every check that loading can report, sorted by id: for `fleet policies`, `fleet explain` and SARIF. */
import { compareText } from '../model/finding.ts';
import type { Rule } from '../model/report.ts';
import { documentChecks } from './document-checks.ts';
import { tenantChecks } from './tenant-checks.ts';
import { textChecks } from './text-checks.ts';

export const specChecks: readonly Rule[] = [...textChecks, ...documentChecks, ...tenantChecks].toSorted((a, b) =>
  compareText(a.id, b.id),
);
