/** `fleet explain`: why a policy exists and what to do about it. */
import { policies } from '../../policies/index.ts';
import { rules } from '../../run/report-of.ts';
import { nearestName } from '../../schema/document-suggestion.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { type Command, type Context, UsageError } from '../command.ts';

const controlNames = { hipaa: 'HIPAA', cis: 'CIS Kubernetes Benchmark', nsa: 'NSA/CISA guide' } as const;

export const explain: Command = {
  name: 'explain',
  summary: 'Explain one policy: why it exists, and what to do',
  description: 'Takes the id of a policy or check, as findings name it.',
  arguments: [{ name: 'policy', description: 'id of a policy or check', required: true }],
  options: [],
  examples: ['fleet explain images-by-digest'],
  run({ arguments: [id = ''] }, context) {
    const rule = rules.find((known) => known.id === id);
    if (!rule) {
      const meant = nearestName(
        id,
        rules.map((known) => known.id),
      );
      const advice = meant === undefined ? '; fleet policies lists all.' : `, did you mean ${meant}?`;
      throw new UsageError(`There is no policy ${JSON.stringify(id)}${advice}`);
    }
    const policy = policies.find((known) => known.id === id);
    const controls = Object.entries(controlNames).flatMap(([key, name]) => {
      const items = policy?.controls[key as keyof typeof controlNames] ?? [];
      return items.length === 0 ? [] : [{ name, items }];
    });
    printRule({ ...rule, family: policy?.family ?? 'input' }, controls, context);
    return 0;
  },
};

type Text = {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly family: string;
};

function printRule(
  rule: Text,
  controls: readonly { name: string; items: readonly string[] }[],
  context: Context,
): void {
  const sections = [
    ['Why', rule.why],
    ['Fix', rule.fix],
    ...controls.map(({ name, items }) => [name, items.join(', ')]),
  ] as const;
  switch (context.format) {
    case 'text':
      context.print(
        `${rule.id}  (${rule.family}, ${rule.severity})\n${rule.title}.\n\n${sections.map(([name, text]) => `${name}: ${text}\n`).join('')}`,
      );
      break;
    case 'markdown':
      context.print(
        `## ${rule.id}\n\n${rule.title}.\n\n${sections.map(([name, text]) => `- **${name}**: ${text}\n`).join('')}`,
      );
      break;
    case 'json':
      context.print(`${JSON.stringify({ ...rule, controls } as unknown as JsonObject, null, 2)}\n`);
      break;
    default:
      throw new UsageError(`fleet explain has no format ${context.format}, must be text, json or markdown.`);
  }
}
