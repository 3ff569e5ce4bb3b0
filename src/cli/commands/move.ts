/** `fleet move`: takes a tenant to another cluster by its backups, one reviewed step at a time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeAll } from '../../edit/change-all.ts';
import { parseChange } from '../../edit/change.ts';
import type { Cluster } from '../../model/fleet.ts';
import { nearestName } from '../../schema/document-suggestion.ts';
import { type Command, type Input, UsageError } from '../command.ts';
import { moveStep } from '../life/move-step.ts';
import { type Life, mustBeCommitted, openLife } from '../life/open-life.ts';
import { needsRewrap, rewrapKey } from '../life/rewrap-key.ts';
import { editSpec } from '../specs/edit-spec.ts';

export const move: Command = {
  name: 'move',
  summary: 'Take a tenant to another cluster, one reviewed step at a time',
  description:
    'A tenant moves by its backups, in three pull requests: stop it and make the final backup; stop the database once the backup is ' +
    'confirmed; place it on the other cluster, where its data is restored as the next generation. Each call takes the step that comes next, ' +
    'and refuses what would leave data behind: both clusters must have the same object store. The old data stays until a person deletes it.',
  arguments: [{ name: 'tenant', description: 'id of the tenant', required: true }],
  options: [
    { flags: '--to <cluster>', description: 'name of the other cluster' },
    {
      flags: '--backup-confirmed <day>',
      description: 'day on which you saw that the final backup had succeeded, YYYY-MM-DD',
    },
    {
      flags: '--identity <file>',
      description: 'file with a recovery key, for the last step; default: the one that SOPS_AGE_KEY_FILE names',
    },
    { flags: '--dry-run', description: 'print the difference of the spec, and write nothing' },
  ],
  examples: ['fleet move acme --to us-east-2', 'fleet move acme --to us-east-2 --backup-confirmed 2027-01-02'],
  async run(input, context) {
    const [id = ''] = input.arguments;
    const life = openLife(context, id);
    if (typeof life === 'number') return life;
    const to = targetOf(life, input);
    const backupConfirmed = dayOf(input, context.today);
    const step = moveStep(life, { to, backupConfirmed, today: context.today });
    if ('refusal' in step) throw new UsageError(step.refusal);
    await mustFit(life, to);
    if (life.record !== undefined) mustBeCommitted(life);
    const { source, fleet, tenant } = life;
    const isPlaced = step.changes.some((change) => change.startsWith('placement.'));
    const needsKey = needsRewrap(tenant, fleet, to);
    const identity = typeof input.options['identity'] === 'string' ? input.options['identity'] : undefined;
    return editSpec(context, {
      source,
      id,
      changes: step.changes,
      isDryRun: input.options['dryRun'] === true,
      subject: `Move ${id} to ${to.name}: ${step.word}`,
      ...(backupConfirmed !== undefined && { body: `The final backup was seen on ${backupConfirmed}.` }),
      said: [...step.said, ...(needsKey && !isPlaced ? [keyAdvice(to)] : [])],
      ...(isPlaced &&
        needsKey && {
          others: async (after) =>
            after.tenant ? rewrapKey(context, { tenant: after.tenant, fleet, identity }) : new Map(),
        }),
    });
  },
};

/** @throws {UsageError} which names the cluster that was probably meant. */
function targetOf({ fleet, tenant, id }: Life, { options }: Input): Cluster {
  const to = options['to'];
  const others = [...fleet.clusters.keys()].filter((name) => name !== tenant.cluster.name);
  const known = others.length === 0 ? 'but there is no other' : `one of ${others.join(', ')}`;
  if (typeof to !== 'string') throw new UsageError(`--to is missing, must be the other cluster, ${known}.`);
  const found = fleet.clusters.get(to);
  if (found === undefined) {
    const meant = nearestName(to, others);
    throw new UsageError(
      `--to is ${JSON.stringify(to)}, must be a cluster, ${known}${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    );
  }
  if (found.name === tenant.cluster.name)
    throw new UsageError(`${id} is on ${to} already, --to must be another cluster.`);
  return found;
}

function dayOf({ options }: Input, today: string): string | undefined {
  const day = options['backupConfirmed'];
  if (typeof day !== 'string') return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && day <= today) return day;
  throw new UsageError(`--backup-confirmed is ${JSON.stringify(day)}, must be a day such as ${today}, and no later.`);
}

/** Whether the tenant may be there at all is said before it is stopped. @throws {UsageError} with all that is against it. */
async function mustFit({ source, id, tenant }: Life, to: Cluster): Promise<void> {
  const { file, value } = tenant.document;
  const change = parseChange(`placement.cluster=${to.name}`);
  if ('message' in change) throw new UsageError(change.message);
  const text = readFileSync(join(source.root, file), 'utf8');
  const changed = await changeAll({ file, text, value }, [change], (next) => source.judge(file, next).document?.value);
  const found = source.judge(file, changed.text).findings.filter(({ severity }) => severity === 'error');
  const faults = [...changed.mistakes, ...found].map(({ message, fix }) => `\n  ${message}\n    fix: ${fix}`);
  if (faults.length > 0) throw new UsageError(`${id} cannot be on ${to.name}; nothing was changed.${faults.join('')}`);
}

function keyAdvice(to: Cluster): string {
  return `The last step needs a recovery key with --identity: the key of the tenant is encrypted to those of ${to.name}.`;
}
