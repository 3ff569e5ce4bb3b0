/** Recognises values that must not be readable: by their form, by the name they stand under, and by their randomness. */

export interface PlainSecret {
  /** What it looks like, such as `a private key`; never the value. */
  readonly kind: string;
  /** Where it begins, in UTF-16 code units. */
  readonly offset: number;
}

/** Forms that mean one thing only. */
const forms: readonly (readonly [kind: string, pattern: string])[] = [
  ['a private key', '-----BEGIN [A-Z ]{0,30}PRIVATE KEY'],
  ['a private key of age', 'AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{8}'],
  ['an access key of AWS', '\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b'],
  ['a token of GitHub', '\\b(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30})'],
  ['a token of GitLab', '\\bglpat-[A-Za-z0-9_-]{20}'],
  ['a token of Slack', '\\bxox[abprs]-[A-Za-z0-9-]{10}'],
  ['a key of Stripe', '\\b[rs]k_live_[A-Za-z0-9]{16}'],
  ['a key of Google', '\\bAIza[A-Za-z0-9_-]{35}'],
  ['a token of Vault', '\\bhv[sb]\\.[A-Za-z0-9_-]{20}'],
  ['a JSON web token', '\\beyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10}'],
  ['a password in a URL', '\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@"\'<>]{1,100}:[^\\s/@"\'<>$%{]{3,100}@'],
];
const anyForm = new RegExp(forms.map(([, pattern]) => `(${pattern})`).join('|'));

/** Undefined for nearly every text. */
export function plainSecretIn(text: string): PlainSecret | undefined {
  if (text.length < 12) return undefined;
  const match = anyForm.exec(text);
  if (match !== null) {
    const [kind = ''] = forms[match.slice(1).findIndex((group) => group !== undefined)] ?? [];
    return { kind, offset: match.index };
  }
  return text.length < 24 ? undefined : randomIn(text);
}

/** Words of at least 24 characters that hold capitals, small letters and digits, as only drawn or encoded bytes do. */
const longWord = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** Bits for each character; text and identifiers stay below, random base64 of this length above. */
const leastEntropy = 4;

function randomIn(text: string): PlainSecret | undefined {
  for (const { 0: word, index } of text.matchAll(longWord)) {
    if (isRandom(word)) return { kind: 'a random value', offset: index };
  }
  return undefined;
}

function isRandom(word: string): boolean {
  const digits = word.match(/\d/g)?.length ?? 0;
  if (digits < 2 || !/[a-z]/.test(word) || !/[A-Z]/.test(word)) return false;
  // Paths and identifiers are words with capitals at their beginnings; random letters change case at every other place.
  const changes = word.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[A-Z]?[a-z0-9])|\d(?=[A-Za-z])/g)?.length ?? 0;
  return changes >= word.length / 4 && entropyOf(word) >= leastEntropy;
}

/** Shannon's entropy of a text, in bits for each character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const secretName =
  /(?:^|[^a-z])(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|(?:api|access|secret|private|encryption|signing)_?key)$/;

/** True for a name such as `DB_PASSWORD`, `smtp-pass`, `apiKey` or `aws_secret_access_key`: its value is nobody's business. */
export function namesSecret(name: string): boolean {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  if (knownNames.size >= mostKnownNames) knownNames.clear();
  const verdict = isNameOfSecret(name);
  knownNames.set(name, verdict);
  return verdict;
}

/** Names of variables, files and annotations: a few hundred, asked for again with every tenant. */
const knownNames = new Map<string, boolean>();
const mostKnownNames = 2000;

function isNameOfSecret(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[-.\s/]/g, '_');
  return secretName.test(words);
}

/** Values under such a name that give nothing away: where it is to be found, or that there is none. */
const harmless = /^(?:|\s*|true|false|none|null|\d{1,6}|\/[^\s]*|\$\{?[A-Za-z_(][^\s]*|<[^>]*>|env\(\w+\))$/i;

/** True for text that may stand under the name of a secret. */
export function isHarmless(value: string): boolean {
  return harmless.test(value);
}

/**
 * `password = x`, `"apiKey": "x"`, `--token=x`: a name of a secret with a literal value, in a file, an argument or a program.
 * A blank before a colon and none after it is how psql names a variable.
 */
const assignment =
  /(?:^|[\s,{;(-])["']?([A-Za-z][A-Za-z0-9_.-]{1,60})["']?(?:[ \t]*=[ \t]*|:[ \t]*|[ \t]+:[ \t]+)(["'`]?)([^\s"'`,;{}()[\]]{4,200})\2(?=[\s,;})]|$)/gm;

/** Holds for few texts, and takes a fraction of the time. */
const mayAssign = /(?:pass|pwd|secret|token|credential|key)\w*["']?[ \t]*[=:]/i;

/** The first assignment of a readable value to the name of a secret. With `quoted`, only of literals: in code, other words are names. */
export function assignedSecretIn(text: string, quoted: 'quoted' | 'any'): PlainSecret | undefined {
  if (!mayAssign.test(text)) return undefined;
  for (const match of text.matchAll(assignment)) {
    const [whole, name = '', quote = '', value = ''] = match;
    if (quoted === 'quoted' && quote === '') continue;
    if (namesSecret(name) && !isHarmless(value)) {
      return { kind: `a value for ${name}`, offset: match.index + whole.indexOf(name) };
    }
  }
  return undefined;
}
