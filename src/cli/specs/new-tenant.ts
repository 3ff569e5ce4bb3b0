/** The course of `fleet new`: facts, questions, checks, and one change of everything. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkDraft, type Surroundings } from '../../intake/check-draft.ts';
import type { Draft } from '../../intake/draft.ts';
import { facts } from '../../intake/facts.ts';
import type { Tenant } from '../../model/fleet.ts';
import type { Mistake } from '../../model/mistake.ts';
import type { Context, ExitCode, Input } from '../command.ts';
import { applyChange } from './apply-change.ts';
import { askFacts } from './ask-facts.ts';
import { givenFacts } from './given-facts.ts';
import { nextSteps } from './next-steps.ts';
import { openSpecs, type OpenedSpecs } from './open-specs.ts';
import { newSecrets } from './secret-files.ts';
import { showMistakes } from './show-mistakes.ts';

export async function newTenant(input: Input, context: Context): Promise<ExitCode> {
  const { options } = input;
  const opened = openSpecs(context);
  if (typeof opened === 'number') return opened;
  const given = givenFacts(context, input);
  if ('faults' in given) return showMistakes(context, given.faults);
  const { source, fleet } = opened;
  const summaries = source.tenantFiles.map((file) => source.load(file).summary);
  const surroundings: Surroundings = { ...given, source, fleet, summaries };
  const asks = context.canAsk && options['yes'] !== true;
  const check = async (draft: Draft) => (await checkDraft(draft, surroundings)).mistakes;
  const draft = asks ? await askFacts(context, given.draft, { ...given, fleet, check }) : given.draft;
  const { file, text, result, mistakes } = await checkDraft(draft, surroundings);
  const known = new Set(given.mistakes.map(({ about }) => about));
  const further = mistakes.filter(({ about }) => !known.has(about));
  const all = [
    ...given.mistakes,
    ...further,
    ...leftSecrets(source.root, { id: draft['id'], about: given.nameOf(facts[0]!) }),
  ];
  if (all.length > 0 || result.tenant === undefined) return showMistakes(context, all);
  if (options['dryRun'] === true) {
    context.print(text);
    return 0;
  }
  const secrets = options['stdin'] === true ? 'stdin' : asks ? 'asked' : 'later';
  return write(context, { file, text, tenant: result.tenant, opened, given: secrets });
}

/** They are another tenant's, which was removed, and open with its key: they are no part of a new one. */
function leftSecrets(
  root: string,
  { id, about }: { readonly id: unknown; readonly about: string },
): readonly Mistake[] {
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(id)) return [];
  const folder = `tenants/secrets/${id}`;
  if (existsSync(join(root, `tenants/${id}.ts`)) || !existsSync(join(root, folder))) return [];
  const message = `${folder} is left from a tenant that was removed, must not be there`;
  return [
    { about, message, fix: 'Choose another id, or remove the folder when its backups need not be read any more.' },
  ];
}

interface NewTenant {
  readonly file: string;
  readonly text: string;
  readonly tenant: Tenant;
  readonly opened: OpenedSpecs;
  readonly given: 'asked' | 'stdin' | 'later';
}

async function write(context: Context, { file, text, tenant, opened, given }: NewTenant): Promise<ExitCode> {
  const { id } = tenant.spec;
  const { files, waiting } = await newSecrets(context, { tenant, fleet: opened.fleet, given });
  const paths = [file, ...(files.size > 0 ? [`tenants/secrets/${id}`] : []), 'dist'];
  const wait = `Nobody gave the values of ${waiting.join(', ')}: run npx fleet secrets init ${id} and npm start before the merge.`;
  return applyChange(context, {
    id,
    files: new Map<string, string | undefined>([[file, text], ...files]),
    before: new Map([[file, undefined]]),
    said: [
      ...(waiting.length > 0 ? [wait] : []),
      ...nextSteps({ branch: `new/${id}`, paths, subject: `Add tenant ${id}` }),
    ],
  });
}
