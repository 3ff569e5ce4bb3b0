/** A thread that examines the tenants that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { openFleet } from '../load/open-fleet.ts';
import type { Comparison } from './comparison.ts';
import { createExaminer, type ExaminationMode } from './create-examiner.ts';
import type { TenantOutcome } from './examine-tenant.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly root: string;
  readonly today: string;
  readonly mode: ExaminationMode;
  readonly comparison: Comparison;
  readonly remember?: number;
}

/** A batch of spec files; the answer has the same index. */
export interface WorkerBatch {
  readonly index: number;
  readonly files: readonly string[];
}

export interface WorkerAnswer {
  readonly index: number;
  readonly outcomes: readonly TenantOutcome[];
}

const { root, today, ...task } = workerData as WorkerTask;
const examine = createExaminer({ ...task, source: openFleet(root, today) });

parentPort?.on('message', ({ index, files }: WorkerBatch) => {
  const answer: WorkerAnswer = { index, outcomes: examine(files) };
  parentPort?.postMessage(answer);
});
