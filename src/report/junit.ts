/** The report as JUnit XML: one suite per policy, so that test dashboards show which policies ran and passed. */
import { compareText, type Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { explanation, placeText } from './explanation.ts';
import { objectName } from './summary.ts';

export function junit({ findings, rules }: Report): string {
  const ofPolicy = Map.groupBy(findings, ({ policy }) => policy);
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const policies = [...new Set([...titles.keys(), ...ofPolicy.keys()])].sort(compareText);
  const suites = policies.map((id) => suite(id, titles.get(id) ?? id, ofPolicy.get(id) ?? []));
  const tests = suites.reduce((sum, { tests: own }) => sum + own, 0);
  const failures = findings.filter(fails).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fleet" tests="${tests}" failures="${failures}" errors="0" skipped="${findings.length - failures}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(id: string, title: string, findings: readonly Finding[]): { tests: number; lines: string[] } {
  const failures = findings.filter(fails).length;
  const tests = Math.max(1, findings.length);
  const cases =
    findings.length === 0
      ? [`    <testcase classname="${escaped(id)}" name="${escaped(title)}"/>`]
      : findings.flatMap(testcase);
  const counts = `tests="${tests}" failures="${failures}" errors="0" skipped="${findings.length - failures}"`;
  return { tests, lines: [`  <testsuite name="${escaped(id)}" ${counts}>`, ...cases, '  </testsuite>'] };
}

function testcase(finding: Finding): string[] {
  const { policy, place, pointer, exception } = finding;
  const name = [objectName(finding.object), pointer, placeText(place)]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const attributes = `classname="${escaped(policy)}" name="${escaped(name)}" file="${escaped(place.file)}" line="${place.line}"`;
  const inside =
    exception === undefined
      ? `<failure type="${finding.severity}" message="${escaped(finding.message)}">${escaped(details(finding))}</failure>`
      : `<skipped message="${escaped(`accepted until ${exception.expires} by ${exception.owner}: ${exception.reason}`)}"/>`;
  return [`    <testcase ${attributes}>`, `      ${inside}`, '    </testcase>'];
}

function details(finding: Finding): string {
  return [placeText(finding.place), finding.message, ...explanation(finding)].join('\n');
}

function fails({ exception }: Finding): boolean {
  return exception === undefined;
}

// What is not a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets) may not appear in a document even as an entity.
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text for an attribute or an element; line breaks as entities, since a parser would fold them in an attribute. */
function escaped(text: string): string {
  return text.replace(forbidden, '\u{fffd}').replace(/[&<>"'\t\n\r]/g, (character) => entities[character] ?? character);
}
