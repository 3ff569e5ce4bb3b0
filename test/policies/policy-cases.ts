/** Runs the cases of one policy: objects, and the complete list of its violations. */
import { describe, expect, it } from 'vitest';
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
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
