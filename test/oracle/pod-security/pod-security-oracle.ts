/** Asks the Pod Security checks of Kubernetes itself about pods, one at a time. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { JsonObject } from '../../../src/model/manifest.ts';
import { buildGo } from '../build-go.ts';

export interface PodSecurityOracle {
  /** Level of every check, by its id in Kubernetes. */
  readonly levels: Readonly<Record<string, string>>;
  /** Ids of the checks that the pod fails. */
  failing(pod: JsonObject): Promise<readonly string[]>;
  stop(): void;
}

/** Builds and starts the oracle. @throws when Go is missing. */
export async function startPodSecurityOracle(): Promise<PodSecurityOracle> {
  const program = spawn(buildGo('pod-security'), [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error('the oracle ended');
    return JSON.parse(line.value);
  };
  return {
    levels: (await answer()) as Readonly<Record<string, string>>,
    async failing(pod) {
      program.stdin.write(`${JSON.stringify(pod)}\n`);
      return (await answer()) as readonly string[];
    },
    stop: () => program.stdin.end(),
  };
}
