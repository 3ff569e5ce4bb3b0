import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { joinTenants } from '../../src/load/join-tenants.ts';
import { openFleet } from '../../src/load/open-fleet.ts';
import { specChecks } from '../../src/load/spec-checks.ts';
import type { Finding } from '../../src/model/finding.ts';
import {
  fleetDocuments,
  fleetFiles,
  minimalFleet,
  specText,
  tenantSpec,
  today,
  writeFleet,
} from '../minimal-tenant.ts';
import { documentCases, evaluationCases, fleetCases, joinCases } from './spec-cases.ts';
import { stagingCases } from './staging-cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
function findingsOf(files: Readonly<Record<string, string | Uint8Array | null>>): readonly Finding[] {
  const root = join(folder, String((written += 1)));
  writeFleet(root, files);
  const source = openFleet(root, today);
  const results = source.tenantFiles.map((file) => source.load(file));
  const joined = joinTenants(
    source,
    results.map(({ summary }) => summary),
  );
  return [...source.findings, ...results.flatMap(({ findings }) => findings), ...joined];
}

/** The whole finding as text; the severity only when it is not error. */
function shown({ policy, severity, place, message, value, wanted, fix, tenant, object }: Finding): string[] {
  return [
    `${place.file}:${place.line}:${place.column} ${severity === 'error' ? '' : `${severity} `}${policy} (${object.kind} ${object.name}${tenant === undefined ? '' : `, tenant ${tenant}`})`,
    message,
    `${value ?? '-'} => ${wanted ?? '-'}`,
    fix,
  ];
}

const cases = { ...documentCases, ...evaluationCases, ...fleetCases, ...joinCases, ...stagingCases };

describe('findings of specs', () => {
  it.each(Object.entries(cases))('%s', async (name, files) => {
    const findings = findingsOf(files).map((finding) => `${shown(finding).join('\n')}\n`);
    await expect(findings.join('\n')).toMatchFileSnapshot(`expected/${name.replaceAll(/[^a-zA-Z0-9]+/g, '-')}.txt`);
  });

  it('are all known to specChecks, and each check has a case', () => {
    const reported = new Set(Object.values(cases).flatMap((files) => findingsOf(files).map(({ policy }) => policy)));
    expect([...reported].toSorted()).toEqual(specChecks.map(({ id }) => id));
  });

  it('are none for a copy of production, which is made from the store of its cluster', () => {
    const root = join(folder, 'copy');
    const spec = {
      ...tenantSpec(),
      id: 'copy',
      domains: ['copy.example.com'],
      environment: 'staging',
      stagingOf: 'acme',
      database: { restoreFrom: { tenant: 'production', generation: 1 } },
      exposure: { allowedCidrs: ['203.0.113.0/28'] },
    };
    const documents = fleetDocuments();
    documents.clusters[0]!.gateway!.implementation = 'envoy-gateway';
    const other = { podCidrs: ['10.0.0.0/16'], serviceCidrs: ['10.1.0.0/16'], nodeCidrs: ['10.2.0.0/24'] };
    const store = { ...documents.clusters[0]!.objectStore!, bucket: 'elsewhere' };
    documents.clusters.push({ ...documents.clusters[0]!, ...other, name: 'eu-2', objectStore: store });
    const production = { ...tenantSpec(), placement: { cluster: 'eu-2' } };
    writeFleet(root, {
      ...fleetFiles(documents),
      'tenants/acme.ts': specText('defineTenant', production),
      'tenants/copy.ts': specText('defineTenant', spec),
    });
    const source = openFleet(root, today);
    const { tenant, findings } = source.load('tenants/copy.ts');
    expect([...source.findings, ...findings]).toEqual([]);
    expect(tenant?.copyOf).toMatchObject({ id: 'acme', store: { bucket: 'elsewhere', port: 443 } });
  });

  it('are none for the minimal fleet', () => {
    expect(findingsOf({})).toEqual([]);
  });

  it('refuse links, wherever they lead', () => {
    const root = join(folder, 'links');
    writeFleet(root, { 'fleet/rings.ts': null, 'elsewhere.ts': 'export const x = 1;\n' });
    symlinkSync('../elsewhere.ts', join(root, 'tenants/linked.ts'));
    symlinkSync('../elsewhere.ts', join(root, 'fleet/rings.ts'));
    mkdirSync(join(root, 'tenants/folder.ts'));
    expect(openFleet(root, today).findings.map(({ policy, message }) => [policy, message])).toEqual([
      ['spec-file', 'fleet/rings.ts is a symbolic link, must be a file named <name>.ts, in lower case'],
      ['spec-file', 'fleet/rings.ts is missing, must exist'],
      ['spec-file', 'tenants/folder.ts is a folder, must be a file named <id>.ts, with the id of a tenant'],
      ['spec-file', 'tenants/linked.ts is a symbolic link, must be a file named <id>.ts, with the id of a tenant'],
    ]);
  });

  it('do not depend on the order of loading, and say why a tenant could not be loaded', () => {
    const count = 5;
    const graph = fc.array(fc.uniqueArray(fc.nat(count - 1)), { minLength: count, maxLength: count });
    const root = join(folder, 'graph');
    fc.assert(
      fc.property(graph, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: count }), (imports, order) => {
        const files = imports.map((targets, index) => {
          const lines = targets.map((target) => `import { c as c${target} } from './t${target}.ts';`);
          const spec = specText('defineTenant', {
            ...tenantSpec(),
            id: `t${index}`,
            domains: [`t${index}.example.com`],
          });
          return [
            `tenants/t${index}.ts`,
            `${lines.join('\n')}\nexport const c = [${targets.map((target) => `c${target}`)}];\n${spec}`,
          ];
        });
        writeFleet(root, Object.fromEntries(files));
        const inOrder = openFleet(root, today);
        const shuffled = openFleet(root, today);
        const later = new Map(order.map((index) => [index, shuffled.load(`tenants/t${index}.ts`).findings]));
        const results = imports.map((_, index) => inOrder.load(`tenants/t${index}.ts`));
        for (const [index, { tenant, findings }] of results.entries()) {
          expect(later.get(index)).toEqual(findings);
          expect(tenant === undefined).toBe(findings.length > 0);
        }
        const hasCycle = results.some(({ findings }) => findings.some(({ policy }) => policy === 'spec-cycle'));
        expect(results.some(({ tenant }) => tenant === undefined)).toBe(hasCycle);
      }),
    );
  });
});

describe('openFleet', () => {
  it('builds tenants with their cluster, release and digest', () => {
    const root = join(folder, 'built');
    writeFleet(root, {
      'tenants/acme.ts': specText('defineTenant', {
        ...tenantSpec(),
        pin: { release: '18.0-7', until: today, reason: 'Waits' },
      }),
      'fleet/releases/18.0-7.yaml': JSON.stringify(fleetDocuments().releases['19.0-1']),
    });
    const source = openFleet(root, today);
    const { tenant, findings, summary } = source.load('tenants/acme.ts');
    expect(findings).toEqual([]);
    expect(source.fleet).toEqual(
      minimalFleet((documents) => Object.assign(documents.releases, { '18.0-7': documents.releases['19.0-1'] })),
    );
    expect(tenant).toMatchObject({
      cluster: { name: 'eu-1' },
      release: { id: '18.0-7' },
      specDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(tenant?.document.locate('/plan')).toEqual({ file: 'tenants/acme.ts', line: 15, column: 11 });
    expect(structuredClone(summary)).toEqual(summary);
  });

  it('digests what a spec says, not how it is written', () => {
    const root = join(folder, 'digests');
    const { id, ...rest } = tenantSpec();
    const base = openTenant(root, specText('defineTenant', { id, ...rest }));
    expect(openTenant(root, specText('defineTenant', { ...rest, id, lifecycle: 'active' }))).toBe(base);
    expect(openTenant(root, specText('defineTenant', { ...rest, id, plan: 'large' }))).not.toBe(base);
  });
});

function openTenant(root: string, text: string): string | undefined {
  writeFleet(root, { 'tenants/acme.ts': text });
  return openFleet(root, today).load('tenants/acme.ts').tenant?.specDigest;
}
