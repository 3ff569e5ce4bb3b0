/** A thread that examines the tenants that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { openFleet } from '../load/open-fleet.ts';
import { createTenantExaminer, type TenantOutcome } from './examine-tenant.ts';
import { createTenantProver } from './prove-tenant.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly root: string;
  readonly today: string;
  readonly mode: 'stage' | 'compare' | 'prove';
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

const { root, today, mode } = workerData as WorkerTask;
const source = openFleet(root, today);
const examine = mode === 'prove' ? createTenantProver(source) : createTenantExaminer(source, mode);

parentPort?.on('message', ({ index, files }: WorkerBatch) => {
  const answer: WorkerAnswer = { index, outcomes: files.map(examine) };
  parentPort?.postMessage(answer);
});
