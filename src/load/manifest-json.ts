/** Splits a text of JSON values that follow each other, which `kubectl` accepts, into the values. */

/** A part of a text and where it begins. */
export interface TextChunk {
  readonly start: number;
  readonly text: string;
}

/** The values of a text that holds nothing but JSON objects, or one array; `undefined` for every other text, such as YAML. */
export function splitJson(text: string): readonly TextChunk[] | undefined {
  const first = /^\s*([[{])/.exec(text)?.[1];
  if (first === undefined) {
    return undefined;
  }
  if (isJson(text)) {
    return [{ start: 0, text }];
  }
  const chunks = first === '{' ? splitObjects(text) : [];
  return chunks.length > 1 && chunks.every((chunk) => isJson(chunk.text)) ? chunks : undefined;
}

/** Cuts after each closing brace that no string holds and no other brace surrounds; the end of the text joins the last. */
function splitObjects(text: string): readonly TextChunk[] {
  const chunks: TextChunk[] = [];
  let start = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    depth += token === '{' ? 1 : token === '}' ? -1 : 0;
    if (token === '}' && depth === 0) {
      chunks.push({ start, text: text.slice(start, index + 1) });
      start = index + 1;
    }
  }
  const rest = text.slice(start);
  return rest.trim() === '' ? chunks : [...chunks, { start, text: rest }];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
