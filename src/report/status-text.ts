/** The status for people at a terminal. */
import { styleText } from 'node:util';
import { type FleetStatus, isAllReady, type TenantState, tenantStates } from '../model/status.ts';
import type { RenderOptions } from './format.ts';
import { clusterTroubles, stateColumn, statusCells, statusHead, statusSummary } from './status-cells.ts';
import { textTable } from './table.ts';
import { visible } from './visible.ts';

/** Longer reasons would only wrap around; `--format json` has them whole. */
const longest = 160;

const styles: Readonly<Record<TenantState, 'red' | 'yellow' | 'green'>> = {
  failing: 'red',
  missing: 'red',
  unknown: 'red',
  stale: 'yellow',
  suspended: 'yellow',
  unlisted: 'yellow',
  progressing: 'yellow',
  ready: 'green',
};

/** With `quiet`, only what is not ready. */
export function statusText(status: FleetStatus, { colour, quiet }: RenderOptions): string {
  const paint = (style: 'red' | 'yellow' | 'green', text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const shown = quiet ? status.tenants.filter(({ state }) => state !== 'ready') : status.tenants;
  const rows = shown.map((tenant) => statusCells(tenant, status.time).map(shownCell));
  const paintCell = (cell: string, column: number): string => {
    const state = column === stateColumn ? tenantStates.find((name) => name === cell.trimEnd()) : undefined;
    return state === undefined ? cell : paint(styles[state], cell);
  };
  const troubles = clusterTroubles(status).map((trouble) => `${paint('red', visible(trouble))}\n`);
  return [
    ...(rows.length === 0 ? [] : [textTable({ head: statusHead, rows }, paintCell), '\n']),
    ...(troubles.length === 0 ? [] : [...troubles, '\n']),
    `${paint(isAllReady(status) ? 'green' : 'red', statusSummary(status))}\n`,
  ].join('');
}

function shownCell(cell: string): string {
  const text = visible(cell);
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
