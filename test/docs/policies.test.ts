import { describe, expect, it } from 'vitest';
import { policyReference } from '../../scripts/docs-policies.ts';
import type { Policy } from '../../src/model/isolation.ts';
import type { Rule } from '../../src/model/report.ts';

const policies: readonly Policy[] = [
  {
    id: 'host-unique',
    family: 'fleet',
    severity: 'error',
    title: 'A host name belongs to one tenant',
    why: 'Two tenants with one host name receive each other’s requests.',
    fix: 'Take the name out of one of the specs.',
    controls: { hipaa: ['164.312(a)(1)'] },
    check: () => [],
  },
  {
    id: 'image-digest',
    family: 'object',
    severity: 'error',
    title: 'Images are named by digest',
    why: 'A tag can be moved to other content after the review.',
    fix: 'Write the image as `name:tag@sha256:<digest>`, not <name>.',
    controls: { hipaa: ['164.312(c)(1)'], cis: ['5.2.2', '5.5.1'], nsa: ['Pod security enforcement'] },
    check: () => [],
  },
  {
    id: 'quota-headroom',
    family: 'tenant',
    severity: 'warning',
    title: 'A quota leaves room for a rolling update',
    why: 'Without room an update waits for pods that cannot start.',
    fix: 'Raise the quota.',
    controls: { cis: ['5.2.2'] },
    check: () => [],
  },
];

const rule = (id: string): Rule => ({ id, severity: 'error', title: `Title of ${id}`, why: 'Why.', fix: 'Fix.' });

describe('the reference of the policies', () => {
  it('lists every policy and check by family, with the controls that each serves', async () => {
    const lists = {
      policies,
      specChecks: [rule('spec-schema')],
      manifestChecks: [rule('manifest-decodes')],
      runChecks: [],
    };
    await expect(policyReference(lists)).toMatchFileSnapshot('golden/policies.md');
  });

  it('leaves out families without a member', () => {
    const page = policyReference({
      policies: [],
      specChecks: [rule('spec-schema')],
      manifestChecks: [],
      runChecks: [],
    });
    expect(page.match(/^##.*$/gm)).toEqual(['## Specs', '### spec-schema']);
  });
});
