/** Composes the parser's events of one YAML document into values with their places, as the reader of Kubernetes does. */
import {
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  type Event,
  getScalarValue,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Json } from '../model/manifest.ts';
import { mergeInto } from './manifest-merge.ts';
import type { ManifestChild, ManifestNode, ManifestProblem } from './manifest-node.ts';
import { resolvePlain } from './manifest-scalar.ts';
import { isCrowded, isReadDifferently, offsetOf } from './manifest-source.ts';

/** What aliases may add to a document, in nodes, and how deep they may make it. Anchors that people write stay far below. */
const largestExpansion = 100_000;
const largestDepth = 500;

interface Composition {
  readonly text: string;
  readonly events: readonly Event[];
  readonly anchors: Map<string, ManifestNode | undefined>;
  readonly problems: ManifestProblem[];
  index: number;
  expanded: number;
  /** How many flow collections are open. */
  flows: number;
}

/** Composes the first document of the events. What is wrong with it is added to the problems. */
export function composeNode(text: string, events: readonly Event[], problems: ManifestProblem[]): ManifestNode {
  return compose({ text, events, anchors: new Map(), problems, index: 1, expanded: 0, flows: 0 });
}

function compose(state: Composition): ManifestNode {
  const event = state.events[state.index++];
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) {
    throw new Error('the YAML parser left a document unfinished');
  }
  if (event.type === EVENT_ID.ALIAS) {
    return composeAlias(state, event.anchorStart, event.anchorEnd);
  }
  const anchor = event.anchorStart < 0 ? undefined : state.text.slice(event.anchorStart, event.anchorEnd);
  if (anchor !== undefined) {
    // Go's reader ends a name at other characters, and so reads something else.
    if (!/^[\w-]+$/.test(anchor)) {
      report(
        state,
        event.anchorStart - 1,
        `anchor is named ${JSON.stringify(anchor)}, must have letters, digits, _ and - only`,
      );
    }
    // Go's reader takes the anchor that began last for a later alias, others the one that ended last.
    if (state.anchors.has(anchor) && state.anchors.get(anchor) === undefined) {
      report(
        state,
        event.anchorStart - 1,
        `anchor ${JSON.stringify(anchor)} is named again inside the value that it names, must have a name of its own`,
      );
    }
    state.anchors.set(anchor, undefined);
  }
  const node = event.type === EVENT_ID.SCALAR ? composeScalar(state, event) : composeCollection(state, event);
  if (anchor !== undefined) {
    state.anchors.set(anchor, node);
  }
  return node;
}

function composeCollection(state: Composition, event: SequenceEvent | MappingEvent): ManifestNode {
  const flows = event.style === COLLECTION_STYLE.FLOW ? 1 : 0;
  state.flows += flows;
  const node =
    event.type === EVENT_ID.SEQUENCE ? composeSequence(state, event.start) : composeMapping(state, event.start);
  state.flows -= flows;
  if (event.tagStart >= 0) {
    const wanted = event.type === EVENT_ID.SEQUENCE ? '!!seq' : '!!map';
    refuseTag(state, state.text.slice(event.tagStart, event.tagEnd), { offset: event.tagStart, wanted });
  }
  return node;
}

function composeScalar(state: Composition, event: ScalarEvent): ManifestNode {
  const text = getScalarValue(state.text, event);
  const offset = offsetOf(state.text, event);
  if (event.tagStart >= 0) {
    refuseTag(state, state.text.slice(event.tagStart, event.tagEnd), { offset: event.tagStart, wanted: '!!str' });
    if (event.valueStart < 0) {
      report(state, event.tagStart, 'tag !!str stands without a value, must be ""');
    }
    return { value: text, offset, size: 1, depth: 1 };
  }
  if (isReadDifferently(state.text, event, state.flows > 0 ? 'flow' : 'block')) {
    report(
      state,
      offset,
      `readers differ about the text ${JSON.stringify(text.slice(0, 40))}, must be in double quotes on one line`,
    );
  }
  const value = event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    report(state, offset, `value is ${text}, must be a finite number`);
  }
  return { value, offset, size: 1, depth: 1 };
}

function composeSequence(state: Composition, offset: number): ManifestNode {
  const value: Json[] = [];
  const children = new Map<string, ManifestChild>();
  let size = 1;
  let depth = 0;
  while (state.events[state.index]?.type !== EVENT_ID.POP) {
    const node = compose(state);
    children.set(String(value.length), { offset: node.offset < 0 ? offset : node.offset, node });
    value.push(node.value);
    size += node.size;
    depth = Math.max(depth, node.depth);
  }
  state.index++;
  return { value, offset, children, size, depth: depth + 1 };
}

function composeMapping(state: Composition, offset: number): ManifestNode {
  const children = new Map<string, ManifestChild>();
  const merged = new Set<string>();
  let hasMerge = false;
  while (state.events[state.index]?.type !== EVENT_ID.POP) {
    const keyEvent = state.events[state.index];
    const keyNode = compose(state);
    const isMerge =
      keyNode.value === '<<' && keyEvent?.type === EVENT_ID.SCALAR && keyEvent.style === SCALAR_STYLE.PLAIN;
    const key = keyOf(state, keyNode, keyEvent);
    const isValueCrowded = isCrowded(state.text, state.events[state.index]);
    const node = compose(state);
    if (isValueCrowded) {
      report(state, node.offset, 'mapping begins on the line of its key, must begin on a line of its own');
    }
    if (isMerge ? hasMerge : children.has(key) && !merged.has(key)) {
      const message = `key ${JSON.stringify(key)} is set twice in one mapping, must be set once`;
      state.problems.push({ check: 'manifest-duplicate-key', offset: keyNode.offset, message, isReadable: true });
    }
    if (isMerge) {
      hasMerge = true;
      const fault = mergeInto({ children, merged }, node);
      if (fault !== undefined) {
        report(state, keyNode.offset, fault);
      }
    } else {
      merged.delete(key);
      children.set(key, { offset: keyNode.offset < 0 ? offset : keyNode.offset, node });
    }
  }
  state.index++;
  return mappingNode(children, offset);
}

function mappingNode(children: ReadonlyMap<string, ManifestChild>, offset: number): ManifestNode {
  const value: Record<string, Json> = {};
  let size = 1;
  let depth = 0;
  for (const [key, { node }] of children) {
    if (key === '__proto__') {
      Object.defineProperty(value, key, { value: node.value, enumerable: true, configurable: true, writable: true });
    } else {
      value[key] = node.value;
    }
    size += node.size + 1;
    depth = Math.max(depth, node.depth);
  }
  return { value, offset, children, size, depth: depth + 1 };
}

/** Keys are text; booleans become `true` or `false` and plain decimal numbers stay as written, as in Kubernetes. */
function keyOf(state: Composition, { value, offset }: ManifestNode, event: Event | undefined): string {
  const source = event?.type === EVENT_ID.SCALAR ? getScalarValue(state.text, event) : String(value);
  const isText = typeof value === 'string' || typeof value === 'boolean';
  if (isText || (Number.isSafeInteger(value) && String(value) === source)) {
    return String(value);
  }
  const found = value === null ? 'empty' : typeof value === 'number' ? `the number ${source}` : 'a collection';
  report(state, offset, `key is ${found}, must be text`);
  return '';
}

function composeAlias(state: Composition, start: number, end: number): ManifestNode {
  const name = state.text.slice(start, end);
  const target = state.anchors.get(name);
  const offset = start - 1;
  const empty: ManifestNode = { value: null, offset, size: 1, depth: 1 };
  if (target === undefined) {
    const problem = state.anchors.has(name)
      ? 'is used inside the value that it names'
      : 'is not defined before its use';
    report(state, offset, `anchor ${JSON.stringify(name)} ${problem}, must be defined before`);
    return empty;
  }
  state.expanded += target.size;
  if (state.expanded > largestExpansion || target.depth > largestDepth) {
    if (!state.problems.some((problem) => problem.check === 'manifest-alias-bomb')) {
      const found =
        target.depth > largestDepth
          ? `are nested over ${largestDepth} deep`
          : `expand to over ${largestExpansion} values`;
      state.problems.push({ check: 'manifest-alias-bomb', offset, message: `aliases ${found}, must stay below` });
    }
    return empty;
  }
  return { ...target, offset };
}

function refuseTag(state: Composition, tag: string, { offset, wanted }: { offset: number; wanted: string }): void {
  if (tag !== wanted) {
    report(
      state,
      offset,
      `value has the tag ${tag}, which readers of Kubernetes manifests treat differently, must have none`,
    );
  }
}

function report(state: Composition, offset: number, message: string): void {
  state.problems.push({ check: 'manifest-unreadable', offset, message });
}
