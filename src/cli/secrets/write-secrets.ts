/** Writes encrypted Secrets into `tenants/secrets/<tenant>/`, and says what to do with them. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renewSecrets, type Values } from '../../secrets/renew.ts';
import { SopsError } from '../../secrets/sops-error.ts';
import { emitYaml } from '../../synth/emit-yaml.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';
import type { OpenedTenant } from './open-tenant.ts';

interface Request extends OpenedTenant {
  readonly names: readonly string[];
  readonly values: Values;
  /** What must follow, in sentences. */
  readonly said: readonly string[];
}

export async function writeSecrets(context: Context, request: Request): Promise<ExitCode> {
  const { root, tenant, fleet, names, values, said } = request;
  const { id } = tenant.spec;
  const files = await secretTexts(context, { tenant, fleet, names, values });
  mkdirSync(join(root, 'tenants/secrets', id), { recursive: true });
  const paths = [...files].map(([path, text]) => {
    const unfinished = join(root, dirname(path), `.${basename(path, '.yaml')}.${process.pid}`);
    return { path, unfinished, text };
  });
  try {
    // All are written before the first takes its place: a full disk leaves what was there.
    for (const { unfinished, text } of paths) writeFileSync(unfinished, text, { mode: 0o644, flag: 'wx' });
    for (const { path, unfinished } of paths) renameSync(unfinished, join(root, path));
  } finally {
    for (const { unfinished } of paths) rmSync(unfinished, { force: true });
  }
  for (const { path } of paths) context.print(`${path}\n`);
  for (const sentence of said) context.say(sentence);
  context.say(`Now run npm start, then commit tenants/secrets/${id}/ and dist/ together.`);
  return 0;
}

/** The encrypted files by their paths. */
export async function secretTexts(
  context: Context,
  of: Pick<Request, 'tenant' | 'fleet' | 'names' | 'values'>,
): Promise<ReadonlyMap<string, string>> {
  try {
    const made = await renewSecrets({ ...of, time: context.time, random: randomBytes });
    const { id } = of.tenant.spec;
    return new Map([...made].map(([name, manifest]) => [`tenants/secrets/${id}/${name}.yaml`, emitYaml([manifest])]));
  } catch (error) {
    if (error instanceof SopsError) throw new UsageError(`Nothing was written: ${error.message}.`);
    throw error;
  }
}
