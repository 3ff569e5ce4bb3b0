import { describe, expect, it } from 'vitest';
import type { FleetPolicy, StackPolicy } from '../../src/model/policy.ts';
import { judgeFleet, judgeStack } from '../../src/policies/engine.ts';
import type { Locator } from '../../src/policies/locator.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { object } from './policy-cases.ts';

const text = { title: 'Title', why: 'Why.', fix: 'Fix.', controls: {} };

/** Places that tell what they were asked for. */
const locator: Locator = {
  manifest: ({ file, document, base }, pointer) => ({ file: `${file}${base}${pointer}`, line: document, column: 1 }),
  spec: (tenant, pointer) =>
    tenant === 'acme' ? { file: `tenants/acme.ts${pointer}`, line: 1, column: 1 } : undefined,
};

const item = { manifest: object('Pod of v1', 'web'), file: 'app.yaml', document: 7, base: '/items/0' };

describe('judgeStack', () => {
  const policy: StackPolicy = {
    ...text,
    id: 'first',
    family: 'object',
    severity: 'warning',
    *check({ objects }) {
      for (const found of objects) {
        yield { object: found, message: 'all of it' };
        yield { object: found, message: 'a part', pointer: '/spec', specPointer: '/plan', via: ['a', 'b'] };
      }
    },
  };

  it('adds what the policy, the tenant and the places say', () => {
    const common = { policy: 'first', severity: 'warning', fix: 'Fix.', tenant: 'acme' };
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace: 'tenant-acme', name: 'web' };
    expect(judgeStack([policy], { objects: [item], tenant: minimalTenant() }, locator)).toEqual([
      {
        ...common,
        object: ref,
        place: { file: 'app.yaml/items/0', line: 7, column: 1 },
        source: { file: 'tenants/acme.ts', line: 1, column: 1 },
        message: 'all of it',
      },
      {
        ...common,
        object: ref,
        place: { file: 'app.yaml/items/0/spec', line: 7, column: 1 },
        source: { file: 'tenants/acme.ts/plan', line: 1, column: 1 },
        pointer: '/spec',
        message: 'a part',
        via: ['a', 'b'],
      },
    ]);
  });

  it('leaves out what manifests of no tenant do not have', () => {
    const [finding] = judgeStack([policy], { objects: [item] }, locator);
    expect(Object.keys(finding!).toSorted()).toEqual(['fix', 'message', 'object', 'place', 'policy', 'severity']);
  });

  it('runs every policy, in order', () => {
    const second = { ...policy, id: 'second' };
    const findings = judgeStack([policy, second], { objects: [item] }, locator);
    expect(findings.map(({ policy: id }) => id)).toEqual(['first', 'first', 'second', 'second']);
  });
});

describe('judgeFleet', () => {
  it('points at the claim', () => {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: 'tenant-acme' };
    const claim = {
      kind: 'namespace',
      value: 'tenant-acme',
      tenant: 'acme',
      cluster: 'eu-1',
      object: { ...ref, file: 'a.yaml', document: 2, pointer: '/metadata/name' },
    } as const;
    const policy: FleetPolicy = {
      ...text,
      id: 'fleet',
      family: 'fleet',
      severity: 'error',
      check: ({ claims }) => claims.map((taken) => ({ claim: taken, message: 'taken', specPointer: '/id' })),
    };
    expect(
      judgeFleet([policy], { fleet: minimalFleet(), claims: [claim, { ...claim, tenant: 'globex' }] }, locator),
    ).toEqual([
      {
        policy: 'fleet',
        severity: 'error',
        tenant: 'acme',
        object: ref,
        place: { file: 'a.yaml/metadata/name', line: 2, column: 1 },
        source: { file: 'tenants/acme.ts/id', line: 1, column: 1 },
        pointer: '/metadata/name',
        message: 'taken',
        fix: 'Fix.',
      },
      {
        policy: 'fleet',
        severity: 'error',
        tenant: 'globex',
        object: ref,
        place: { file: 'a.yaml/metadata/name', line: 2, column: 1 },
        pointer: '/metadata/name',
        message: 'taken',
        fix: 'Fix.',
      },
    ]);
  });
});
