/** What every part of a stack is made with: the tenant, its sizes, and the way to add an object to a layer. */
import type { Chart } from 'cdk8s';
import type { Fleet, Tenant } from '../model/fleet.ts';
import { type LifeState, lifeStateOf } from '../model/life.ts';
import type { Json, JsonObject } from '../model/manifest.ts';
import { ManifestObject } from './manifest-object.ts';
import { type Component, nameLabelOf, namespaceOf } from './names.ts';
import type { Resources, Sizing } from './sizing.ts';

export interface Stack {
  readonly tenant: Tenant;
  readonly fleet: Fleet;
  readonly size: Sizing;
  readonly namespace: string;
  readonly state: LifeState;
  /** False for a suspended or offboarding tenant: Odoo is stopped, its data stays. */
  readonly running: boolean;
}

export interface Spec {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Default: the tenant's namespace. `null` for objects of the whole cluster. */
  readonly namespace?: string | null;
  readonly component?: Component | 'gateway';
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Everything besides `apiVersion`, `kind` and `metadata`. */
  readonly body?: JsonObject;
}

/** Adds one object to a layer, with the labels that every object of the tenant carries. */
export function add(layer: Chart, stack: Stack, spec: Spec): void {
  const namespace = spec.namespace === undefined ? stack.namespace : spec.namespace;
  new ManifestObject(layer, {
    apiVersion: spec.apiVersion,
    kind: spec.kind,
    metadata: {
      name: spec.name,
      ...(namespace !== null && { namespace }),
      labels: { ...labelsOf(stack, spec.component), ...layerLabel(stack, layer), ...spec.labels },
      ...(spec.annotations !== undefined && { annotations: spec.annotations }),
    },
    ...spec.body,
  });
}

/** Labels of an object or pod: who owns it and what it is. */
export function labelsOf({ tenant, fleet }: Stack, component?: Component | 'gateway'): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'aos-fleet',
    'app.kubernetes.io/part-of': 'aos',
    'app.kubernetes.io/instance': tenant.spec.id,
    ...(component !== undefined && {
      'app.kubernetes.io/name': nameLabelOf(component),
      'app.kubernetes.io/component': component,
    }),
    [`${fleet.spec.labelPrefix}/tenant`]: tenant.spec.id,
  };
}

function layerLabel({ tenant, fleet }: Stack, layer: Chart): Record<string, string> {
  return {
    [`${fleet.spec.labelPrefix}/layer`]: layer.node.id,
    [`${fleet.spec.labelPrefix}/release`]: tenant.release.id,
  };
}

/** Resources as Kubernetes writes them. */
export function resourcesOf(resources: Resources): JsonObject {
  return {
    requests: { cpu: `${resources.cpuRequest}m`, memory: `${resources.memoryRequest}Mi` },
    limits: { cpu: `${resources.cpuLimit}m`, memory: `${resources.memoryLimit}Mi` },
  };
}

/** Node selector and toleration of a tenant with nodes of its own; nothing for the other tiers. */
export function placementOf({ tenant, fleet }: Stack): { readonly [key: string]: Json } {
  if (tenant.spec.isolation !== 'node') return {};
  const key = `${fleet.spec.labelPrefix}/tenant`;
  return {
    nodeSelector: { [key]: tenant.spec.id },
    tolerations: [{ key, operator: 'Equal', value: tenant.spec.id, effect: 'NoSchedule' }],
  };
}

export function stackOf(tenant: Tenant, fleet: Fleet, size: Sizing): Stack {
  const state = lifeStateOf(tenant);
  return { tenant, fleet, size, namespace: namespaceOf(tenant.spec.id), state, running: state === 'active' };
}
