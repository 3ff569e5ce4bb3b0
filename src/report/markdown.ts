/** The report as a comment of a pull request. */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { placeText } from './explanation.ts';
import { byImportance, levelOf } from './importance.ts';
import { amount, examined, objectName, outcome } from './summary.ts';
import { code, prose } from './markdown-text.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is room for the line that says what was cut. */
const budget = 65_000;
const noteLimit = 20;
const header = ['| | place | policy | finding |', '|---|---|---|---|'];

export function markdown(report: Report): string {
  const lines = [...summary(report), ...notes(report.notes)];
  let length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  let shown = 0;
  for (const [tenant, findings] of byTenant(report.findings)) {
    const heading = ['', `### ${tenant === '' ? 'Fleet' : code(tenant)}`, '', ...header];
    const [first, ...rest] = findings.map(row);
    if (first === undefined) continue;
    for (const added of [[...heading, first], ...rest.map((line) => [line])]) {
      length += added.reduce((sum, line) => sum + line.length + 1, 0);
      if (length > budget) return closed(lines, report.findings.length - shown);
      lines.push(...added);
      shown += 1;
    }
  }
  return closed(lines, 0);
}

function summary(report: Report): string[] {
  const { errors, warnings, excepted, tenants, objects, files, policies } = report.counts;
  return [
    `**${outcome(report)}** (${examined(report)})`,
    '',
    '| errors | warnings | accepted | tenants | objects | files | policies |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    `| ${[errors, warnings, excepted, tenants, objects, files, policies].join(' | ')} |`,
  ];
}

function notes(all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const hidden = all.length - noteLimit;
  return [
    '',
    ...all.slice(0, noteLimit).map((note) => `- ${prose(note)}`),
    ...(hidden > 0 ? [`- ${amount(hidden, 'more note')}`] : []),
  ];
}

/** Findings by tenant, under the empty name those of none; most important first, so that a cut takes the least. */
function byTenant(findings: readonly Finding[]): Map<string, Finding[]> {
  return Map.groupBy(byImportance(findings), ({ tenant }) => tenant ?? '');
}

function row(finding: Finding): string {
  const { place, policy, source, message, fix, via = [], exception } = finding;
  const name = objectName(finding.object);
  const what = [
    ...(name === '' ? [] : [code(name)]),
    prose(message),
    ...via.map((hop, index) => `${index + 1}\\. ${prose(hop)}`),
    ...(source === undefined ? [] : [`From ${code(placeText(source))}`]),
    exception === undefined
      ? `*Fix:* ${prose(fix)}`
      : `*Accepted until ${prose(exception.expires)} by ${prose(exception.owner)}:* ${prose(exception.reason)}`,
  ];
  const cells = [levelOf(finding), code(placeText(place)), code(policy), what.join('<br>')];
  return `| ${cells.join(' | ')} |`;
}

function closed(lines: readonly string[], hidden: number): string {
  const end =
    hidden > 0 ? ['', `${amount(hidden, 'more finding')} not shown: \`fleet validate --format json\` lists all.`] : [];
  return [...lines, ...end, ''].join('\n');
}
