import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Certificate, Proof } from '../../src/model/proof.ts';
import { proofMarkdown } from '../../src/report/proof-markdown.ts';
import { proofText } from '../../src/report/proof-text.ts';

const counts = {
  clusters: 1,
  tenants: 2,
  pairs: 2,
  objects: 10,
  groups: 1,
  tiers: { namespace: 2, node: 0, cluster: 0 },
};

/** A proof that holds, in which people and manifests say a text wherever they can. */
function proven(said: string): Proof {
  const certificate: Certificate = {
    apiVersion: 'fleet.aos/v1',
    kind: 'IsolationCertificate',
    verdict: 'proven',
    provenAt: '2026-11-24T12:00:00Z',
    generator: { version: '0.1.0', digest: 'sha256:0', policies: 1 },
    content: { dist: 'sha256:1', files: 1, specs: 'sha256:2' },
    counts,
    channels: [{ id: 'network', title: 'Pods open connections', policies: ['network-both-walls'], accepted: 1 }],
    trusted: [],
    sharedParts: [
      { cluster: said, part: 'gateway', why: said, reaches: [{ component: said, ports: said, tenants: 2 }] },
      { cluster: 'eu-1', part: 'dns', why: 'Names.', reaches: [] },
    ],
    exceptions: [
      { policy: 'network-both-walls', tenant: said, message: said, reason: said, owner: said, expires: '2027-01-01' },
    ],
    assumptions: [said],
  };
  return { verdict: 'proven', certificate, findings: [] };
}

function refuted(said: string): Proof {
  const finding: Finding = {
    policy: 'network-both-walls',
    severity: 'error',
    tenant: said,
    object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: said },
    place: { file: said, line: 1, column: 1 },
    message: said,
    fix: said,
    via: [said, said],
  };
  return { verdict: 'not proven', counts, channels: [], findings: [finding] };
}

// Of a terminal, of Markdown, and of both.
const hostile = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        '\u001b[2J',
        '\u0007',
        '\u202e',
        '\r',
        '\n',
        '|',
        '\\',
        '`',
        '<img>',
        '[x](y)',
        '@a',
        '#1',
        'https://x.example',
        '![',
        ' ',
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
);
const control = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** That parts mentions and references, so that they are none. */
const joiner = /\u200b/g;

/** Cells of a row as GitHub reads them: a pipe parts cells unless a backslash stands before it. */
function cellsOf(line: string): number {
  return line.replaceAll('\\\\', '').split(/(?<!\\)\|/).length;
}

describe.each([
  ['proven', proven],
  ['refuted', refuted],
] as const)('a proof that is %s', (_, proofOf) => {
  it('lets no character act on a terminal', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const text = proofText(proofOf(said));
        expect(text.split('\n').filter((line) => control.test(line))).toEqual([]);
        expect(text.split('\n').length).toBe(proofText(proofOf('x')).split('\n').length);
      }),
    );
  });

  it('keeps its lines and cells in Markdown, whatever the texts are', () => {
    const shape = proofMarkdown(proofOf('x')).split('\n').map(cellsOf);
    fc.assert(
      fc.property(hostile, (said) => {
        const text = proofMarkdown(proofOf(said)).replaceAll(joiner, '');
        expect(text.split('\n').filter((line) => control.test(line))).toEqual([]);
        expect(text.split('\n').map(cellsOf)).toEqual(shape);
      }),
    );
  });

  it.each(['<img src=x>', '[x](https://evil.example)', '@octocat', 'www.evil.example', 'https://evil.example', '&lt;'])(
    'makes no markup of %s',
    (said) => {
      // A place is shown as code, in which nothing is markup.
      expect(proofMarkdown(proofOf(said)).replaceAll(/`[^`]*`/g, '')).not.toContain(said);
    },
  );
});

it('says in Markdown what it says at a terminal', () => {
  expect(proofMarkdown(refuted('x'))).toContain('## Isolation: not proven, 1 finding');
  expect(proofText(refuted('x'))).toContain('Not proven: 1 finding between 2 tenants.');
  expect(proofMarkdown(proven('x'))).toContain('## Isolation: proven for 2 tenants');
  expect(proofText(proven('x'))).toContain('Proven: no channel between any two of 2 tenants.');
});
