/** The contexts of kubeconfig files, and how to connect to the cluster of one. */
import { existsSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { ClusterError } from './failure.ts';

export interface Kubeconfig {
  /** Names of the contexts, in the order of the files. */
  readonly contexts: readonly string[];
  readonly current: string | undefined;
  /** All that were looked for, whether there or not. */
  readonly files: readonly string[];
  /** @throws {ClusterError} when the context names no cluster or server. */
  target(context: string): Target;
}

export interface Target {
  /** `https://host:6443`, without a slash at its end. */
  readonly server: string;
  /** Address and credentials for a request; a program of the kubeconfig may be asked for them. */
  options(): Promise<RequestOptions>;
}

/** @throws {KubeconfigError} for a file that is no kubeconfig. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
}

/** As kubectl joins several files: what an earlier one defines counts. */
export function readKubeconfig(files: readonly string[]): Kubeconfig {
  const all = new KubeConfig();
  const parts = files.filter((file) => existsSync(file)).map(readFile);
  all.clusters = firstByName(parts.flatMap(({ clusters }) => clusters));
  all.users = firstByName(parts.flatMap(({ users }) => users));
  all.contexts = firstByName(parts.flatMap(({ contexts }) => contexts));
  const current = parts.map(({ currentContext }) => currentContext).find((name) => name);
  return {
    contexts: all.contexts.map(({ name }) => name),
    current,
    files,
    target: (context) => targetOf(all, context),
  };
}

function readFile(file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const told = error instanceof TypeError ? 'it holds nothing that one has' : reason;
    throw new KubeconfigError(`${file} is no kubeconfig: ${told}`, { cause: error });
  }
  return config;
}

function targetOf(all: KubeConfig, context: string): Target {
  // Each has a configuration of its own: they are asked at once.
  const config = new KubeConfig();
  config.clusters = all.clusters;
  config.users = all.users;
  config.contexts = all.contexts;
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (!server)
    throw new ClusterError('NoServer', `context ${context} of the kubeconfig names no cluster that has a server`);
  return {
    server: server.replace(/\/+$/, ''),
    async options() {
      const options: RequestOptions = {};
      try {
        await config.applyToHTTPSOptions(options);
      } catch (error) {
        const told = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
        throw new ClusterError('Credentials', `there are no credentials: ${told}`, { cause: error });
      }
      return options;
    },
  };
}

function firstByName<Named extends { readonly name: string }>(all: readonly Named[]): Named[] {
  const byName = new Map<string, Named>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}
