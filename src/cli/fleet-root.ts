/** Makes sure that a command that needs a fleet was called on one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, UsageError } from './command.ts';

/** @throws {UsageError} when nothing of a fleet is there: then the folder is the wrong one, rather than a fleet with errors. */
export function fleetRoot({ root }: Context): string {
  if (!['fleet', 'tenants'].some((folder) => existsSync(join(root, folder)))) {
    throw new UsageError(
      `There is no fleet in ${root}, must be a folder with fleet/ and tenants/; --root names another.`,
    );
  }
  return root;
}
