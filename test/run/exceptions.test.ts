import { describe, expect, it } from 'vitest';
import { fleetDocuments, specText, tenantSpec, writeFleet } from '../minimal-tenant.ts';
import { placed, synth, temporaryFolder } from './fleet-folder.ts';

const digest = `sha256:${'a'.repeat(64)}`;

/** A fleet whose release names an image from a registry that the fleet does not allow. */
function violation(exceptions: readonly object[]): Record<string, string> {
  const { releases } = fleetDocuments();
  const release = { ...releases['19.0-1']! };
  const odoo = { ...release.odoo, image: `registry.example.com/odoo:19.0@${digest}` };
  return {
    'fleet/releases/19.0-1.yaml': JSON.stringify({ ...release, odoo }),
    'fleet/exceptions.ts': specText('defineExceptions', exceptions),
  };
}

const exception = {
  policy: 'image-registry',
  tenant: 'acme',
  reason: 'The mirror is being moved.',
  owner: 'platform@example.com',
  expires: '2027-01-31',
};

describe('exceptions', () => {
  it('accept findings of their policy and tenant, which stay in the report', async () => {
    const root = temporaryFolder();
    writeFleet(root, violation([]));
    const refused = await synth(root);
    expect(refused.report.verdict).toBe('findings');
    const policies = new Set(refused.report.findings.map(({ policy }) => policy));
    expect(policies).toEqual(new Set(['image-registry']));

    writeFleet(root, violation([exception]));
    const wide = await synth(root, { today: '2027-01-31' });
    expect(placed(wide.report.findings.filter(({ exception: by }) => by === undefined))).toEqual([
      'fleet/exceptions.ts:4 exception-too-wide acme',
    ]);

    const objects = new Set(refused.report.findings.map(({ object: { kind, name } }) => `${kind} ${name}`));
    writeFleet(root, violation(Array.from(objects, (object) => Object.assign({ object }, exception))));
    const { report, written } = await synth(root, { today: '2027-01-31' });
    const { reason, owner, expires } = exception;
    const accepted = { exception: { reason, owner, expires } };
    expect(report.findings).toEqual(refused.report.findings.map((finding) => Object.assign({}, finding, accepted)));
    expect(report).toMatchObject({ verdict: 'clean', counts: { errors: 0, excepted: report.findings.length } });
    expect(written).toBe(true);
  });

  it.each<{ name: string; exceptions: object[]; today?: string; findings: string[]; verdict: string }>([
    {
      name: 'unused, of a policy',
      exceptions: [{ ...exception, policy: 'images-by-digest' }],
      findings: ['fleet/exceptions.ts:4 exception-unused acme'],
      verdict: 'clean',
    },
    {
      name: 'of a check that cannot be excepted',
      exceptions: [{ ...exception, policy: 'dist-changed' }],
      findings: ['fleet/exceptions.ts:5 exception-policy acme'],
      verdict: 'findings',
    },
    {
      name: 'of a misspelt policy',
      exceptions: [{ ...exception, policy: 'image-by-digest' }],
      findings: ['fleet/exceptions.ts:5 exception-policy acme'],
      verdict: 'findings',
    },
    {
      name: 'expired yesterday',
      exceptions: [{ ...exception, policy: 'images-by-digest' }],
      today: '2027-02-01',
      findings: ['fleet/exceptions.ts:4 exception-unused acme', 'fleet/exceptions.ts:9 exception-expired'],
      verdict: 'findings',
    },
    {
      name: 'of a tenant that does not exist',
      exceptions: [{ ...exception, tenant: 'acne' }],
      findings: ['fleet/exceptions.ts:6 exception-tenant'],
      verdict: 'findings',
    },
  ])('are reported: $name', async ({ exceptions, findings, verdict, ...options }) => {
    const root = temporaryFolder();
    writeFleet(root, { 'fleet/exceptions.ts': specText('defineExceptions', exceptions) });
    const { report } = await synth(root, options);
    expect(placed(report.findings)).toEqual(findings);
    expect(report.verdict).toBe(verdict);
  });

  it('are not called unused when their tenant could not be judged', async () => {
    const root = temporaryFolder();
    writeFleet(root, {
      'fleet/exceptions.ts': specText('defineExceptions', [exception]),
      'tenants/acme.ts': specText('defineTenant', { ...tenantSpec(), plan: 'huge' }),
    });
    const { report } = await synth(root);
    expect(report.findings.map(({ policy }) => policy)).toEqual(['spec-wrong-value']);
  });
});
