/** The door of this room: asks all clusters at once. Imported only when clusters are asked, for its client is large. */
import type { ClusterReading } from './fleet-status.ts';
import { ClusterError } from './failure.ts';
import type { Choice } from './choose-contexts.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { readCluster } from './read-cluster.ts';

export { KubeconfigError, readKubeconfig } from './kubeconfig.ts';

export interface AskClusters {
  readonly kubeconfig: Kubeconfig;
  readonly choice: Choice;
  readonly labelPrefix: string;
  readonly time: string;
  /** Seconds for each cluster, for all that it is asked. */
  readonly timeout: number;
  readonly isInterrupted?: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** None waits for another, and none hides another. In the order of the choice. */
export function askClusters(of: AskClusters): Promise<readonly ClusterReading[]> {
  let waiting = of.choice.filter(({ context }) => context !== undefined).length;
  const tell = (): void => of.onProgress(`waiting for ${waiting} cluster${waiting === 1 ? '' : 's'}`);
  tell();
  return Promise.all(
    of.choice.map(async ({ cluster, context }): Promise<ClusterReading> => {
      if (context === undefined) {
        const message = `no context of the kubeconfig leads to it; --cluster ${cluster}=CONTEXT says which`;
        return { cluster, reading: { kind: 'failed', failure: { reason: 'NoContext', message } } };
      }
      const reading = await readCluster({ ...of, context, signal: deadline(of) });
      waiting -= 1;
      tell();
      return { cluster, context, reading };
    }),
  );
}

function deadline({ timeout, isInterrupted }: AskClusters): AbortSignal {
  const stopping = new AbortController();
  AbortSignal.timeout(timeout * 1000).addEventListener('abort', () =>
    stopping.abort(new ClusterError('Timeout', `no complete answer within ${timeout} s`)),
  );
  isInterrupted?.addEventListener('abort', () => stopping.abort(new ClusterError('Interrupted', 'interrupted')));
  return stopping.signal;
}
