/** Which context of the kubeconfig leads to which cluster of the fleet. */
import { compareText } from '../model/finding.ts';

export interface ContextChoice {
  /** Names of the fleet's clusters. */
  readonly clusters: readonly string[];
  readonly contexts: readonly string[];
  /** The files that were looked at for them. */
  readonly files: readonly string[];
  readonly current: string | undefined;
  /** Contexts that alone may be used; empty for all. */
  readonly only: readonly string[];
  /** What was said by hand: contexts by cluster. */
  readonly given: ReadonlyMap<string, string>;
}

/** A context for each cluster that is to be asked; none for one that has none. Sorted by cluster. */
export type Choice = readonly { readonly cluster: string; readonly context: string | undefined }[];

/** What was asked for cannot be: a sentence that says why, and what there is. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
}

export function chooseContexts(of: ContextChoice): Choice {
  const { clusters, contexts, only, given } = of;
  const there = `contexts of ${of.files.join(', ')}: ${contexts.join(', ') || 'none'}`;
  for (const name of [...only, ...given.values()]) {
    if (!contexts.includes(name)) throw new ContextError(`There is no context ${JSON.stringify(name)}; ${there}.`);
  }
  for (const name of given.keys()) {
    if (!clusters.includes(name)) {
      throw new ContextError(`There is no cluster ${JSON.stringify(name)}, must be one of ${clusters.join(', ')}.`);
    }
  }
  const usableChoice = { ...of, contexts: only.length === 0 ? contexts : only };
  const chosen = clusters.toSorted(compareText).map((cluster) => ({
    cluster,
    context: contextOf(cluster, usableChoice),
  }));
  const unused = only.find((name) => !chosen.some(({ context }) => context === name));
  const example = `--cluster ${clusters[0] ?? 'NAME'}=${unused ?? contexts[0] ?? 'CONTEXT'}`;
  if (unused !== undefined) {
    throw new ContextError(
      `Context ${JSON.stringify(unused)} leads to no cluster of the fleet that is known; say which: ${example}.`,
    );
  }
  if (chosen.every(({ context }) => context === undefined)) {
    throw new ContextError(
      `No context leads to a cluster of the fleet (${clusters.join(', ')}); ${there}. ` +
        `One with the cluster's name is found by itself; otherwise say which: ${example}.`,
    );
  }
  return only.length === 0 ? chosen : chosen.filter(({ context }) => context !== undefined);
}

function contextOf(cluster: string, { clusters, contexts, current, only, given }: ContextChoice): string | undefined {
  const said = given.get(cluster);
  if (said !== undefined) return contexts.includes(said) ? said : undefined;
  if (contexts.includes(cluster)) return cluster;
  if (clusters.length !== 1) return undefined;
  return only.length === 1 ? only[0] : current !== undefined && contexts.includes(current) ? current : undefined;
}
