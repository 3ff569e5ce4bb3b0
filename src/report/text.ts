/** The report for people at a terminal. */
import { styleText } from 'node:util';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { explanation, placeText } from './explanation.ts';
import type { RenderOptions } from './format.ts';
import { levelOf, mostImportant } from './importance.ts';
import { amount, examined, objectName, outcome } from './summary.ts';
import { visible } from './visible.ts';

const shown = 200;

type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold';
type Paint = (style: Style, text: string) => string;

export function text(report: Report, { colour, quiet }: RenderOptions): string {
  // Whether colour is wanted was decided by the caller; the stream that styleText would ask is not ours.
  const paint: Paint = (style, value) => (colour ? styleText(style, value, { validateStream: false }) : value);
  const candidates = quiet ? report.findings.filter(({ exception }) => exception === undefined) : report.findings;
  const findings = mostImportant(candidates, shown);
  const lines = findings.flatMap((finding, index) => [
    ...(!quiet && index > 0 && findings[index - 1]?.place.file !== finding.place.file ? [''] : []),
    ...(quiet ? [oneLine(finding, paint)] : block(finding, paint)),
  ]);
  const hidden = candidates.length - findings.length;
  if (hidden > 0) lines.push('', `${amount(hidden, 'more finding')} not shown; --format json lists all`);
  if (!quiet && report.notes.length > 0) lines.push('', ...report.notes.map((note) => `note: ${visible(note)}`));
  if (!quiet && lines.length > 0) lines.push('');
  return [...lines, verdictLine(report, paint), ''].join('\n');
}

function block(finding: Finding, paint: Paint): string[] {
  const { place, policy, message, value, wanted } = finding;
  const object = objectName(finding.object);
  const missing = [
    ...(value !== undefined && !message.includes(value) ? [`value: ${value}`] : []),
    ...(wanted !== undefined && !message.includes(wanted) ? [`wanted: ${wanted}`] : []),
  ];
  return [
    `${paint('bold', visible(placeText(place)))}  ${level(finding, paint)}  ${visible(policy)}`,
    ...[
      object === '' ? message : `${object}: ${message}`,
      ...(missing.length > 0 ? [missing.join(', ')] : []),
      ...explanation(finding),
    ].map((line) => `  ${visible(line)}`),
  ];
}

function oneLine(finding: Finding, paint: Paint): string {
  const place = visible(placeText(finding.place));
  return `${place}  ${level(finding, paint)}  ${visible(finding.policy)}  ${visible(finding.message)}`;
}

function level(finding: Finding, paint: Paint): string {
  const name = levelOf(finding);
  return paint(({ error: 'red', warning: 'yellow', accepted: 'dim' } as const)[name], name);
}

function verdictLine(report: Report, paint: Paint): string {
  const style = report.verdict === 'clean' ? 'green' : 'red';
  const seconds = (report.milliseconds / 1000).toFixed(2);
  return `${examined(report)}: ${paint(style, outcome(report))} in ${seconds} s`;
}
