/** Reads PromQL, with the grammar of Prometheus's own web interface, as far as policies ask: which series it selects. */
import { parser } from '@prometheus-io/lezer-promql';

export interface Promql {
  /** Whether the text is PromQL at all. */
  readonly readable: boolean;
  /** The parts that name series and do not demand the tenant's namespace, as they are written. */
  readonly foreign: readonly string[];
}

/**
 * Stands for the tenant's namespace while an expression is read, so that the same expression of ten thousand tenants is
 * read once. No namespace can have this name, so whoever writes it selects nothing.
 */
const ownNamespace = 'tenant-OWN';

const known = new Map<string, Promql>();
/** Of expressions that differ in more than the namespace there are few, unless someone makes them up. */
const mostKnown = 5000;

/** @param namespace The tenant's own; without one, every selector is foreign. */
export function readPromql(expression: string, namespace?: string): Promql {
  const text = namespace === undefined ? expression : expression.replaceAll(namespace, ownNamespace);
  let promql = known.get(text);
  if (promql === undefined) {
    promql = read(text);
    if (known.size >= mostKnown) known.clear();
    known.set(text, promql);
  }
  if (namespace === undefined || promql.foreign.length === 0) return promql;
  return { ...promql, foreign: promql.foreign.map((part) => part.replaceAll(ownNamespace, namespace)) };
}

function read(text: string): Promql {
  let readable = true;
  const foreign: string[] = [];
  parser.parse(text).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) readable = false;
      const part = text.slice(from, to);
      // The function `info` selects series that stand nowhere in the text.
      if (type.name === 'VectorSelector' ? !demandsNamespace(node, text) : type.name === 'Info') foreign.push(part);
    },
  });
  return { readable, foreign };
}

type Node = ReturnType<typeof parser.parse>['topNode'];

/** All matchers of a selector must hold, so one that demands the namespace is enough. */
function demandsNamespace(selector: Node, text: string): boolean {
  const matchers = [
    ...(selector.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []),
    ...(selector.getChild('LabelMatchers')?.getChildren('QuotedLabelMatcher') ?? []),
  ];
  return matchers.some((matcher) => {
    const label = textOf(matcher.getChild('LabelName') ?? matcher.getChild('QuotedLabelName'), text);
    const isEqual = textOf(matcher.getChild('MatchOp'), text) === '=';
    return isEqual && unquoted(label) === 'namespace' && textOf(matcher.lastChild, text).slice(1, -1) === ownNamespace;
  });
}

function textOf(node: Node | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to);
}

function unquoted(label: string): string {
  return /^["'`]/.test(label) ? label.slice(1, -1) : label;
}
