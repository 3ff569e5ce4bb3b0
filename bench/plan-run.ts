/** One plan of a change in a working tree, as the command line makes it; prints what it took. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { planJson } from '../src/report/plan-json.ts';
import { planMarkdown } from '../src/report/plan-markdown.ts';
import { planText } from '../src/report/plan-text.ts';
import { runPlan } from '../src/run/run-plan.ts';

export interface Planned {
  readonly tenants: number;
  readonly classes: number;
  readonly objects: number;
  readonly seconds: number;
  readonly megabytes: number;
  /** Characters of each format. */
  readonly text: number;
  readonly markdown: number;
  readonly json: number;
}

const [root = ''] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'fleet-bench-scratch-'));
const plan = await runPlan({
  root,
  scratch,
  base: 'main',
  today: '2026-11-24',
  threads: availableParallelism(),
  onProgress: () => undefined,
});
rmSync(scratch, { recursive: true, force: true });
const [text, markdown, json] = [planText(plan, { colour: false }), planMarkdown(plan), planJson(plan)];
const measured: Planned = {
  tenants: plan.tenants.changed,
  classes: plan.classes.length,
  objects: plan.objects.change + plan.objects.replace,
  // With the start of the process, which users wait for too.
  seconds: performance.now() / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
  text: text.length,
  markdown: markdown.length,
  json: json.length,
};
console.log(JSON.stringify(measured));
