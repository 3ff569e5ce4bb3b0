/** Runs the cases of one policy: objects, and the complete list of its violations. */
import { describe, expect, it } from 'vitest';
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import { representativesOf, type ShapedTenant } from '../../src/isolation/representatives.ts';
import { createShaper } from '../../src/isolation/tenant-shape.ts';
import type { IsolationInventory, IsolationPolicy } from '../../src/model/isolation.ts';
import { type JsonObject, refOf } from '../../src/model/manifest.ts';
import type { FleetPolicy, Inventory, StackPolicy } from '../../src/model/policy.ts';
import { claimsOf } from '../../src/policies/claims.ts';
import { minimalFleet } from '../minimal-tenant.ts';

/** Pointer, then message. */
export type Expected = readonly (readonly [pointer: string, message: string])[];

export interface PolicyCase {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly tenant?: Tenant;
  readonly fleet?: Fleet;
  readonly expected: Expected;
}

export function describePolicy(policy: StackPolicy, cases: readonly PolicyCase[]): void {
  describe(policy.id, () => {
    it.each(cases)('$name', ({ objects, tenant, fleet, expected }) => {
      const inventory: Inventory = {
        objects: objects.map((manifest, document) => ({ manifest, file: 'manifests.yaml', document, base: '' })),
        ...(tenant !== undefined && { tenant }),
        ...(fleet !== undefined && { fleet }),
      };
      const violations = [...policy.check(inventory)];
      expect(violations.map(({ pointer, message }) => [pointer, message])).toEqual(expected);
    });
  });
}

export interface FleetCase {
  readonly name: string;
  /** Objects by tenant, written `<cluster>/<tenant>`. */
  readonly tenants: Readonly<Record<string, readonly JsonObject[]>>;
  /** Of staging copies: the production tenant. */
  readonly copies?: Readonly<Record<string, string>>;
  readonly fleet?: Fleet;
  readonly expected: readonly (readonly [tenant: string, object: string, pointer: string, message: string])[];
}

export function describeFleetPolicy(policy: FleetPolicy, cases: readonly FleetCase[]): void {
  describe(policy.id, () => {
    it.each(cases)('$name', ({ tenants, copies = {}, fleet = minimalFleet(), expected }) => {
      const claims = Object.entries(tenants).flatMap(([path, manifests]) => {
        const [cluster = '', tenant = ''] = path.split('/');
        const objects = manifests.map((manifest, document) => ({ manifest, file: `${path}.yaml`, document, base: '' }));
        const copyOf = copies[tenant];
        return claimsOf(objects, { cluster, tenant, ...(copyOf !== undefined && { copyOf }) });
      });
      const violations = [...policy.check({ fleet, claims })];
      expect(
        violations.map(({ claim, message }) => [
          claim.tenant,
          `${claim.object.kind} ${claim.object.name}`,
          claim.object.pointer,
          message,
        ]),
      ).toEqual(expected);
    });
  });
}

export interface IsolationCase {
  readonly name: string;
  /** Objects by tenant, written `<cluster>/<tenant>`. */
  readonly tenants: Readonly<Record<string, readonly JsonObject[]>>;
  /** Default: namespace. */
  readonly tiers?: Readonly<Record<string, 'namespace' | 'node' | 'cluster'>>;
  /** Of the cluster of the minimal fleet. */
  readonly shared?: readonly JsonObject[];
  readonly fleet?: Fleet;
  readonly expected: readonly (readonly [object: string, pointer: string, message: string])[];
  /** Of the first violation. */
  readonly hops?: readonly string[];
  readonly fix?: string;
}

/** The tenants are cut and grouped as in a run. */
export function describeIsolationPolicy(policy: IsolationPolicy, cases: readonly IsolationCase[]): void {
  describe(policy.id, () => {
    it.each(cases)('$name', ({ expected, hops, fix, ...of }) => {
      const violations = [...policy.check(isolationInventory(of))];
      expect(violations.map((found) => [titleOf(found.object.manifest), found.pointer, found.message])).toEqual(
        expected,
      );
      if (hops) expect(violations[0]?.hops?.map(({ text }) => text)).toEqual(hops);
      if (fix !== undefined) expect(violations[0]?.fix).toEqual(fix);
    });
  });
}

export function isolationInventory({
  tenants,
  tiers = {},
  shared = [],
  fleet = minimalFleet(),
}: Omit<IsolationCase, 'name' | 'expected' | 'hops' | 'fix'>): IsolationInventory {
  const shape = createShaper();
  const shaped = Object.entries(tenants).map(([path, manifests]): ShapedTenant => {
    const [cluster = '', tenant = ''] = path.split('/');
    const objects = manifests.map((manifest, document) => ({ manifest, file: `${path}.yaml`, document, base: '' }));
    return { tenant, cluster, tier: tiers[tenant] ?? 'namespace', shape: shape(objects, tenant) };
  });
  const objects = shared.map((manifest, document) => ({ manifest, file: 'shared.yaml', document, base: '' }));
  const platforms = [{ cluster: 'eu-1', objects }];
  return { fleet, tenants: representativesOf(shaped, { fleet, shared: platforms }), shared: platforms };
}

function titleOf(manifest: JsonObject): string {
  const ref = refOf(manifest);
  return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}

/** An object of a namespace, by default that of the minimal tenant. */
export function object(type: string, name: string, rest: JsonObject = {}): JsonObject {
  const [kind = '', apiVersion = ''] = type.split(' of ');
  const { metadata, ...body } = rest;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'tenant-acme', ...(metadata as JsonObject | undefined) },
    ...body,
  };
}

/** A Deployment with the given pod spec. */
export function deployment(name: string, pod: JsonObject, spec: JsonObject = {}): JsonObject {
  return object('Deployment of apps/v1', name, { spec: { ...spec, template: { spec: pod } } });
}

export function namespace(name: string): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
