/** `fleet schema`: the JSON Schemas of the documents that people write and of what machines read. */
import plan from '../../../schemas/plan.schema.json' with { type: 'json' };
import report from '../../../schemas/report.schema.json' with { type: 'json' };
import status from '../../../schemas/status.schema.json' with { type: 'json' };
import { documentSchemas } from '../../schema/documents.ts';
import { type Command, UsageError } from '../command.ts';

const schemas: ReadonlyMap<string, object> = new Map<string, object>([
  ...Object.entries(documentSchemas),
  ['plan', plan],
  ['report', report],
  ['status', status],
]);

export const schema: Command = {
  name: 'schema',
  summary: 'Print the JSON Schema of a document',
  description: `Documents: ${[...schemas.keys()].join(', ')}. Without a name: tenant. docs/spec.md shows the same for people.`,
  arguments: [{ name: 'document', description: 'name of the document', required: false }],
  options: [],
  examples: ['fleet schema', 'fleet schema clusters'],
  run({ arguments: [name = 'tenant'] }, context) {
    const found = schemas.get(name);
    if (!found) {
      throw new UsageError(
        `The document is ${JSON.stringify(name)}, must be one of ${[...schemas.keys()].join(', ')}.`,
      );
    }
    if (context.format !== 'text' && context.format !== 'json') {
      throw new UsageError(`fleet schema has no format ${context.format}, must be text or json.`);
    }
    context.print(`${JSON.stringify(found, null, 2)}\n`);
    return 0;
  },
};
