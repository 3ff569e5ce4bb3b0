/** A proof for people at a terminal. */
import type { Certificate, Proof, ProofCounts } from '../model/proof.ts';
import { placeText } from './explanation.ts';
import { proofErrors } from './proof-errors.ts';
import { amount } from './summary.ts';
import { type Table, textTable } from './table.ts';
import { visible } from './visible.ts';

/** More ways than anybody reads at once. */
const shownFindings = 50;

export function proofText(proof: Proof): string {
  return proof.verdict === 'proven' ? provenText(proof.certificate) : refutedText(proof);
}

function provenText(certificate: Certificate): string {
  const { counts, channels, sharedParts, exceptions, assumptions, content } = certificate;
  return [
    `Proven: no channel between any two of ${amount(counts.tenants, 'tenant')}.`,
    countLine(counts),
    '',
    visibleTable({
      head: ['channel', 'closed by', 'accepted'],
      rows: channels.map(({ title, policies, accepted }) => [
        title,
        amount(policies.length, 'policy', 'policies'),
        String(accepted),
      ]),
    }).trimEnd(),
    '',
    'What tenants share, and what could be reached from there:',
    '',
    visibleTable({
      head: ['cluster', 'part', 'reaches', 'on', 'of tenants'],
      rows: sharedParts.flatMap(({ cluster, part, reaches }) =>
        reaches.length === 0
          ? [[cluster, part, 'nothing', '', '']]
          : reaches.map(({ component, ports, tenants }) => [cluster, part, component, ports, String(tenants)]),
      ),
    }).trimEnd(),
    '',
    ...(exceptions.length === 0
      ? []
      : [
          'Not proven, but accepted by exceptions:',
          ...exceptions.map(
            ({ policy, tenant, message, owner, expires }) =>
              `  ${visible(policy)} of ${visible(tenant)} until ${visible(expires)} by ${visible(owner)}: ${visible(message)}`,
          ),
          '',
        ]),
    'It takes for granted:',
    ...assumptions.map((sentence) => `  - ${visible(sentence)}`),
    '',
    `dist: ${content.dist} (${amount(content.files, 'file')})`,
    '',
  ].join('\n');
}

/** Names of components are labels of pods, which may say anything. */
function visibleTable({ head, rows }: Table): string {
  return textTable({ head, rows: rows.map((row) => row.map(visible)) });
}

export function countLine({ clusters, tenants, pairs, objects, groups, tiers }: ProofCounts): string {
  const kinds = (['namespace', 'node', 'cluster'] as const).filter((tier) => tiers[tier] > 0);
  return [
    `${amount(pairs, 'ordered pair')} of tenants on ${amount(clusters, 'cluster')}, ${amount(objects, 'object')};`,
    `${amount(groups, 'group')} of tenants that differ in names only;`,
    `by tier: ${kinds.map((tier) => `${tiers[tier].toLocaleString('en')} ${tier}`).join(', ') || (tenants === 0 ? 'none' : '')}`,
  ].join(' ');
}

function refutedText({ counts, findings }: Extract<Proof, { verdict: 'not proven' }>): string {
  const errors = proofErrors(findings);
  const lines = errors.slice(0, shownFindings).map(({ policy, message, place, via = [], fix }, index) => {
    const hops = via.map((hop, at) => `     ${at + 1}) ${visible(hop)}\n`).join('');
    return `${index + 1}. ${visible(message)}\n   ${visible(placeText(place))}  ${visible(policy)}\n${hops}   Close it: ${visible(fix)}\n`;
  });
  const more = errors.length - Math.min(errors.length, shownFindings);
  return [
    `Not proven: ${amount(errors.length, 'finding')} between ${amount(counts.tenants, 'tenant')}.`,
    countLine(counts),
    '',
    ...lines,
    ...(more > 0 ? [`${amount(more, 'more finding')} not shown; --format json lists all.`, ''] : []),
  ].join('\n');
}
