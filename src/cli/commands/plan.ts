/** `fleet plan`: what a change does, for the reviewer; and whether it is what somebody approved. */
import type { Plan } from '../../model/plan.ts';
import { planJson } from '../../report/plan-json.ts';
import { planMarkdown } from '../../report/plan-markdown.ts';
import { planText } from '../../report/plan-text.ts';
import { runPlan } from '../../run/run-plan.ts';
import { chooseFormat } from '../choose-format.ts';
import { type Command, type Context, type ExitCode, UsageError } from '../command.ts';
import { withFolder } from '../with-folder.ts';
import { fleetRun } from './synth.ts';

type Renderer = (plan: Plan, context: Context) => string;

const renderers: Readonly<Record<string, Renderer>> = {
  text: planText,
  json: planJson,
  markdown: planMarkdown,
};

export const plan: Command = {
  name: 'plan',
  summary: 'Show what a change does to the fleet, before it is merged',
  description:
    'Compares the fleet at the commit where the change starts with what the specs make after it: per tenant, object and field, ' +
    'with what restarts, what is made anew, what it risks and costs. Tenants whose change is the same are told once. The start is ' +
    'the last commit that --base and the change have in common; the change is the working tree, or --head. Of a commit the specs ' +
    'are read as data: nothing of it is executed. Transition policies judge the step. The digest names the whole change: with ' +
    '--approve the command fails unless exactly that would be merged.',
  arguments: [],
  options: [
    { flags: '--base <ref>', description: 'branch, tag or commit that the change is to be merged into' },
    { flags: '--head <ref>', description: 'branch, tag or commit with the change (default: the working tree)' },
    { flags: '--approve <digest>', description: 'fail unless the change has this digest' },
  ],
  examples: [
    'fleet plan --base main',
    'fleet plan --base origin/main --head HEAD --format markdown',
    `fleet plan --base main --approve sha256:${'0'.repeat(8)}…`,
  ],
  async run({ options }, context) {
    const render = chooseFormat({ command: 'plan', formats: renderers }, context.format);
    const { base, head, approve } = options;
    if (typeof base !== 'string')
      throw new UsageError('--base is missing, must be the branch that the change is to be merged into, such as main.');
    if (typeof approve === 'string') mustBeDigest(approve);
    const made = await withFolder((scratch) =>
      runPlan({ ...fleetRun(context), scratch, base, ...(typeof head === 'string' && { head }) }),
    );
    context.print(render(made, context));
    return verdictOf(made, typeof approve === 'string' ? approve : undefined, context);
  },
};

function mustBeDigest(text: string): void {
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return;
  throw new UsageError(
    `--approve is ${JSON.stringify(text)}, must be sha256: and 64 hexadecimal digits, as the plan shows them under Digest.`,
  );
}

function verdictOf({ findings, digest }: Plan, approved: string | undefined, context: Context): ExitCode {
  const errors = findings.filter(({ severity, exception }) => severity === 'error' && exception === undefined).length;
  if (errors > 0) context.complain(`The change has ${errors === 1 ? '1 error' : `${errors} errors`}.`);
  const isOther = approved !== undefined && approved !== digest;
  if (isOther)
    context.complain(
      `The change is ${digest}, must be ${approved}, which was approved. Read the plan and approve it anew.`,
    );
  else if (approved !== undefined && errors === 0) context.say('The change is the one that was approved.');
  return errors > 0 || isOther ? 1 : 0;
}
