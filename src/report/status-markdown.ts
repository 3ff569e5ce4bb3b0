/** The status as a comment or a page. */
import type { FleetStatus } from '../model/status.ts';
import { prose } from './markdown-text.ts';
import { clusterTroubles, statusCells, statusHead, statusSummary } from './status-cells.ts';
import { amount } from './summary.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is room for the line that says what was cut. */
const budget = 65_000;

export function statusMarkdown(status: FleetStatus): string {
  const lines = [
    `**${prose(statusSummary(status))}** (${prose(status.time)})`,
    '',
    ...list(clusterTroubles(status)),
    ...(status.tenants.length === 0 ? [] : [row(statusHead), row(statusHead.map(() => '---'))]),
  ];
  let length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  for (const [index, tenant] of status.tenants.entries()) {
    const line = row(statusCells(tenant, status.time).map(prose));
    length += line.length + 1;
    if (length > budget) {
      const hidden = status.tenants.length - index;
      lines.push('', `${amount(hidden, 'more tenant')} not shown: \`fleet status --format json\` lists all.`);
      break;
    }
    lines.push(line);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** There are few clusters, but each may have a long story. */
function list(texts: readonly string[]): readonly string[] {
  const hidden = texts.length - 20;
  const shown = texts.slice(0, 20).map((text) => `- ${prose(text)}`);
  return texts.length === 0 ? [] : [...shown, ...(hidden > 0 ? [`- ${amount(hidden, 'more trouble')}`] : []), ''];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
