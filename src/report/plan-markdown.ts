/** A plan for a comment on a pull request. Every text of the change is escaped: a spec, a name and a value may be hostile. */
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { placeText } from './explanation.ts';
import { code, prose } from './markdown-text.ts';
import { planHead } from './plan-head.ts';
import { type PlanLine, type PlanSection, planSections } from './plan-lines.ts';
import { otherFilesText } from './plan-others.ts';
import { amount, objectName } from './summary.ts';
import { fitting } from './within.ts';

/** By this line who updates the comment finds it. */
export const planMarker = '<!-- aos-fleet plan -->';

export function planMarkdown(plan: Plan): string {
  const head = planHead(plan);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Change', head.revisions],
    ['Tenants', head.tenants],
    ['Objects', head.objects],
    ['Risks', head.risks],
    ['Cost', head.cost],
    ['Other files', plan.others.length === 0 ? undefined : otherFilesText(plan.others)],
  ];
  const errors = plan.findings.filter(({ severity, exception }) => severity === 'error' && exception === undefined);
  const verdict = errors.length === 0 ? 'Plan' : `Plan: ${amount(errors.length, 'error')}`;
  const top = [
    planMarker,
    `## ${verdict}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${prose(value)} |`])),
    `| Digest | ${code(plan.digest)} |`,
    '',
    ...plan.notes.map((note) => `> ${prose(note)}\n>`),
    '',
  ].join('\n');
  const findings = plan.findings.filter(({ exception }) => exception === undefined);
  const blocks = [
    ...findings.map(findingBlock),
    ...planSections(plan).map((section, index) => sectionBlock(section, index + 1)),
  ];
  const { text, left } = fitting(top, blocks);
  if (left === 0) return text;
  const command = `npx fleet plan --base ${plan.base.commit} --format json`;
  return `${text}\n${amount(left, 'more block')} not shown, less dangerous than these. All: ${code(command)}\n`;
}

function findingBlock({ policy, severity, message, place, object, via = [], fix }: Finding): string {
  const name = objectName(object);
  const said = name === '' ? message : `${name}: ${message}`;
  return [
    `- **${severity}** ${code(policy)} ${prose(said)} (${code(placeText(place))})`,
    ...via.map((hop) => `  - ${prose(hop)}`),
    `  - **fix:** ${prose(fix)}`,
    '',
  ].join('\n');
}

function sectionBlock({ title, subjects, risks, facts, like, lines, without }: PlanSection, number: number): string {
  const labels = risks.length === 0 ? '' : ` · ${risks.map((risk) => `**${risk}**`).join(' ')}`;
  return [
    '',
    `### ${number}. ${title}${labels}`,
    '',
    prose(subjects),
    '',
    ...facts.map((fact) => `- ${prose(fact)}`),
    ...(like === undefined ? [] : [`- as ${like}, ${lines.length === 0 ? 'but less' : 'and besides'}:`]),
    ...lines.flatMap(lineBlock),
    ...(without.length === 0 ? [] : [`- without: ${without.map(code).join(', ')}`]),
    '',
  ].join('\n');
}

function lineBlock({ sign, title, details }: PlanLine): readonly string[] {
  return [`- ${code(sign)} ${code(title)}`, ...details.map((detail) => `  - ${prose(detail)}`)];
}
