/** The verdict in words, the same in every format for people. */
import type { ObjectRef } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

/** What was examined: `1 tenant, 34 objects, 7 files, 41 policies`. */
export function examined({ counts }: Report): string {
  return [
    amount(counts.tenants, 'tenant'),
    amount(counts.objects, 'object'),
    amount(counts.files, 'file'),
    amount(counts.policies, 'policy', 'policies'),
  ].join(', ');
}

/** What came out: `clean`, `2 errors, 1 warning` or `inconclusive`, with accepted findings and notes when there are any. */
export function outcome({ verdict, counts, notes }: Report): string {
  const parts = [
    ...(verdict === 'findings' ? [] : [verdict]),
    ...(verdict === 'findings' || counts.errors > 0 ? [amount(counts.errors, 'error')] : []),
    ...(verdict === 'findings' || counts.warnings > 0 ? [amount(counts.warnings, 'warning')] : []),
    ...(counts.excepted > 0 ? [`${grouped(counts.excepted)} accepted`] : []),
    ...(notes.length > 0 ? [amount(notes.length, 'note')] : []),
  ];
  return parts.join(', ');
}

/** `1 error`, `2,000 errors`. */
export function amount(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** `Deployment tenant-acme/odoo-web`; empty for a finding about no object. */
export function objectName({ kind, namespace, name }: ObjectRef): string {
  return [kind, namespace === undefined ? name : `${namespace}/${name}`].filter((part) => part !== '').join(' ');
}

/** Digits in groups of three, without the locale of the machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
