/** `fleet offboard`: takes a tenant that leaves one step further, and no step that would lose data unasked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type Context, type ExitCode, type Input, UsageError } from '../command.ts';
import { changesFor, type OffboardingOptions, type OptionName, type Step, stepFor } from '../life/offboarding-step.ts';
import { type Life, mustBeCommitted, openLife } from '../life/open-life.ts';
import { applyChange } from '../specs/apply-change.ts';
import { editSpec } from '../specs/edit-spec.ts';
import { nextSteps } from '../specs/next-steps.ts';

export const offboard: Command = {
  name: 'offboard',
  summary: 'Let a tenant leave, one reviewed step at a time',
  description:
    'Says which step comes next, and takes it when its options are given: --reason and --retain-until stop the tenant and make the final ' +
    'backup; --backup-confirmed stops the database; --delete-data, after the day, asks for the deletion of the data; --remove removes the ' +
    'spec. Each step is a pull request of its own: docs/runbooks/offboard-a-tenant.md. Until the deletion was asked for, fleet resume ' +
    '--cancel-offboarding takes the tenant back.',
  arguments: [{ name: 'tenant', description: 'id of the tenant', required: true }],
  options: [
    { flags: '--reason <text>', description: 'why it leaves and who asked for it' },
    { flags: '--retain-until <day>', description: 'last day on which the data is kept, YYYY-MM-DD; it can be put off' },
    { flags: '--without-backup <reason>', description: 'why there is no final backup, in place of one' },
    { flags: '--backup-confirmed <day>', description: 'day on which you saw that the final backup had succeeded' },
    { flags: '--delete-data <id>', description: 'the id of the tenant, once more' },
    { flags: '--remove', description: 'remove the spec; its secrets stay, since backups need them' },
    { flags: '--dry-run', description: 'print what would change, and write nothing' },
  ],
  examples: [
    'fleet offboard acme',
    "fleet offboard acme --reason 'Contract ended, letter of 2026-11-02.' --retain-until 2027-01-31",
    'fleet offboard acme --backup-confirmed 2027-01-02',
  ],
  run(input, context) {
    const [id = ''] = input.arguments;
    const life = openLife(context, id);
    if (typeof life === 'number') return life;
    const options = optionsOf(input);
    const step = stepFor(life.tenant, life.state, context.today);
    if (Object.keys(options).length === 0) return explain(context, life, step);
    mustSuit(life, step, options);
    mustBeCommitted(life);
    const isDryRun = input.options['dryRun'] === true;
    if (options.remove) return remove(context, life, isDryRun);
    return editSpec(context, {
      source: life.source,
      id,
      changes: changesFor(life.state, options),
      isDryRun,
      subject: `Offboard ${id}: ${step.word}`,
      said: [`After the merge: docs/runbooks/offboard-a-tenant.md#${step.section}, then npx fleet offboard ${id}.`],
    });
  },
};

const names: readonly Exclude<OptionName, 'remove'>[] = [
  'reason',
  'retainUntil',
  'withoutBackup',
  'backupConfirmed',
  'deleteData',
];

function optionsOf({ options }: Input): OffboardingOptions {
  const given = names.flatMap((name) => {
    const value = options[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(given), ...(options['remove'] === true && { remove: true }) };
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function explain(context: Context, { id, state }: Life, step: Step): ExitCode {
  const ways = step.ways.map((way) => way.map(flagOf).join(' '));
  context.print(
    [
      `${id} is ${state}. The next step: ${step.title}.`,
      ...(step.notYet === undefined ? [] : [`Not yet: ${step.notYet}.`]),
      `It takes ${ways.join(', or ')}. See docs/runbooks/offboard-a-tenant.md#${step.section}.`,
      '',
    ].join('\n'),
  );
  return 0;
}

/** @throws {UsageError} which says what the step of today takes. */
function mustSuit({ id, state }: Life, step: Step, options: OffboardingOptions): void {
  const given = Object.keys(options) as OptionName[];
  const way = step.ways.find((each) => each.every((name) => given.includes(name)));
  const allowed = new Set([...(way ?? step.ways.flat()), ...step.also]);
  const odd = given.filter((name) => !allowed.has(name));
  const where = `${id} is ${state}, where the next step is to ${step.title}`;
  const wanted = step.ways.map((each) => each.map(flagOf).join(' ')).join(', or ');
  if (odd.length > 0)
    throw new UsageError(`${where}: ${odd.map(flagOf).join(', ')} must be left out; it takes ${wanted}.`);
  if (way === undefined) throw new UsageError(`${where}: it takes ${wanted}.`);
  if (step.notYet !== undefined && given.includes('deleteData')) {
    throw new UsageError(`The data of ${id} cannot be deleted yet: ${step.notYet}.`);
  }
}

async function remove(context: Context, { id, source, tenant }: Life, isDryRun: boolean): Promise<ExitCode> {
  const file = `tenants/${id}.ts`;
  if (isDryRun) {
    context.print(`${file} would be removed, and the files of ${id} in dist.\n`);
    return 0;
  }
  const secrets =
    tenant.secrets.length > 0 ? [`tenants/secrets/${id}/ stays: its backups cannot be read without.`] : [];
  return applyChange(context, {
    id,
    files: new Map([[file, undefined]]),
    before: new Map([[file, readFileSync(join(source.root, file), 'utf8')]]),
    said: [
      ...secrets,
      `After the merge a person deletes the namespace: docs/runbooks/offboard-a-tenant.md#4-delete.`,
      ...nextSteps({ branch: `change/${id}`, paths: [file, 'dist'], subject: `Remove tenant ${id}` }),
    ],
  });
}
