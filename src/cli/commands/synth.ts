/** `fleet synth`: specs to `dist`, checked on the way. */
import { type FleetRun, runFleet } from '../../run/run-fleet.ts';
import { enter } from '../../synth/work-folder.ts';
import type { Command, Context, Input, Option } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';

/** Of every command that runs over the fleet. */
export const withoutCache: Option = {
  flags: '--no-cache',
  description: 'examine every tenant, also where nothing has changed since an earlier run (.cache/fleet)',
};

export const synth: Command = {
  name: 'synth',
  summary: 'Generate dist from the specs, and check it',
  description:
    'Renders every tenant, checks the whole fleet, and brings dist up to date when nothing is wrong. ' +
    'Everything is rendered and checked before anything is written: with an error, dist stays as it is.',
  arguments: [],
  options: [
    { flags: '--check', description: 'write nothing; report every file of dist that would change' },
    withoutCache,
  ],
  examples: ['fleet synth', 'fleet synth --check --format github'],
  run: (input, context) => (input.options['check'] === true ? check(input, context) : write(input, context)),
};

async function write({ options }: Input, context: Context) {
  const run = { ...fleetRun(context), ...cacheUse(options) };
  const work = enter(run.root);
  try {
    const { report, differences, written } = await runFleet({ ...run, mode: 'write' });
    const code = context.report(report);
    if (code !== 0) context.say('dist was not changed.');
    else context.say(written ? `dist: ${changes(differences)}.` : 'dist is up to date.');
    return code;
  } catch (error) {
    context.say('dist was not changed.');
    throw error;
  } finally {
    const left = work.leave();
    if (left !== undefined) context.say(left);
  }
}

async function check({ options }: Input, context: Context) {
  const { report } = await runFleet({ ...fleetRun(context), ...cacheUse(options), mode: 'check' });
  return context.report(report);
}

/** What every run over the fleet is given. */
export function fleetRun(context: Context) {
  const { today, threads } = context;
  return {
    root: fleetRoot(context),
    today,
    threads,
    onProgress: (done: number) => context.progress(`${done} tenants`),
  };
}

/** What to do with results of earlier runs. */
export function cacheUse({ cache }: Input['options']): Pick<FleetRun, 'cache'> {
  return cache === false ? {} : { cache: { runtime: `${process.version} ${process.platform} ${process.arch}` } };
}

function changes(differences: readonly { readonly kind: 'missing' | 'changed' | 'unexpected' }[]): string {
  const words = { missing: 'added', changed: 'changed', unexpected: 'removed' } as const;
  return (['missing', 'changed', 'unexpected'] as const)
    .map((kind) => [differences.filter((difference) => difference.kind === kind).length, words[kind]] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${count === 1 ? 'file' : 'files'} ${word}`)
    .join(', ');
}
