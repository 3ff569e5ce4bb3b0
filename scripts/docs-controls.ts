/** Renders `docs/controls.md`: every item of every framework, and what gives evidence for it. */
import type { PolicyText } from '../src/model/policy.ts';
import { type Evidence, evidence, remainder } from '../src/policies/control-evidence.ts';
import { type Framework, frameworks } from '../src/policies/control-items.ts';
import { code, generated, prose, table } from './docs-text.ts';

type Mapped = Pick<PolicyText, 'id' | 'controls'>;

/** Where the items and their titles were read. */
const sources: Readonly<Record<Framework['key'], string>> = {
  hipaa:
    '45 CFR 164.308 to 164.316. *R* is required, *A* addressable: it may be met in another way that is written down.',
  cis: 'Section 5, policies. The other sections judge the control plane, etcd and nodes.',
  nsa: 'Version 1.2, by its headings.',
};

export function controlReference(policies: readonly Mapped[]): string {
  const all = evidence(policies);
  const counts = frameworks.map((framework) => {
    const own = all.filter((one) => one.framework === framework);
    const shown = own.filter((one) => one.policies.length > 0).length;
    return `- [${framework.title}](#${anchor(framework.title)}): ${own.length} items, ${shown} with a policy`;
  });
  return [
    generated,
    '',
    '# Controls',
    '',
    'Which policy gives evidence for which requirement. It is a mapping of ours and no legal advice: a policy shows one side of a requirement,',
    'that of manifests. What remains for people, the cloud, the cluster or Odoo is said in the last column, also where there is a policy.',
    '',
    '`npx fleet controls` prints the same, `--by policy` turned round, and `npx fleet controls 5.2.5` one of it.',
    '',
    ...counts,
    ...frameworks.flatMap((framework) => chapter(framework, all)),
    '',
  ].join('\n');
}

function chapter({ key, title, items }: Framework, all: readonly Evidence[]): string[] {
  const rows = all.filter(({ item }) => items.includes(item)).map(row);
  return [
    '',
    `## ${title}`,
    '',
    sources[key],
    '',
    ...table(['item', 'requirement', 'policies', 'left to others'], rows),
  ];
}

function row(one: Evidence): string[] {
  const { item, policies } = one;
  const need = item.need === undefined ? '' : ` (${item.need === 'required' ? 'R' : 'A'})`;
  return [
    prose(item.id),
    prose(item.title) + need,
    policies.map(({ id }) => `[${code(id)}](policies.md#${id})`).join(', ') || 'none',
    prose(remainder(one) ?? ''),
  ];
}

/** As GitHub makes it of a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
