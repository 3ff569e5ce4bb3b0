/** Examines all tenants: in this thread when they are few, otherwise in several. */
import { Worker } from 'node:worker_threads';
import type { FleetSource } from '../load/open-fleet.ts';
import type { Comparison } from './comparison.ts';
import { createExaminer, type ExaminationMode } from './create-examiner.ts';
import type { TenantOutcome } from './examine-tenant.ts';
import type { WorkerAnswer, WorkerBatch, WorkerTask } from './tenant-worker.ts';

/** Below this many tenants, starting threads takes longer than they save. */
const fewTenants = 150;
const batchSize = 50;

/** What a tenant leaves behind is small and short-lived: a larger young generation only takes memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

export interface TenantsTask {
  readonly source: FleetSource;
  readonly today: string;
  readonly mode: ExaminationMode;
  /** With what they are compared; of no meaning for `prove`. */
  readonly comparison: Comparison;
  /** Ids of contents have as many digits; default: nothing is remembered. */
  readonly remember?: number;
  /** Specs among those of the source; default: all. */
  readonly files?: readonly string[];
  /** Number of threads, at least 1. */
  readonly threads: number;
  /** Told after each batch, with the number of tenants done. */
  onProgress(done: number): void;
}

/** The outcomes in the order of the files. */
export async function examineTenants(task: TenantsTask): Promise<readonly TenantOutcome[]> {
  const files = task.files ?? task.source.tenantFiles;
  return files.length < fewTenants || task.threads < 2 ? examineHere(task, files) : examineInThreads(task, files);
}

function examineHere({ onProgress, ...task }: TenantsTask, files: readonly string[]): readonly TenantOutcome[] {
  const examine = createExaminer(task);
  const outcomes: (readonly TenantOutcome[])[] = [];
  for (let sent = 0; sent < files.length; sent += batchSize) {
    outcomes.push(examine(files.slice(sent, sent + batchSize)));
    if (sent + batchSize <= files.length) onProgress(sent + batchSize);
  }
  return outcomes.flat();
}

async function examineInThreads(
  { source, threads, onProgress, today, mode, comparison, remember }: TenantsTask,
  files: readonly string[],
): Promise<readonly TenantOutcome[]> {
  const outcomes: (readonly TenantOutcome[])[] = [];
  let sent = 0;
  let done = 0;
  const nextBatch = (): WorkerBatch | undefined => {
    const index = sent;
    const batch = files.slice(index * batchSize, (index + 1) * batchSize);
    sent += 1;
    return batch.length === 0 ? undefined : { index, files: batch };
  };
  const workers: Worker[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const workerData: WorkerTask = {
        root: source.root,
        today,
        mode,
        comparison,
        ...(remember !== undefined && { remember }),
      };
      const worker = new Worker(new URL('tenant-worker.ts', import.meta.url), { workerData, resourceLimits });
      workers.push(worker);
      const proceed = (): void => {
        const batch = nextBatch();
        if (batch) worker.postMessage(batch);
        else resolve();
      };
      worker.on('message', (answer: WorkerAnswer) => {
        outcomes[answer.index] = answer.outcomes;
        done += answer.outcomes.length;
        onProgress(done);
        proceed();
      });
      worker.on('error', reject);
      proceed();
    });
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    // When one has failed, nobody waits for the others any more.
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return outcomes.flat();
}
