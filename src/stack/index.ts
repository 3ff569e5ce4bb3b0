/** A resolved tenant, or a cluster, turned into manifests with cdk8s. */
import { App, Chart } from 'cdk8s';
import type { Cluster, Fleet, Tenant } from '../model/fleet.ts';
import type { JsonObject } from '../model/manifest.ts';
import { addBackups } from './backup/index.ts';
import { addBoundary } from './boundary/index.ts';
import { customised } from './customise.ts';
import { addData } from './database/index.ts';
import { addExposure } from './exposure/index.ts';
import { addPlatform } from './flux/platform.ts';
import { addTenantFlux } from './flux/tenant.ts';
import { ManifestObject } from './manifest-object.ts';
import type { Layer } from './names.ts';
import { addMonitoring } from './monitoring/index.ts';
import { addOdoo } from './odoo/index.ts';
import { type Stack, stackOf } from './part.ts';
import { sizeOf } from './sizing.ts';

/** The parts of a tenant's stack: its three layers, and the Flux objects that apply them. */
export type StackPart = Layer | 'flux';
export const stackParts: readonly StackPart[] = ['boundary', 'data', 'app', 'flux'];

const builders: Readonly<Record<StackPart, (chart: Chart, stack: Stack) => void>> = {
  boundary: addBoundary,
  data: addData,
  app: (chart, stack) => {
    addOdoo(chart, stack);
    addBackups(chart, stack);
    addExposure(chart, stack);
    addMonitoring(chart, stack);
  },
  flux: addTenantFlux,
};

/**
 * The tenant's manifests by part, each in a stable, readable order. One cdk8s App for each tenant: its dependency
 * resolution covers a whole App for each chart, which would be quadratic in tenants.
 */
export function stackManifests(tenant: Tenant, fleet: Fleet): Readonly<Record<StackPart, readonly JsonObject[]>> {
  const stack = stackOf(tenant, fleet, sizeOf(tenant));
  const app = new App();
  const render = (part: StackPart): readonly JsonObject[] => {
    const chart = new Chart(app, part);
    builders[part](chart, stack);
    return customised(manifestsOf(chart), tenant);
  };
  return { boundary: render('boundary'), data: render('data'), app: render('app'), flux: render('flux') };
}

/** The objects that a cluster needs once for all its tenants. */
export function platformManifests(fleet: Fleet, cluster: Cluster): readonly JsonObject[] {
  const chart = new Chart(new App(), 'platform');
  addPlatform(chart, fleet, cluster);
  return manifestsOf(chart);
}

function manifestsOf(chart: Chart): readonly JsonObject[] {
  const manifests: JsonObject[] = [];
  for (const construct of chart.node.findAll()) {
    const errors = construct.node.validate();
    if (errors.length > 0) throw new Error(`Construct ${construct.node.path} is invalid: ${errors.join('; ')}.`);
    if (construct instanceof ManifestObject) manifests.push(construct.toJson());
  }
  return manifests;
}
