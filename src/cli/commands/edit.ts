/** `fleet edit`: changes fields of a tenant's spec where they are written. */
import type { Command } from '../command.ts';
import { editSpec } from '../specs/edit-spec.ts';
import { openSpecs } from '../specs/open-specs.ts';

export const edit: Command = {
  name: 'edit',
  summary: "Change fields of a tenant's spec, and its dist with it",
  description:
    'Each change is one argument: field=value sets a field, field+=value adds to a list, field-=value takes from a list (a member with a name by ' +
    'its name), and field- removes a field. A field within another is named with a dot, a member of a list by its index: odoo.workers=4, ' +
    'owners.0.email=it@example.org. Values are as the field wants them: text as it is, numbers, true or false; lists and objects in JSON. ' +
    'Comments and formatting of the file stay. A value that comes from a constant, a spread or an import is not touched, since other ' +
    'tenants may have it from there. Then the whole fleet is checked as by npm start; when anything is wrong, everything stays as it was.',
  arguments: [
    { name: 'tenant', description: 'id of the tenant', required: true },
    { name: 'changes...', description: 'what to change', required: true },
  ],
  options: [{ flags: '--dry-run', description: 'print the difference of the spec, and write nothing' }],
  examples: [
    'fleet edit inclusion-factor plan=large odoo.workers=6',
    'fleet edit inclusion-factor domains+=portal.example.org integrations-=mail-relay',
    'fleet edit inclusion-factor pin.release=18.0-20260926 pin.until=2027-01-31 "pin.reason=Audit in January." --dry-run',
    'fleet edit inclusion-factor pin-',
  ],
  async run({ arguments: [id = '', ...changes], options }, context) {
    const opened = openSpecs(context);
    if (typeof opened === 'number') return opened;
    const isDryRun = options['dryRun'] === true;
    return editSpec(context, { source: opened.source, id, changes, isDryRun, subject: `Change tenant ${id}` });
  },
};
