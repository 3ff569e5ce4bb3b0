/** Strings that YAML writers and readers are known to get wrong, as values and as keys. */

const words = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf', 'infinity', 'nil', 'none'];

const numbers = [
  ...['0', '1', '-1', '+1', '00', '01', '012', '08', '0o10', '0O10', '0o17', '-0o17', '0o8', '0b101', '-0b1', '0b-1'],
  ...['0x1F', '0X1f', '0x_1F', '-0x1', '0x', '1_000', '0_', '_1', '1__0', '1e3', '1E3', '1e+3', '1e-3', '.5', '+.5', '5.'],
  ...['1.5', '1.5_0', '.', '..', '-.5', '1.', '.e1', '1e', '1.0e+21', '.inf', '-.INF', '+.Inf', '.nan', '.NaN', '0.0'],
  ...['1:30', '190:20:30', '190:20:30.15', '1:30:', '-1:30', '9223372036854775807', '18446744073709551616', '1e400', '0x1p4'],
  ...['250m', '512Mi', '1.5Gi', '1h30m', '30s', '5m', '1d', '10E', '1k', '1P', '1e', '10.0.0.1', '10.0.0.0/8', '1.2.3', '1.2'],
];

const dates = ['2024-01-01', '2024-1-1', '2024-01-01T00:00:00Z', '2001-12-14t21:59:43.10-05:00', '2024-01-01 10:00:00', '12:00'];

const indicators = [
  ...['', ' ', '  ', '~', '=', '<<', '<', '-', '--', '---', '--- a', '---a', '...', '... a', '?', '? a', ':', ': a', 'a:', 'a: b'],
  ...['a:b', 'a :b', '::', 'a::b', '#', '# x', 'a #b', 'a# b', 'a#b', '- a', '-a', '*', '*a', '&', '&a', '!', '!a', '!!str', '!!str a'],
  ...['|', '|-', '>', '>+', '@', '@a', '`a', '%', '%YAML 1.2', '%a', '{', '{}', '{a: b}', '}', '[', '[]', '[a]', ']', ',', 'a,', 'a, b'],
  ...["'", "''", "'a'", "it's", '"', '""', '"a"', 'say "x"', '\\', '\\n', 'a\\', '\\\\', '\\x41', '$', '${A}', '{{ .Values.a }}', '/'],
  ...['//', '/a', '_', '__proto__', 'constructor', 'a=b', '(a)', 'a(b)', 'a - b', 'a --- b', 'a ... b', 'a ~ b', '0 2 * * *', '*/5 * * * *'],
];

const spaces = [' a', 'a ', ' a ', 'a  b', '\ta', 'a\t', 'a\tb', '\t', ' \t ', '\u00a0', 'a\u00a0b', '\u3000', 'a\u2003b'];

const characters = [
  ...['\r', 'a\rb', 'a\r\nb', '\r\n', '\u0085', 'a\u0085b', '\u2028', 'a\u2028b', '\u2029', 'a\u2029b', '\ufeff', '\ufeffa', 'a\ufeff'],
  ...['\0', 'a\0b', '\u0001', '\b', '\v', '\f', '\u001b[31m', '\u007f', 'a\u007f', '\u0080', '\u009f', '\u00ad', '\u200b', '\u202ea'],
  ...['\u2066x\u2069', '\ufffd', '\ufffe', '\uffff', 'é', 'e\u0301', 'ß', 'Ж', '日本', 'א', '😀', '👩‍👩‍👧', '\u{10ffff}', '\u{e0041}', '\u{1f1e9}'],
];

const lines = [
  ...['\n', '\n\n', '\n\n\n', 'a\n', 'a\n\n', 'a\n\n\n', '\na', '\n\na', '\na\n', 'a\nb', 'a\nb\n', 'a\n\nb', 'a\n\n\nb\n\n'],
  ...[' a\nb', 'a\n b', 'a\n  b\nc', 'a \nb', 'a\nb ', 'a\n \nb', 'a\n  ', 'a\n  \n', '\n a', ' \na', 'a\n\tb', '\ta\nb', 'a\t\nb', 'a\n\t\nb'],
  ...['# a\nb', 'a\n# b', 'a\n#', '- a\n- b', 'a: b\nc: d\n', '---\na', 'a\n---\nb', 'a\n...\nb', '%a\nb', 'a\n%b', '{\n}', '"a\nb"', "'a\nb'"],
  ...['a\r\nb\r\n', 'a\n\r', 'a\n\u0085b', 'a\n\u2028', 'a\n\ufeffb', 'a\n\u007f', 'a\n\0', 'a\n😀\n', '|\na', '>\n a', 'a\\\nb', 'a\n:', 'a\n: b'],
  ...['#!/bin/sh\nset -eu\nif true; then\n  echo "x: $1"  # done\nfi\n', '[options]\nadmin_passwd = x\nworkers = 4\n'],
];

const long = ['a'.repeat(130), 'a'.repeat(1025), 'a b '.repeat(700), `${'a'.repeat(3000)}\nb`, 'é'.repeat(1100), '"'.repeat(600), '- '.repeat(600)];

export const nastyStrings: readonly string[] = [
  ...new Set([
    ...words.flatMap((word) => [word, word.toUpperCase(), `${word.charAt(0).toUpperCase()}${word.slice(1)}`, ` ${word}`, `${word}:`]),
    ...numbers,
    ...dates,
    ...indicators,
    ...spaces,
    ...characters,
    ...lines,
    ...long,
  ]),
];
