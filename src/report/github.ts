/** The report as GitHub Actions workflow commands, which become annotations of the changed lines. */
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { explanation } from './explanation.ts';
import { byImportance, levelOf } from './importance.ts';
import { examined, objectName, outcome } from './summary.ts';
import { visible } from './visible.ts';

const commands = { error: 'error', warning: 'warning', accepted: 'notice' } as const;

export function github(report: Report): string {
  return [
    ...byImportance(variedFirst(report.findings)).map(annotation),
    ...report.notes.map((note) => `note: ${plain(note)}`),
    `${examined(report)}: ${outcome(report)}`,
    '',
  ].join('\n');
}

/**
 * Puts the first finding of every policy before the second ones, and so on: GitHub shows ten errors and ten warnings of a
 * step, and ten policies say more than one policy ten times.
 */
function variedFirst(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  const numbered = findings.map((finding) => {
    const turn = seen.get(finding.policy) ?? 0;
    seen.set(finding.policy, turn + 1);
    return { finding, turn };
  });
  return numbered.sort((a, b) => a.turn - b.turn).map(({ finding }) => finding);
}

function annotation(finding: Finding): string {
  const { place, policy } = finding;
  const object = objectName(finding.object);
  const message = [object === '' ? finding.message : `${object}: ${finding.message}`, ...explanation(finding)];
  const properties = [
    `file=${property(place.file)}`,
    `line=${place.line}`,
    `col=${place.column}`,
    `title=${property(policy)}`,
  ];
  // The only line feeds of a message are ours, between its parts.
  return `::${commands[levelOf(finding)]} ${properties.join(',')}::${message.map(data).join('%0A')}`;
}

function data(text: string): string {
  return plain(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One line that the runner cannot take for a command: it still obeys the old form `##[command]`, anywhere in a line. */
function plain(text: string): string {
  return visible(text).replaceAll('##[', '## [');
}
