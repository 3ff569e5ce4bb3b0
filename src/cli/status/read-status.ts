/** One look at the fleet: what the working tree wants, and what its clusters answer. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ContextError, type Choice, chooseContexts } from '../../cluster/choose-contexts.ts';
import { fleetStatus } from '../../cluster/fleet-status.ts';
import { openFleet } from '../../load/open-fleet.ts';
import type { FleetStatus, WantedTenant } from '../../model/status.ts';
import { wantedTenants } from '../../run/wanted-tenants.ts';
import { type Context, UsageError } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';
import type { StatusOptions } from './options.ts';

/** @throws {UsageError} when it cannot be told what to ask, or nobody knows a tenant. */
export async function readStatus(
  options: StatusOptions,
  context: Context,
  isInterrupted?: AbortSignal,
): Promise<FleetStatus> {
  const time = context.now();
  const source = openFleet(fleetRoot(context), time.slice(0, 10));
  const { fleet } = source;
  if (fleet === undefined) {
    throw new UsageError('fleet/ cannot be read, so that its clusters are not known: fleet validate says why.');
  }
  const { wanted, unreadable } = wantedTenants(source);
  for (const file of unreadable)
    context.say(`${file} cannot be read and was never generated: fleet validate says why.`);
  const clusters = clustersOf([...fleet.clusters.keys()], wanted, options.tenants);
  const client = await import('../../cluster/index.ts');
  try {
    const files = options.kubeconfigs.map((file) => existing(file, context));
    const kubeconfig = client.readKubeconfig(files.length > 0 ? files : context.kubeconfigs);
    const choice = chooseContexts({ ...options, ...kubeconfig, only: options.contexts, clusters });
    const readings = await client.askClusters({
      kubeconfig,
      choice,
      labelPrefix: fleet.spec.labelPrefix,
      time,
      timeout: options.timeout,
      ...(isInterrupted !== undefined && { isInterrupted }),
      onProgress: context.progress,
    });
    const status = fleetStatus({ time, wanted, readings, only: options.tenants });
    mustBeKnown(options.tenants, status, choice);
    return status;
  } catch (error) {
    if (error instanceof ContextError || error instanceof client.KubeconfigError) throw new UsageError(error.message);
    throw error;
  }
}

/** One that was named must be there; of the usual ones kubectl does not demand it either. */
function existing(file: string, { folder }: Context): string {
  const path = resolve(folder, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new UsageError(`--kubeconfig is ${JSON.stringify(file)}, must be an existing file.`);
}

/** Those of the fleet, and those that records still name. Only the ones of the tenants asked for, when all are known. */
function clustersOf(
  ofFleet: readonly string[],
  wanted: readonly WantedTenant[],
  tenants: readonly string[],
): readonly string[] {
  const all = [...new Set([...ofFleet, ...wanted.map(({ cluster }) => cluster)])];
  const places = new Set(tenants.map((id) => wanted.find(({ tenant }) => tenant === id)?.cluster));
  return tenants.length === 0 || places.has(undefined) ? all : all.filter((name) => places.has(name));
}

function mustBeKnown(tenants: readonly string[], status: FleetStatus, choice: Choice): void {
  const unknown = tenants.find((id) => !status.tenants.some(({ tenant }) => tenant === id));
  if (unknown === undefined) return;
  const asked = choice.map(({ cluster }) => cluster).join(', ');
  throw new UsageError(
    `There is no tenant ${JSON.stringify(unknown)} in dist/ or in the clusters that were asked (${asked}); fleet list shows the tenants.`,
  );
}
