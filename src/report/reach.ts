/** Connectivity in the formats that analysers of NetworkPolicies print: lines, JSON, CSV and DOT. */
import type { ReachRow } from '../model/reach.ts';
import { reachDot } from './reach-dot.ts';
import { visible } from './visible.ts';

/** A piece at a time, since there are as many rows as pairs of workloads. */
export type ReachFormat = (rows: Iterable<ReachRow>) => Iterable<string>;

/** Sorted by name. */
export const reachFormats: Readonly<Record<string, ReachFormat>> = {
  csv: reachCsv,
  dot: reachDot,
  json: reachJson,
  text: reachText,
};

function* reachText(rows: Iterable<ReachRow>): Iterable<string> {
  for (const { src, dst, conn, reasons } of rows) {
    yield `${visible(`${src} => ${dst} : ${conn}`)}\n`;
    for (const [end, sentences] of Object.entries(reasons ?? {})) {
      for (const sentence of sentences) yield `  ${end} ${visible(sentence)}\n`;
    }
  }
}

function* reachJson(rows: Iterable<ReachRow>): Iterable<string> {
  let isFirst = true;
  for (const row of rows) {
    yield `${isFirst ? '[' : ','}\n  ${JSON.stringify(row)}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

/** RFC 4180, with the columns of the reasons where a row has some. */
function* reachCsv(rows: Iterable<ReachRow>): Iterable<string> {
  let isFirst = true;
  for (const { src, dst, conn, reasons } of rows) {
    if (isFirst) yield reasons ? 'src,dst,conn,egress,ingress\r\n' : 'src,dst,conn\r\n';
    isFirst = false;
    const cells = reasons ? [src, dst, conn, reasons.egress.join('; '), reasons.ingress.join('; ')] : [src, dst, conn];
    yield `${cells.map(csvCell).join(',')}\r\n`;
  }
  if (isFirst) yield 'src,dst,conn\r\n';
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
