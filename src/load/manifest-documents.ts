/** Splits the text of a manifest file into documents, as `kubectl` does, and composes each. */
import { type Event, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import { composeNode } from './manifest-compose.ts';
import { splitJson, type TextChunk } from './manifest-json.ts';
import type { ManifestNode, ManifestProblem } from './manifest-node.ts';

const deepestNesting = 500;

/** One document that is not empty. */
export interface ManifestDocument {
  /** Where its text begins; offsets of nodes count from here. */
  readonly start: number;
  /** Absent when the document cannot be examined; then a problem says why. */
  readonly root?: ManifestNode;
  /** Their offsets count from the document's start too. */
  readonly problems: readonly ManifestProblem[];
}

/**
 * The documents of a text without byte order mark: YAML documents parted by lines of `---`, or JSON values one after the
 * other. Empty documents, with nothing but comments or null, are left out.
 */
export function readDocuments(text: string): readonly ManifestDocument[] {
  const json = splitJson(text);
  return json === undefined ? splitYaml(text).flatMap(readYaml) : json.flatMap(readChunk);
}

/** Lines that begin with `---` part documents, wherever they stand; each chunk but the first begins with its own. */
function splitYaml(text: string): readonly TextChunk[] {
  const starts = [0, ...Array.from(text.matchAll(/(?<=\n)---/g), (match) => match.index)];
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
}

function readYaml(chunk: TextChunk): readonly ManifestDocument[] {
  if (chunk.text.startsWith('---') && !/^---(?:[ \t]+(?:#[^\r\n]*)?)?(?:\r?\n|$)/.test(chunk.text)) {
    const line = /^---([^\r\n]*)/.exec(chunk.text)?.[1] ?? '';
    const message = `document separator --- is followed by ${JSON.stringify(line.trim())}, must stand alone on its line`;
    return [unreadable(chunk, 0, message)];
  }
  const indented = /^(?:---.*\r?\n)?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+(?=---)/.exec(chunk.text);
  if (indented !== null) {
    return [unreadable(chunk, indented[0].length, 'document separator --- is indented, must begin its line')];
  }
  // NEL, LS and PS end a line, and so a comment, for YAML 1.1 readers only; the others they drop, refuse or count twice.
  const divider = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/u.exec(chunk.text);
  if (divider !== null) {
    const code = divider[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const message = `text has the character U+${code}, which readers treat differently, must be escaped in double quotes`;
    return [unreadable(chunk, divider.index, message)];
  }
  return readChunk(chunk);
}

function readChunk(chunk: TextChunk): readonly ManifestDocument[] {
  let events: readonly Event[];
  try {
    events = parseEvents(chunk.text, { maxDepth: deepestNesting });
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    return [unreadable(chunk, error.mark?.position ?? 0, `text is no valid YAML: ${error.reason}`)];
  }
  if (events.length === 0) {
    return [];
  }
  const problems: ManifestProblem[] = [];
  const root = composeNode(chunk.text, events, problems);
  if (events.findLastIndex((event) => event.type === EVENT_ID.DOCUMENT) > 0) {
    const message = 'document ends with ... and another follows, which kubectl ignores, must be parted by ---';
    problems.push({ check: 'manifest-unreadable', offset: 0, message });
  }
  if (root.value === null && problems.length === 0) {
    return [];
  }
  const isReadable = problems.every((problem) => problem.isReadable);
  return [{ start: chunk.start, problems, ...(isReadable && { root }) }];
}

function unreadable({ start }: TextChunk, offset: number, message: string): ManifestDocument {
  return { start, problems: [{ check: 'manifest-unreadable', offset, message }] };
}
