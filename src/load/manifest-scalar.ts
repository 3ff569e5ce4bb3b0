/** Resolves plain YAML scalars as the reader of Kubernetes does (`sigs.k8s.io/yaml` 1.6 on `go.yaml.in/yaml/v2`). */

/** YAML 1.1 words. Those for infinity and "not a number" resolve to numbers that JSON does not have. */
const words: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const integer = /^([-+]?)(0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9]\d*)$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** A sign after the prefix is a quirk of that reader. */
const signedBinary = /^0b([-+])([01]+)$/;

/**
 * The value of a plain scalar without a tag. Dates stay text. Integers beyond 2^53 are rounded, as by `JSON.parse`.
 * May be NaN or infinite, which no manifest can hold: the caller refuses it.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) {
    return word;
  }
  const first = text.charCodeAt(0);
  if (first === 0x2e) {
    // Behind a leading point, that reader skips `_` only between digits.
    return (/(?<!\d)_|_(?!\d)/.test(text) ? undefined : toFloat(text.replaceAll('_', ''))) ?? text;
  }
  const isNumberLike = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  if (!isNumberLike) {
    return text;
  }
  const digits = text.replaceAll('_', '');
  return toInteger(digits) ?? toFloat(digits) ?? toSignedBinary(digits) ?? text;
}

/** Integers that fit 64 bits; others are floats or text. */
function toInteger(text: string): number | undefined {
  const [, sign, digits] = integer.exec(text) ?? [];
  if (sign === undefined || digits === undefined) {
    return undefined;
  }
  const magnitude = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const limit = sign === '' ? 2n ** 64n - 1n : sign === '+' ? 2n ** 63n - 1n : 2n ** 63n;
  return magnitude > limit ? undefined : sign === '-' ? Number(-magnitude) : Number(magnitude);
}

function toFloat(text: string): number | undefined {
  const value = float.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function toSignedBinary(text: string): number | undefined {
  const [, sign, digits] = signedBinary.exec(text) ?? [];
  return digits === undefined ? undefined : toInteger(`${sign}0b${digits}`);
}
