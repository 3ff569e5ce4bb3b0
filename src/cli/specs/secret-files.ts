/** Makes the Secrets of a new tenant in memory, as `fleet secrets init` does on disk. */
import type { Fleet, Tenant } from '../../model/fleet.ts';
import { wantedFiles, type WantedFile } from '../../secrets/wanted-files.ts';
import type { Context } from '../command.ts';
import { givenValues } from '../secrets/given-values.ts';
import { secretTexts } from '../secrets/write-secrets.ts';

export interface NewSecrets {
  /** Empty where something else keeps secrets. */
  readonly files: ReadonlyMap<string, string>;
  /** Secrets whose values only somebody else has, and did not give. */
  readonly waiting: readonly string[];
}

interface Request {
  readonly tenant: Tenant;
  readonly fleet: Fleet;
  /** `asked`: typed without being shown, if somebody has the values; `stdin`: read as JSON; `later`: left to `fleet secrets init`. */
  readonly given: 'asked' | 'stdin' | 'later';
}

export async function newSecrets(context: Context, { tenant, fleet, given }: Request): Promise<NewSecrets> {
  const wanted = wantedFiles(tenant, fleet, undefined);
  if (wanted.length === 0) return { files: new Map(), waiting: [] };
  const others = wanted.filter(needsSomebody);
  const isLater = given === 'later' || (given === 'asked' && others.length > 0 && (await areLeft(context, others)));
  const isWaiting = (file: WantedFile): boolean => isLater && others.includes(file);
  const made = wanted.filter((file) => !isWaiting(file));
  const values = await givenValues(context, { wanted: made, stdin: given === 'stdin' });
  const files = await secretTexts(context, { tenant, fleet, names: made.map(({ name }) => name), values });
  return { files, waiting: wanted.filter(isWaiting).map(({ name }) => name) };
}

async function areLeft(context: Context, others: readonly WantedFile[]): Promise<boolean> {
  const names = others.map(({ name }) => name).join(', ');
  const choices = [{ value: 'later' }, { value: 'now' }];
  return (
    (await context.ask({ message: `Give the values of ${names} now, or later by fleet secrets init`, choices })) ===
    'later'
  );
}

function needsSomebody({ values }: WantedFile): boolean {
  return Object.values(values).some((source) => 'from' in source && source.from === 'given');
}
