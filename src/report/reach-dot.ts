/** Connectivity as a graph in the DOT language of Graphviz; workloads stand together by namespace. */
import type { ReachRow } from '../model/reach.ts';
import { visible } from './visible.ts';

export function* reachDot(rows: Iterable<ReachRow>): Iterable<string> {
  const namespaces = new Map<string, Set<string>>();
  const edges: string[] = [];
  for (const { src, dst, conn } of rows) {
    for (const name of [src, dst]) {
      // Ranges of addresses have no slash and no namespace.
      const namespace = name.includes('/') ? name.slice(0, name.indexOf('/')) : '';
      const names = namespaces.get(namespace) ?? new Set();
      namespaces.set(namespace, names.add(name));
    }
    edges.push(`\t${quoted(src)} -> ${quoted(dst)} [label=${quoted(conn)}]\n`);
  }
  yield 'digraph {\n';
  for (const [namespace, names] of [...namespaces].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const nodes = [...names].sort();
    if (namespace === '') {
      for (const name of nodes) yield `\t${quoted(name)} [shape="box"]\n`;
      continue;
    }
    yield `\tsubgraph ${quoted(`cluster_${namespace}`)} {\n\t\tlabel=${quoted(namespace)}\n`;
    for (const name of nodes) yield `\t\t${quoted(name)} [label=${quoted(name.slice(namespace.length + 1))}]\n`;
    yield '\t}\n';
  }
  yield* edges;
  yield '}\n';
}

/** In a quoted string of DOT only the quote ends it; a backslash begins an escape of labels. */
function quoted(text: string): string {
  return `"${visible(text)
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)}"`;
}
