/** `fleet policies`: everything that is checked. */
import { policies as allPolicies } from '../../policies/index.ts';
import { rules } from '../../run/report-of.ts';
import type { Command } from '../command.ts';
import { show } from '../show.ts';

export const policies: Command = {
  name: 'policies',
  summary: 'List everything that is checked',
  description:
    'Policies judge manifests; the other checks judge specs, files and dist. `fleet explain` tells more about one.',
  arguments: [],
  options: [],
  examples: ['fleet policies', 'fleet policies --format json'],
  run(_input, context) {
    const families = new Map(allPolicies.map(({ id, family }) => [id, family as string]));
    const rows = rules.map(({ id, severity, title }) => ({ id, family: families.get(id) ?? 'input', severity, title }));
    show(context, {
      command: 'policies',
      table: { head: ['policy', 'family', 'severity', 'what must hold'], rows: rows.map((row) => Object.values(row)) },
      json: rows,
    });
    return 0;
  },
};
