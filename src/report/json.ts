/** The report for programs: `schemas/report.schema.json`, described in `docs/report-format.md`. */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

/** Grows when a program that reads the report would have to change. New optional fields do not count. */
const version = 1;

export function json({ verdict, findings, counts, notes }: Report): string {
  return `${JSON.stringify({ version, verdict, findings: findings.map(findingData), counts: countsData(counts), notes }, undefined, 2)}\n`;
}

// Every field is named here: one that is added to the model does not slip into the documented format unseen,
// and JSON.stringify leaves out what is undefined.
export function findingData(finding: Finding): object {
  const { policy, severity, tenant, object, place, pointer, source, message, value, wanted, fix, via } = finding;
  const { exception } = finding;
  return {
    policy,
    severity,
    tenant,
    object: { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name },
    file: place.file,
    line: place.line,
    column: place.column,
    pointer,
    source: source && { file: source.file, line: source.line, column: source.column },
    message,
    value,
    wanted,
    fix,
    via,
    exception: exception && { reason: exception.reason, owner: exception.owner, expires: exception.expires },
  };
}

function countsData(counts: Report['counts']): Report['counts'] {
  const { tenants, objects, files, policies, errors, warnings, excepted } = counts;
  return { tenants, objects, files, policies, errors, warnings, excepted };
}
