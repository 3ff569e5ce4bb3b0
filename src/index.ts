/** What a spec author imports from `aos-fleet`: the define functions, which only add types, and those types. */
import type {
  ClusterSpecs,
  ExceptionSpecs,
  FleetSpec,
  PriceSpec,
  RingSpecs,
  TenantSpec,
  TrustedSpecs,
} from './model/specs.ts';

export type { ClusterSpecs, ExceptionSpecs, FleetSpec, PriceSpec, RingSpecs, TenantSpec } from './model/specs.ts';

/** One tenant, in `tenants/<id>.ts`. */
export function defineTenant(spec: TenantSpec): TenantSpec {
  return spec;
}

/** What holds for the whole fleet, in `fleet/fleet.ts`. */
export function defineFleet(spec: FleetSpec): FleetSpec {
  return spec;
}

/** The clusters, in `fleet/clusters.ts`. */
export function defineClusters(specs: ClusterSpecs): ClusterSpecs {
  return specs;
}

/** The release rings in the order in which releases reach them, in `fleet/rings.ts`. */
export function defineRings(specs: RingSpecs): RingSpecs {
  return specs;
}

/** Accepted policy violations, in `fleet/exceptions.ts`. */
export function defineExceptions(specs: ExceptionSpecs): ExceptionSpecs {
  return specs;
}

/** What resources cost a month, in `fleet/prices.ts`. */
export function definePrices(spec: PriceSpec): PriceSpec {
  return spec;
}

/** The parts that tenants share, and their connections, in `fleet/trusted.ts`. */
export function defineTrusted(specs: TrustedSpecs): TrustedSpecs {
  return specs;
}
