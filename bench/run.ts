/** One run over a fleet, as the command line does it; prints what it took. */
import { availableParallelism } from 'node:os';
import { runFleet } from '../src/run/run-fleet.ts';
import { enter } from '../src/synth/work-folder.ts';

export interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly objects: number;
  readonly files: number;
}

const [root = '', mode] = process.argv.slice(2);
const lock = mode === 'write' ? enter(root) : undefined;
const { report } = await runFleet({
  root,
  today: '2026-11-24',
  mode: mode === 'write' ? 'write' : 'check',
  threads: availableParallelism(),
  onProgress: () => undefined,
});
lock?.leave();
if (report.verdict !== 'clean') throw new Error(`The fleet is not clean: ${report.findings[0]?.message}`);
const measured: Measured = {
  // With the start of the process, which users wait for too.
  seconds: performance.now() / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
  objects: report.counts.objects,
  files: report.counts.files,
};
console.log(JSON.stringify(measured));
