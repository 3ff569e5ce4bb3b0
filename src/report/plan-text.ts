/** A plan for a terminal. */
import { styleText } from 'node:util';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { explanation, placeText } from './explanation.ts';
import { planHead } from './plan-head.ts';
import { type PlanLine, type PlanSection, planSections } from './plan-lines.ts';
import { otherFilesText } from './plan-others.ts';
import { amount, objectName } from './summary.ts';
import { visible } from './visible.ts';
import { fitting } from './within.ts';

/** Longer lines are cut, so that one of them cannot fill the plan. */
const longest = 500;

function lineOf(text: string): string {
  const line = visible(text);
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}

type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold';
type Paint = (style: Style, text: string) => string;

export function planText(plan: Plan, { colour }: { readonly colour: boolean }): string {
  const paint: Paint = (style, value) => (colour ? styleText(style, value, { validateStream: false }) : value);
  const head = planHead(plan);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Plan', head.revisions],
    ['Tenants', head.tenants],
    ['Objects', head.objects],
    ['Risks', head.risks],
    ['Cost', head.cost],
    ['Other files', plan.others.length === 0 ? undefined : otherFilesText(plan.others)],
    ['Digest', head.digest],
  ];
  const top = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`${paint('bold', name.padEnd(12))}${lineOf(value)}`],
  );
  const notes = plan.notes.map((note) => `note: ${lineOf(note)}`);
  const findings = plan.findings.filter(({ exception }) => exception === undefined);
  const blocks = [
    ...findings.map((finding) => findingBlock(finding, paint)),
    ...planSections(plan).map((section, index) => sectionBlock(section, index + 1, paint)),
  ];
  const { text, left } = fitting(`${[...top, ...notes].join('\n')}\n`, blocks);
  return left === 0 ? text : `${text}\n${amount(left, 'more block')} not shown; --format json has all.\n`;
}

function findingBlock({ policy, severity, message, place, object, ...rest }: Finding, paint: Paint): string {
  const shown = paint(severity === 'error' ? 'red' : 'yellow', severity);
  const name = objectName(object);
  const lines = [
    name === '' ? message : `${name}: ${message}`,
    ...explanation({ policy, severity, message, place, object, ...rest }),
  ];
  return `\n${paint('bold', lineOf(placeText(place)))}  ${shown}  ${lineOf(policy)}\n${lines.map((line) => `  ${lineOf(line)}\n`).join('')}`;
}

const colours: Readonly<Record<PlanLine['sign'], Style>> = {
  '+': 'green',
  '~': 'yellow',
  '±': 'red',
  '-': 'red',
  '!': 'red',
  '?': 'red',
};

function sectionBlock(
  { title, subjects, risks, facts, like, lines, without }: PlanSection,
  number: number,
  paint: Paint,
): string {
  const labels = risks.length === 0 ? '' : `  [${risks.join(', ')}]`;
  return [
    '',
    `${paint('bold', `${number}. ${title}`)}${paint('red', labels)}`,
    `   ${lineOf(subjects)}`,
    ...facts.map((fact) => `   ${lineOf(fact)}`),
    ...(like === undefined ? [] : [`   as ${like}., ${lines.length === 0 ? 'but less' : 'and besides'}:`]),
    ...lines.flatMap(({ sign, title: name, details }) => [
      `   ${paint(colours[sign], sign)} ${lineOf(name)}`,
      ...details.map((detail) => `       ${lineOf(detail)}`),
    ]),
    ...(without.length === 0 ? [] : [`   without: ${lineOf(without.join(', '))}`]),
    '',
  ].join('\n');
}
