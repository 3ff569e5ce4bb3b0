import { describe, expect, it } from 'vitest';
import { controlReference } from '../../scripts/docs-controls.ts';

const page = controlReference([
  { id: 'host-unique', controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.2'] } },
  { id: 'image-digest', controls: { hipaa: ['164.312(a)(1)'] } },
]);

function rowOf(item: string): string | undefined {
  return page.split('\n').find((line) => line.startsWith(`| ${item} |`));
}

describe('the page of controls', () => {
  it.each([
    [
      '164.312(a)(1)',
      'Access control (R) | [`host-unique`](policies.md#host-unique), [`image-digest`](policies.md#image-digest) | Access of programs is judged; access of people to records is given in Odoo. |',
    ],
    ['5.2.2', 'Minimize the admission of privileged containers | [`host-unique`](policies.md#host-unique) |  |'],
    ['164.308(a)(5)(ii)(A)', 'Security reminders (A) | none | Reminders go to people, not into manifests. |'],
    ['Syslog', 'Nodes send their logs away | none | Syslog is a service of the node. |'],
  ])('has a row of %s', (item, rest) => {
    expect(rowOf(item)).toBe(`| ${item} | ${rest}`);
  });

  it('counts what has a policy', () => {
    expect(page.match(/^- \[.*$/gm)).toEqual([
      '- [HIPAA Security Rule](#hipaa-security-rule): 65 items, 1 with a policy',
      '- [CIS Kubernetes Benchmark v1.12](#cis-kubernetes-benchmark-v112): 34 items, 1 with a policy',
      '- [NSA/CISA Kubernetes Hardening Guidance](#nsacisa-kubernetes-hardening-guidance): 31 items, 0 with a policy',
    ]);
  });
});
