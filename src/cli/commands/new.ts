/** `fleet new`: a new tenant from its facts to a spec, secrets and `dist`, ready to be committed. */
import type { Command } from '../command.ts';
import { newTenant } from '../specs/new-tenant.ts';
import { factOptions } from '../specs/given-facts.ts';

export const newCommand: Command = {
  name: 'new',
  summary: 'Add a tenant: its spec, its secrets and its dist',
  description:
    'On a terminal it asks for what no flag gives, each with a good answer to start from; with --yes, or without a terminal, it asks nothing. ' +
    'All answers are checked at once, by the same schema and checks as specs. Then it writes tenants/<id>.ts with only what differs from ' +
    'the defaults, makes the secrets as fleet secrets init does, and checks the whole fleet as npm start does. When anything is wrong, ' +
    'nothing is left behind. What no flag gives is written into the file, or changed with fleet edit. ' +
    'The residency is that of the cluster unless given.',
  arguments: [{ name: 'id', description: 'id of the new tenant', required: false }],
  options: [
    ...factOptions,
    {
      flags: '--from <file>',
      description: 'read facts from a JSON file with the fields of a spec; flags go before it',
    },
    {
      flags: '--from-issue <file>',
      description:
        "read facts from a filled-in issue form: the issue's text, or the event of a workflow (*.json); flags go before it",
    },
    { flags: '--yes', description: 'ask nothing: what is missing and has no default is a mistake' },
    {
      flags: '--stdin',
      description: 'read secrets that somebody else decides as JSON, {"<secret>": {"<key>": "<value>"}}',
    },
    { flags: '--dry-run', description: 'print the spec, and write nothing' },
  ],
  examples: [
    'fleet new',
    "fleet new acme --name 'Acme Care' --domain acme.example.org --module crm --owner 'Operations <ops@example.org>' --yes",
    'fleet new --from facts.json --dry-run',
  ],
  run: newTenant,
};
