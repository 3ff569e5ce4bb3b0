/** The options of `fleet status`, checked. */
import { type Input, UsageError } from '../command.ts';

export interface StatusOptions {
  /** Ids; empty for all. */
  readonly tenants: readonly string[];
  /** Empty for the usual ones. */
  readonly kubeconfigs: readonly string[];
  readonly contexts: readonly string[];
  /** Contexts by cluster. */
  readonly given: ReadonlyMap<string, string>;
  /** Seconds. */
  readonly timeout: number;
  /** Seconds between two looks; absent for a single one. */
  readonly watch?: number;
}

const usualWatch = 10;
const usualTimeout = 30;

/** @throws {UsageError} */
export function statusOptions({ arguments: tenants, options }: Input): StatusOptions {
  const { kubeconfig, context, cluster, timeout, watch } = options;
  return {
    tenants,
    kubeconfigs: textsOf(kubeconfig),
    contexts: textsOf(context),
    given: new Map(textsOf(cluster).map(mapping)),
    timeout: timeout === undefined ? usualTimeout : secondsOf('--timeout', timeout),
    ...(watch !== undefined && { watch: watch === true ? usualWatch : secondsOf('--watch', watch) }),
  };
}

function mapping(text: string): readonly [cluster: string, context: string] {
  const [, cluster, context] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (cluster === undefined || context === undefined) {
    throw new UsageError(
      `--cluster is ${JSON.stringify(text)}, must be NAME=CONTEXT: a cluster of the fleet and a context of the kubeconfig.`,
    );
  }
  return [cluster, context];
}

function secondsOf(option: string, value: Input['options'][string]): number {
  const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new UsageError(`${option} is ${JSON.stringify(value)}, must be a number of seconds, at most 3600.`);
}

function textsOf(value: Input['options'][string]): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
