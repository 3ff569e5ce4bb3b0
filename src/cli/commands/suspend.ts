/** `fleet suspend`: stops a tenant and keeps its data. */
import { type Command, UsageError } from '../command.ts';
import { openLife } from '../life/open-life.ts';
import { editSpec } from '../specs/edit-spec.ts';

export const suspend: Command = {
  name: 'suspend',
  summary: 'Stop a tenant, and keep its data',
  description:
    'Writes lifecycle: suspended into the spec, and its dist. After the merge application and database stop, the domains show a page, and ' +
    'volumes and backups stay: docs/stack/lifecycle.md. fleet resume starts it again.',
  arguments: [{ name: 'tenant', description: 'id of the tenant', required: true }],
  options: [{ flags: '--dry-run', description: 'print the difference of the spec, and write nothing' }],
  examples: ['fleet suspend inclusion-factor'],
  run({ arguments: [id = ''], options }, context) {
    const life = openLife(context, id);
    if (typeof life === 'number') return life;
    const { source, state } = life;
    if (state === 'suspended') {
      context.say(`${id} is suspended already: nothing was changed.`);
      return 0;
    }
    if (state !== 'active') {
      throw new UsageError(`${id} is leaving (${state}), must be active to be suspended; fleet resume takes it back.`);
    }
    const isDryRun = options['dryRun'] === true;
    const changes = ['lifecycle=suspended'];
    return editSpec(context, { source, id, changes, isDryRun, subject: `Suspend tenant ${id}` });
  },
};
