/** Writes one scalar so that YAML 1.1 readers (Go's) and YAML 1.2 readers read back exactly the value that was meant. */

/** Begins with a letter, `_` or `/`, so it can be neither a number nor a date nor an indicator; a space or colons only between words. */
const plainWords = /^[A-Za-z_/][\w./@+%=,~()-]*(?:(?: |:+)[\w./@+%=,~()-]+)*$/;
/** Quantities (`250m`, `1.5Gi`), durations (`1h30m`), IPv4 addresses and networks: no reader takes them for numbers. */
const plainMeasure =
  /^(?:\d+(?:\.\d+)?(?:m|[KMGT]i)|\d+h(?:\d+m)?(?:\d+s)?|\d+s|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?)$/;
/** Words that a YAML 1.1 or 1.2 reader takes for a boolean or null, in lower case. */
const reserved = new Set(['false', 'n', 'no', 'null', 'off', 'on', 'true', 'y', 'yes']);

/**
 * What may not stand in a file as it is: controls, the line breaks that only YAML 1.1 knows (NEL, LS, PS), byte order
 * marks, non-characters, and invisible or text-reordering characters, which would hide content from a reviewer.
 */
const unprintable =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e0fff}]/u;
const unprintableEverywhere = new RegExp(unprintable.source, 'gu');

/** `e7`: some YAML 1.1 readers take it for a number without digits before its exponent. */
const bareExponent = /^[eE][-+]?\d+$/;

/** A string on one line: plain when every reader takes it for that string, else in double quotes. */
export function emitInlineString(text: string): string {
  if (plainWords.test(text) ? !isMistaken(text) : plainMeasure.test(text)) {
    return text;
  }
  if (!text.isWellFormed()) {
    throw new TypeError('text with a lone surrogate');
  }
  return JSON.stringify(text).replace(unprintableEverywhere, escape);
}

/** True for a word that some reader takes for something else. */
function isMistaken(word: string): boolean {
  return (word.length <= 5 && reserved.has(word.toLowerCase())) || bareExponent.test(word);
}

/** A string as a value: clean text of several lines becomes a literal block of lines that each begin with `indent`. */
export function emitString(text: string, indent: string): string {
  return text.length < programLength ? emitAnyString(text, indent) : emitProgram(text, indent);
}

/** From this length on, a text is likely one of the few programs that every tenant carries. */
const programLength = 1000;
const mostPrograms = 64;
const programs = new Map<string, { readonly indent: string; readonly written: string }>();

/** Looks at each program once, for as long as there are few. */
function emitProgram(text: string, indent: string): string {
  const known = programs.get(text);
  if (known?.indent === indent) return known.written;
  const written = emitAnyString(text, indent);
  if (programs.size < mostPrograms) programs.set(text, { indent, written });
  return written;
}

function emitAnyString(text: string, indent: string): string {
  if (!text.includes('\n') || !isClean(text)) {
    return emitInlineString(text);
  }
  const body = text.replace(/\n+$/, '');
  const breaks = text.length - body.length;
  const header = breaks === 0 ? '|-' : breaks === 1 ? '|' : '|+';
  return `${header}\n${body.replace(/^(?=.)/gm, indent)}${'\n'.repeat(Math.max(0, breaks - 1))}`;
}

/** Numbers with an exponent carry a fraction and a sign, without which YAML 1.1 readers take them for strings. */
export function emitNumber(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** True when a literal block holds the text exactly, whoever reads it. */
function isClean(text: string): boolean {
  return !/^[ \n]/.test(text) && !/^\t|^ +$/m.test(text) && !unprintable.test(text) && text.isWellFormed();
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
