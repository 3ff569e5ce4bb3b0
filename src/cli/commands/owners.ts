/** `fleet owners`: who answers for the tenants that files belong to. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { openFleet } from '../../load/open-fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { type Affected, affectedOwners, type AffectedTenant, type Owner } from '../../oversight/affected-owners.ts';
import { type Command, type Context, type ExitCode, UsageError } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';
import { show } from '../show.ts';

export const owners: Command = {
  name: 'owners',
  summary: 'Show who answers for the tenants that files belong to',
  description:
    'Owners are those of the specs in --root: for a change, call it where the specs are as they were before. A file that belongs to no ' +
    "tenant is the platform team's. With --stdin: file names that end with a zero byte each, as `git diff --name-only -z` prints them.",
  arguments: [{ name: 'files...', description: 'files of the repository, existing or not', required: false }],
  options: [{ flags: '--stdin', description: 'read the names of the files from stdin, relative to --root' }],
  examples: [
    'fleet owners tenants/inclusion-factor.ts',
    'git diff --name-only -z --no-renames main | npx fleet owners --stdin',
  ],
  async run({ arguments: named, options }, context): Promise<ExitCode> {
    const root = fleetRoot(context);
    if (named.length > 0 === (options['stdin'] === true)) {
      throw new UsageError('Which files is not clear: give their names, or --stdin.');
    }
    const files =
      options['stdin'] === true ? zeroEnded(await context.readInput()) : named.map((name) => fromRoot(name, context));
    const source = openFleet(root, context.today);
    const known = new Set(source.tenantFiles);
    const affected = affectedOwners(files, (tenant) => {
      const file = `tenants/${tenant}.ts`;
      return known.has(file) ? source.load(file).tenant?.spec.owners : undefined;
    });
    show(context, { command: 'owners', table: { head, rows: rowsOf(affected) }, json: jsonOf(affected) });
    return 0;
  },
};

const head = ['of', 'what', 'owner', 'email', 'github'];
const platform = '(platform team)';

function rowsOf({ tenants, platform: files }: Affected): readonly (readonly string[])[] {
  return [...tenants.flatMap(tenantRows), ...files.map((file) => [platform, file, '', '', ''])];
}

function tenantRows({ tenant, isSource, owners: of }: AffectedTenant): readonly (readonly string[])[] {
  const what = isSource ? 'spec or secrets' : 'dist only';
  return of === undefined
    ? [[tenant, what, platform, '', '']]
    : of.map(({ name, email, github = '' }) => [tenant, what, name, email, github]);
}

function jsonOf({ tenants, platform: files }: Affected): JsonObject {
  return {
    tenants: tenants.map(({ tenant, isSource, owners: of }) => ({
      tenant,
      isSource,
      ...(of !== undefined && { owners: of.map(ownerJson) }),
    })),
    platform: [...files],
  };
}

function ownerJson({ name, email, github }: Owner): JsonObject {
  return { name, email, ...(github !== undefined && { github }) };
}

function zeroEnded(text: string): readonly string[] {
  return text.split('\0').filter((name) => name !== '');
}

function fromRoot(name: string, { folder, root }: Context): string {
  const path = relative(root, resolve(folder, name));
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) {
    throw new UsageError(`${JSON.stringify(name)} is not in ${root}, must be a file of the fleet.`);
  }
  return path.split(sep).join('/');
}
