/** `fleet resume`: starts a suspended tenant again, or takes one back that was leaving. */
import { type Command, UsageError } from '../command.ts';
import { openLife } from '../life/open-life.ts';
import { editSpec } from '../specs/edit-spec.ts';

export const resume: Command = {
  name: 'resume',
  summary: 'Start a suspended tenant again, or take one back that was leaving',
  description:
    'Removes lifecycle from the spec, which makes the tenant active, and writes its dist. A tenant that is leaving comes back only with ' +
    '--cancel-offboarding, and no more once the deletion of its data was asked for.',
  arguments: [{ name: 'tenant', description: 'id of the tenant', required: true }],
  options: [
    { flags: '--cancel-offboarding', description: 'also when the tenant is leaving' },
    { flags: '--dry-run', description: 'print the difference of the spec, and write nothing' },
  ],
  examples: ['fleet resume inclusion-factor'],
  run({ arguments: [id = ''], options }, context) {
    const life = openLife(context, id);
    if (typeof life === 'number') return life;
    const { source, state, tenant } = life;
    if (state === 'active') {
      context.say(`${id} is active already: nothing was changed.`);
      return 0;
    }
    if (state === 'deletable') {
      throw new UsageError(
        `The deletion of ${id}'s data was asked for, there is no way back; a new tenant can be restored from its backups (docs/runbooks/restore-a-tenant.md).`,
      );
    }
    if (state !== 'suspended' && options['cancelOffboarding'] !== true) {
      throw new UsageError(`${id} is leaving (${state}): give --cancel-offboarding if it is to come back.`);
    }
    const changes = ['lifecycle-', ...(tenant.spec.offboarding === undefined ? [] : ['offboarding-'])];
    const isDryRun = options['dryRun'] === true;
    return editSpec(context, { source, id, changes, isDryRun, subject: `Resume tenant ${id}` });
  },
};
