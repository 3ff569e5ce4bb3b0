/** `fleet validate`: the verdict on the fleet and its `dist`, or on any folder of manifests. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { surveyWorkingTree } from '../../git/survey.ts';
import { type FleetRun, runFleet } from '../../run/run-fleet.ts';
import { runManifests } from '../../run/run-manifests.ts';
import { changeScope } from '../../run/change-scope.ts';
import { revisionOf } from '../../run/comparison.ts';
import { type Command, type Context, type ExitCode, type Input, UsageError } from '../command.ts';
import { watchFleet } from '../watch-fleet.ts';
import { cacheUse, fleetRun, withoutCache } from './synth.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'Check the fleet and its dist, or any folder of manifests',
  description:
    'Without options: renders every tenant, checks the whole fleet, and checks that dist is what the specs produce. Writes nothing but what it remembers (.cache/fleet). ' +
    'With --base: judges besides what the change does to each tenant since the last commit that it has in common with a branch: ' +
    'data, volumes, releases, backups, what is deleted. With --watch: again after each change of a file, until Ctrl-C. ' +
    'With --manifests: checks the Kubernetes objects of any folder, ours or not (YAML and JSON, several documents in a file, Lists), ' +
    'against the schemas of their kinds and the policies for single objects.',
  arguments: [],
  options: [
    { flags: '--base <ref>', description: 'branch, tag or commit that the change is to be merged into' },
    {
      flags: '--watch',
      description: 'check again whenever a file of fleet/ or tenants/ changes, or dist is made anew',
    },
    {
      flags: '--manifests <dir>',
      description: 'check this folder, or file, of manifests instead of the fleet; places are relative to --root',
    },
    { flags: '--only <glob>', description: 'with --manifests: only files that match, relative to the folder' },
    {
      flags: '--pod-security <level>',
      description:
        'with --manifests: level of the Pod Security Standards; restricted runs the checks of baseline too (default: restricted)',
      choices: ['baseline', 'restricted'],
    },
    withoutCache,
  ],
  examples: [
    'fleet validate',
    'fleet validate --base main',
    'fleet validate --watch',
    "fleet validate --manifests deploy --only '**/*.yaml' --pod-security baseline --format sarif",
  ],
  async run({ options }, context) {
    const { manifests, only, podSecurity, base, watch } = options;
    if (typeof manifests !== 'string') {
      for (const [name, value] of Object.entries({ '--only': only, '--pod-security': podSecurity })) {
        if (value !== undefined)
          throw new UsageError(`${name} needs --manifests: the fleet is always checked as a whole.`);
      }
      const check = () => checkFleet(context, { base, ...cacheUse(options) });
      return watch === true ? watchFleet(context, check) : check();
    }
    for (const [name, value] of Object.entries({ '--base': base, '--watch': watch })) {
      if (value !== undefined) throw new UsageError(`${name} is for the fleet, so --manifests must be left out.`);
    }
    for (const [name, value] of Object.entries({ '--manifests': manifests, '--only': only })) {
      // As from a variable of a script that is unset.
      if (value === '')
        throw new UsageError(`${name} is empty, must be ${name === '--only' ? 'a glob' : 'a folder or file'}.`);
    }
    const folder = resolve(context.folder, manifests);
    if (!existsSync(folder)) {
      throw new UsageError(`--manifests is ${JSON.stringify(manifests)}, must be an existing folder or file.`);
    }
    const report = runManifests({
      root: context.root,
      folder,
      podSecurity: podSecurity === 'baseline' ? 'baseline' : 'restricted',
      ...(typeof only === 'string' && { only }),
    });
    if (report.counts.objects === 0 && report.counts.errors === 0) {
      throw new UsageError(
        `There is no object to check in ${manifests}${typeof only === 'string' ? ` that matches ${only}` : ''}.`,
      );
    }
    return context.report(report);
  },
};

interface Check extends Pick<FleetRun, 'cache'> {
  readonly base: Input['options'][string];
}

async function checkFleet(context: Context, { base, cache }: Check): Promise<ExitCode> {
  const run = fleetRun(context);
  const survey = cache || typeof base === 'string' ? surveyWorkingTree(run.root) : undefined;
  const comparison =
    typeof base === 'string'
      ? changeScope(run.root, { base, survey }).then((scope) => revisionOf(run.root, scope))
      : undefined;
  const { report } = await runFleet({
    ...run,
    mode: 'check',
    ...(cache && { cache: { ...cache, survey } }),
    ...(comparison && { comparison }),
  });
  return context.report(report);
}
