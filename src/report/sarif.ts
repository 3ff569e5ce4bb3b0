/** The report as SARIF 2.1.0, for code scanning. */
import { createHash } from 'node:crypto';
import { compareText, type Finding, type Place } from '../model/finding.ts';
import type { Report, Rule } from '../model/report.ts';
import type { RenderOptions } from './format.ts';
import { mostImportant } from './importance.ts';
import { amount, objectName } from './summary.ts';
import { visible } from './visible.ts';

/** GitHub rejects a run with more: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning. */
const resultLimit = 25_000;

export function sarif(report: Report, { documentation }: RenderOptions): string {
  const rules = rulesOf(report);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const findings = mostImportant(report.findings, resultLimit);
  const hidden = report.findings.length - findings.length;
  const fingerprint = fingerprints();
  const run = {
    tool: { driver: { name: 'fleet', rules: rules.map((rule) => ruleData(rule, documentation)) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the fleet repository.' } } },
    invocations: [
      {
        executionSuccessful: report.verdict !== 'inconclusive',
        toolExecutionNotifications: [
          ...report.notes.map((note) => notification('note', note)),
          ...(hidden > 0 ? [notification('warning', `${amount(hidden, 'more finding')} not in this file.`)] : []),
        ],
      },
    ],
    results: findings.map((finding) => result(finding, indexes.get(finding.policy), fingerprint(finding))),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  // Without indentation: GitHub also limits the size of the file.
  return `${JSON.stringify(log)}\n`;
}

/** The rules that ran, and one for every finding whose policy is not among them: a result must have its rule. */
function rulesOf({ rules, findings }: Report): readonly Rule[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { policy, severity, fix } of findings) {
    if (!known.has(policy)) known.set(policy, { id: policy, severity, title: policy, why: policy, fix });
  }
  return [...known.values()].sort((a, b) => compareText(a.id, b.id));
}

function ruleData({ id, severity, title, why, fix }: Rule, documentation: string | undefined): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nFix: ${fix}\n\nMore: docs/policies.md#${id}` },
    // Must be absolute (SARIF 2.1.0, 3.49.12), and where the repository lies is not known here.
    ...(documentation !== undefined && { helpUri: `${documentation.replace(/\/$/, '')}/policies.md#${id}` }),
    defaultConfiguration: { level: severity },
  };
}

function result(finding: Finding, ruleIndex: number | undefined, fingerprint: string): object {
  const { policy, severity, object, place, pointer, source, message, fix, via = [], exception } = finding;
  const name = objectName(object);
  const related = [
    ...(source === undefined ? [] : [{ place: source, text: 'The cause in the spec.' }]),
    // A hop is a sentence; it stands where the path was found.
    ...via.map((hop, index) => ({ place, text: `Hop ${index + 1}: ${plain(hop)}` })),
  ];
  return {
    ruleId: policy,
    ruleIndex,
    level: severity,
    message: { text: `${plain(name === '' ? message : `${name}: ${message}`)}\nFix: ${plain(fix)}` },
    locations: [
      {
        physicalLocation: physical(place),
        ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: `${name}${pointer ?? ''}`, kind: 'object' }] }),
      },
    ],
    relatedLocations: related.map((one, id) => ({
      id,
      physicalLocation: physical(one.place),
      message: { text: one.text },
    })),
    partialFingerprints: { 'fleetFinding/v1': fingerprint },
    suppressions:
      exception === undefined
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: `${exception.reason} (${exception.owner}, until ${exception.expires})`,
            },
          ],
  };
}

function physical({ file, line, column }: Place): object {
  return {
    artifactLocation: { uri: relativeUri(file), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column },
  };
}

/** A message may hold links, `[text](target)` (SARIF 2.1.0, 3.11.6): a value that a finding quotes may not. */
function plain(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

function relativeUri(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}

function notification(level: 'note' | 'warning', text: string): object {
  return { level, message: { text: plain(text) } };
}

/**
 * Names a finding by what it is about, so that it stays the same when lines move or a value changes; equal ones are
 * counted. The key is our own: GitHub's upload action computes `primaryLocationLineHash` itself and warns about any other.
 */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ policy, tenant, object, place, pointer }) => {
    const identity = [
      policy,
      tenant,
      object.apiVersion,
      object.kind,
      object.namespace,
      object.name,
      place.file,
      pointer,
    ];
    const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
