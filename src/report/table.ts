/** Rows as a table: aligned for terminals, or Markdown. */

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Gives a cell a colour; it has its full width already. */
export type PaintCell = (cell: string, column: number) => string;

export function textTable({ head, rows }: Table, paint: PaintCell = (cell) => cell): string {
  const widths = head.map((title, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[], painted: PaintCell): string =>
    cells
      .map((cell, column) => painted(column < cells.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell, column))
      .join('  ')
      .trimEnd();
  const titles = head.map((title) => title.toUpperCase());
  return `${[line(titles, (cell) => cell), ...rows.map((row) => line(row, paint))].join('\n')}\n`;
}

export function markdownTable({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

function escaped(cell: string): string {
  return cell.replaceAll(/[\\`*_{}[\]<>()#+!|~&@]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
