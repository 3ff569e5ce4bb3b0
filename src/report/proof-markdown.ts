/** A proof for a comment or a file of records. */
import type { Certificate, Proof } from '../model/proof.ts';
import { placeText } from './explanation.ts';
import { proofErrors } from './proof-errors.ts';
import { code, prose } from './markdown-text.ts';
import { countLine } from './proof-text.ts';
import { amount } from './summary.ts';
import type { Table } from './table.ts';

/** So that the text fits a comment of GitHub. */
const shownFindings = 30;

export function proofMarkdown(proof: Proof): string {
  return proof.verdict === 'proven' ? provenMarkdown(proof.certificate) : refutedMarkdown(proof);
}

function provenMarkdown({ counts, channels, sharedParts, exceptions, assumptions, content }: Certificate): string {
  return [
    `## Isolation: proven for ${amount(counts.tenants, 'tenant')}`,
    '',
    prose(countLine(counts)),
    '',
    proseTable({
      head: ['channel', 'closed by', 'accepted'],
      rows: channels.map(({ title, policies, accepted }) => [title, policies.join(', '), String(accepted)]),
    }),
    '### What tenants share',
    '',
    proseTable({
      head: ['cluster', 'part', 'why', 'reaches'],
      rows: sharedParts.map(({ cluster, part, why, reaches }) => [
        cluster,
        part,
        why,
        reaches
          .map(({ component, ports, tenants }) => `${component} on ${ports} of ${amount(tenants, 'tenant')}`)
          .join('; ') || 'nothing',
      ]),
    }),
    ...(exceptions.length === 0
      ? []
      : [
          '### Accepted by exceptions',
          '',
          proseTable({
            head: ['policy', 'tenant', 'until', 'owner', 'reason', 'finding'],
            rows: exceptions.map(({ policy, tenant, expires, owner, reason, message }) => [
              policy,
              tenant,
              expires,
              owner,
              reason,
              message,
            ]),
          }),
        ]),
    '### It takes for granted',
    '',
    ...assumptions.map((sentence) => `- ${prose(sentence)}`),
    '',
    `dist: ${code(content.dist)}`,
    '',
  ].join('\n');
}

/** Names of components are labels of pods, and reasons are what people wrote: both may say anything. */
function proseTable({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(prose)))].join('\n')}\n`;
}

function refutedMarkdown({ counts, findings }: Extract<Proof, { verdict: 'not proven' }>): string {
  const errors = proofErrors(findings);
  const more = errors.length - Math.min(errors.length, shownFindings);
  return [
    `## Isolation: not proven, ${amount(errors.length, 'finding')}`,
    '',
    prose(countLine(counts)),
    '',
    ...errors.slice(0, shownFindings).map(({ policy, message, place, via = [], fix }, index) => {
      const hops = via.map((hop) => `   1. ${prose(hop)}\n`).join('');
      return `${index + 1}. ${code(policy)} ${prose(message)} (${code(placeText(place))})\n${hops}\n   **Close it:** ${prose(fix)}\n`;
    }),
    ...(more > 0 ? [`${amount(more, 'more finding')} not shown.`, ''] : []),
  ].join('\n');
}
