/** What is said below the message of a finding, line by line, in the formats for people. */
import type { Finding, Place } from '../model/finding.ts';

/** The hops, the place in the spec, and what to do: the fix, or who accepted the finding and why. Not escaped. */
export function explanation({ via = [], source, fix, exception }: Finding): string[] {
  return [
    ...via.map((hop, index) => `via ${index + 1}. ${hop}`),
    ...(source === undefined ? [] : [`from spec ${placeText(source)}`]),
    exception === undefined
      ? `fix: ${fix}`
      : `accepted until ${exception.expires} by ${exception.owner}: ${exception.reason}`,
  ];
}

/** `tenants/acme.ts:12:3`, as terminals and editors recognise it. */
export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
