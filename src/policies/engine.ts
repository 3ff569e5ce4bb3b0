/** Runs policies and turns their violations into findings. */
import type { Finding } from '../model/finding.ts';
import type { IsolationInventory, IsolationPolicy } from '../model/isolation.ts';
import { refOf } from '../model/manifest.ts';
import type {
  FleetInventory,
  FleetPolicy,
  FleetViolation,
  Inventory,
  StackPolicy,
  Violation,
} from '../model/policy.ts';
import type { TenantTransition, TransitionPolicy } from '../model/transition.ts';
import type { Locator } from './locator.ts';

export function judgeStack(policies: readonly StackPolicy[], inventory: Inventory, locator: Locator): Finding[] {
  return policies.flatMap((policy) =>
    Array.from(policy.check(inventory), (violation) => ({
      ...told(policy, violation, placeInSpec(locator, inventory.tenant?.spec.id, violation)),
      object: refOf(violation.object.manifest),
      place: locator.manifest(violation.object, violation.pointer ?? ''),
      ...(violation.pointer !== undefined && { pointer: violation.pointer }),
    })),
  );
}

export function judgeFleet(policies: readonly FleetPolicy[], inventory: FleetInventory, locator: Locator): Finding[] {
  return policies.flatMap((policy) =>
    Array.from(policy.check(inventory), (violation) => {
      const { pointer, file, document, ...object } = violation.claim.object;
      return {
        ...told(policy, violation, placeInSpec(locator, violation.claim.tenant, violation)),
        object,
        place: locator.manifest({ file, document, base: '' }, pointer),
        pointer,
      };
    }),
  );
}

export function judgeIsolation(
  policies: readonly IsolationPolicy[],
  inventory: IsolationInventory,
  locator: Locator,
): Finding[] {
  return policies.flatMap(({ id, severity, fix, check }) =>
    Array.from(check(inventory), (violation): Finding => {
      const { tenant, object, pointer, message, hops } = violation;
      return {
        policy: id,
        severity,
        ...placeInSpec(locator, tenant, {}),
        object: refOf(object.manifest),
        place: locator.manifest(object, pointer),
        pointer,
        message,
        fix: violation.fix ?? fix,
        ...(hops && {
          via: hops.map((hop) => {
            const { file, line } = locator.manifest(hop.object, hop.pointer);
            return `${hop.text} (${file}:${line})`;
          }),
        }),
      };
    }),
  );
}

/** @param locator of the files after the change. */
export function judgeTransition(
  policies: readonly TransitionPolicy[],
  transition: TenantTransition,
  locator: Pick<Locator, 'manifest'>,
): Finding[] {
  const { tenant, before, after } = transition;
  return policies.flatMap(({ id, severity, fix: usual, check }) =>
    Array.from(check(transition), ({ object, pointer, specPointer, ...said }): Finding => {
      const finding = { policy: id, severity, tenant, ...said, fix: said.fix ?? usual };
      const inSpec = after?.tenant().document.locate(specPointer ?? '');
      if (object === undefined) {
        return {
          ...finding,
          object: { apiVersion: 'fleet.aos/v1', kind: 'Tenant', name: tenant },
          place: inSpec ?? { file: before?.file ?? '', line: 1, column: 1 },
          ...(specPointer !== undefined && { pointer: specPointer }),
        };
      }
      const { file, document } = object;
      return {
        ...finding,
        object: object.object,
        place:
          object.after === undefined
            ? { file, line: 1, column: 1 }
            : locator.manifest({ file, document, base: '' }, pointer ?? ''),
        ...(pointer !== undefined && { pointer }),
        ...(inSpec !== undefined && { source: inSpec }),
      };
    }),
  );
}

type Origin = Pick<Finding, 'tenant' | 'source'>;

function told(
  { id, severity, fix }: StackPolicy | FleetPolicy,
  { message, via }: Violation | FleetViolation,
  origin: Origin,
): Pick<Finding, 'policy' | 'severity' | 'message' | 'fix' | 'via'> & Origin {
  return { policy: id, severity, message, fix, ...origin, ...(via !== undefined && { via }) };
}

function placeInSpec(
  locator: Locator,
  tenant: string | undefined,
  violation: Pick<Violation | FleetViolation, 'specPointer'>,
): Origin {
  if (tenant === undefined) return {};
  const source = locator.spec(tenant, violation.specPointer ?? '');
  return { tenant, ...(source !== undefined && { source }) };
}
