/** Refuses text that nests too deep for the parser, before the parser sees it: it would overflow the stack and end the process. */
import type { Problem } from './problem.ts';
import type { SourceText } from './source-text.ts';

/** Text this short cannot overflow the parser, however it nests. */
const harmlessLength = 2000;
/** Brackets open at once. The parser bears more than 2,000 on the stack of a worker. */
const mostBrackets = 200;
/**
 * Most cost of the tokens by which code nests without brackets. Those that the parser handles one in the other overflow
 * it from 4,000 on, so they cost 8; those that it handles in a loop overflow it from 32,000 on, so they cost 1.
 */
const mostCost = 16_000;

const token =
  /(?<space>\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)|(?<text>'(?:\\[^]|[^'\\\n\r])*'?|"(?:\\[^]|[^"\\\n\r])*"?)|(?<word>[\p{L}\p{N}_$\\]+)|\.\.\.|[^]/uy;
const templateText = /(?:\\[^]|\$(?!\{)|[^`\\$])*(`|\$\{|$)/uy;

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };
/** Words that may stand before another word any number of times in a file of data. */
const harmlessWords = new Set(['as', 'const', 'export', 'import', 'satisfies', 'type']);

export function nestingProblem(source: SourceText): Problem | undefined {
  const { text } = source;
  if (text.length <= harmlessLength) return undefined;
  const open: string[] = [];
  let cost = 0;
  let before = '';
  let mark = '';
  for (let offset = 0; offset < text.length;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    const found = match?.[0] ?? '';
    const start = offset;
    offset += Math.max(1, found.length);
    if (match?.groups?.['space'] !== undefined) continue;
    const isWord = match?.groups?.['word'] !== undefined;

    // A regular expression may hold anything, so what follows one could not be told apart from text.
    if (found === '/') return slashProblem(source, start);
    if (isWord) {
      if (isWordLike(before)) cost += harmlessWords.has(before) ? 1 : 8;
    } else if (
      found === '.' ||
      found === '-' ||
      (found === '[' && (isWordLike(before) || before === ']' || before === ')'))
    ) {
      cost += 1;
    } else if (found === '(' || (found === ':' && mark === ':') || /^[!~+*%&|^?=<>@#]$/.test(found)) {
      cost += 8;
    }
    if (!isWord) mark = found;

    let bracket = found in closing ? found : '';
    const isTemplate = found === '`' || (found === '}' && open.at(-1) === '${');
    if (open.length > 0 && closing[open.at(-1)!] === found) open.pop();
    if (isTemplate) {
      templateText.lastIndex = offset;
      const rest = templateText.exec(text);
      offset += rest?.[0].length ?? 0;
      if (rest?.[1] === '${') bracket = '${';
      cost += 1;
    }
    if (bracket !== '') open.push(bracket);
    if (open.length > mostBrackets || cost > mostCost) return depthProblem(source, start);
    before = found;
  }
  return undefined;
}

function isWordLike(text: string): boolean {
  return /[\p{L}\p{N}_$]$/u.test(text);
}

/** The problem of code that nests too deep, at an offset. */
export function depthProblem(source: SourceText, start: number): Problem {
  return {
    policy: 'spec-too-large',
    place: source.placeOf(start),
    message: `the code nests too deep here, must have at most ${mostBrackets} brackets open and little code besides data`,
    wanted: `at most ${mostBrackets} open brackets`,
    fix: 'Write data: literals, lists and objects of a few levels.',
  };
}

function slashProblem(source: SourceText, start: number): Problem {
  return {
    policy: 'spec-not-data',
    place: source.placeOf(start),
    message:
      'found a division or a regular expression, must be data: literals, constants, spreads, template strings and imports',
    value: '/',
    wanted: 'data',
    fix: 'Write the value itself.',
  };
}
