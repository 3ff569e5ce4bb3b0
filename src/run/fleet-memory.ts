/** What earlier runs have found out about tenants whose files are the same now. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readPack, writePack } from '../cache/pack-file.ts';
import { encodePack } from '../cache/pack.ts';
import type { Survey } from '../git/survey.ts';
import type { WorkingListing } from '../model/working-listing.ts';
import type { FleetSource } from '../load/open-fleet.ts';
import { nameOf } from '../load/fleet-parts.ts';
import { secretFilesOf } from '../load/read-secrets.ts';
import { commonRecipients } from '../policies/shared-secrets.ts';
import { tenantFiles } from '../synth/paths.ts';
import type { BeforeDist } from './before-dist.ts';
import { decodeFleet } from './decode-memory.ts';
import { encodeFleet, type KnownFleet, type KnownPlatform, type KnownTenant } from './encode-memory.ts';
import { type FilePrints, filePrints, readPrints } from './file-prints.ts';
import { programDigest } from './program-digest.ts';
import type { MemoryMaker, TenantMemory } from './tenant-memory.ts';

export interface FleetMemory {
  readonly maker: MemoryMaker;
  /** By spec: tenants of which every file is as it was, and `dist` as it must be. */
  readonly tenants: ReadonlyMap<string, KnownTenant>;
  /** By cluster; the same. */
  readonly platforms: ReadonlyMap<string, KnownPlatform>;
  readonly isolated: ReadonlySet<string>;
  /** What stands in the working tree, where Git can tell. */
  readonly listing?: WorkingListing;
  /** Whether the files still are what they were when this run began. */
  isTrue(memory: Pick<TenantMemory, 'inputs'>): boolean;
  /** Keeps what is known now, and nothing else. False when it could not be written. */
  keep(fleet: KnownFleet): boolean;
}

/** What runs the program: results are used by the same only. */
export interface CacheUse {
  readonly runtime: string;
  /** Begun before; default: begun by the run. */
  readonly survey?: Promise<Survey | undefined> | undefined;
}

export const cacheFile = '.cache/fleet/results';

interface Recall extends CacheUse {
  readonly survey: Promise<Survey | undefined>;
  /** Of which the results are. */
  readonly today: string;
  readonly before: Promise<BeforeDist>;
}

/** Undefined for a fleet that cannot be read. */
export async function recallFleet(
  source: FleetSource,
  { runtime, survey, today, before }: Recall,
): Promise<FleetMemory | undefined> {
  const { root, fleet } = source;
  if (!fleet) return undefined;
  const looking = Promise.all([filePrints(root, survey), before]);
  const file = join(root, cacheFile);
  const pack = readPack(file);
  const program = programDigest();
  const [prints, dist] = await looking;
  const { idLength, listing } = prints;
  const secretsOf = listing ? secretsListed(root, listing) : (id: string) => new Set(secretFilesOf(root, id));
  const now: FilesNow = { prints, secretsOf };
  // Read anew: they may have been edited since Git looked at them.
  const contextNow = (): string => {
    const print = readPrints(root, idLength);
    const facts = [program, runtime, today, idLength, source.sources.map((path) => [path, print(path)])];
    return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  };
  const context = contextNow();
  const known = pack?.context === context ? decodeFleet(pack) : undefined;
  const isTrue = ({ inputs }: Pick<TenantMemory, 'inputs'>): boolean =>
    inputs.every(([path, print]) => prints.of(path) === print);
  return {
    maker: { root, idLength, common: commonRecipients({ fleet }) },
    tenants: new Map(
      known?.tenants.flatMap((tenant) =>
        isAsBefore(tenant, now) && takesNoStep(tenant, dist) ? [[tenant.summary.file, tenant] as const] : [],
      ),
    ),
    platforms: new Map(
      known?.platforms.flatMap((platform) =>
        platform.files.every(([path, print]) => prints.of(path) === print)
          ? [[platform.shared.cluster, platform] as const]
          : [],
      ),
    ),
    isolated: new Set(known?.isolated),
    ...(listing && { listing }),
    isTrue,
    keep(all) {
      // Whoever has edited the fleet meanwhile gets results that nobody can tell the inputs of.
      if (contextNow() !== context) return false;
      return writePack(file, encodePack(context, encodeFleet(all)));
    },
  };
}

interface FilesNow {
  readonly prints: FilePrints;
  /** Whatever stands in a tenant's folder of secrets. */
  secretsOf(id: string): ReadonlySet<string>;
}

function isAsBefore({ summary, cluster, inputs, prints }: KnownTenant, now: FilesNow): boolean {
  const secrets = now.secretsOf(nameOf(summary.file));
  const known = inputs.filter(([path]) => isSecret(path));
  return (
    known.length === secrets.size &&
    known.every(([path]) => secrets.has(path)) &&
    inputs.every(([path, print]) => now.prints.of(path) === print) &&
    tenantFiles({ cluster, tenant: summary.id }).every((path, index) => now.prints.of(path) === prints[index])
  );
}

/** Whatever stands in a tenant's folder of secrets, as Git lists it. */
function secretsListed(root: string, { files, folders }: WorkingListing): FilesNow['secretsOf'] {
  const unknown = new Set(folders);
  const secrets = new Map<string, Set<string>>();
  // Before a path is taken apart: nearly all files are no secrets.
  for (const path of [files, folders].flatMap((paths) => paths.filter(isSecret))) {
    const [, , id = '', name] = path.split('/');
    if (name === undefined) continue;
    const known = secrets.get(id) ?? new Set();
    secrets.set(id, known.add(`tenants/secrets/${id}/${name}`));
  }
  return (id) =>
    ['tenants', 'tenants/secrets', `tenants/secrets/${id}`].some((folder) => unknown.has(folder))
      ? new Set(secretFilesOf(root, id))
      : (secrets.get(id) ?? new Set());
}

/** A tenant whose files are those of the revision too takes no step from there. */
function takesNoStep({ summary, cluster, prints }: KnownTenant, { idOf }: BeforeDist): boolean {
  if (idOf === undefined) return true;
  return tenantFiles({ cluster, tenant: summary.id }).every((path, index) => {
    const id = idOf(path);
    return id !== undefined && prints[index]?.startsWith(`${id} `);
  });
}

function isSecret(path: string): boolean {
  return path.startsWith('tenants/secrets/');
}
