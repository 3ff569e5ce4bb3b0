/** What earlier runs have found out about tenants whose files are the same now. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readPack, writePack } from '../cache/pack-file.ts';
import { encodePack } from '../cache/pack.ts';
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
  /** Whether the files still are what they were when this run began. */
  isTrue(memory: Pick<TenantMemory, 'inputs'>): boolean;
  /** Keeps what is known now, and nothing else. False when it could not be written. */
  keep(fleet: KnownFleet): boolean;
}

/** What runs the program: results are used by the same only. */
export interface CacheUse {
  readonly runtime: string;
}

export const cacheFile = '.cache/fleet/results';

/** Undefined for a fleet that cannot be read. @param today of which the results are. */
export function recallFleet(
  source: FleetSource,
  { runtime, today, before }: CacheUse & { readonly today: string; readonly before: BeforeDist },
): FleetMemory | undefined {
  const { root, fleet } = source;
  if (!fleet) return undefined;
  const prints = filePrints(root, ['dist', 'fleet', 'tenants']);
  const { idLength } = prints;
  const program = programDigest();
  const contextOf = (print: (path: string) => string): string => {
    const files = source.sources.map((path) => [path, print(path)]);
    const facts = [program, runtime, today, idLength, files];
    return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  };
  const context = contextOf(prints.of);
  const file = join(root, cacheFile);
  const pack = readPack(file);
  const known = pack?.context === context ? decodeFleet(pack) : undefined;
  const isTrue = ({ inputs }: Pick<TenantMemory, 'inputs'>): boolean =>
    inputs.every(([path, print]) => prints.of(path) === print);
  return {
    maker: { root, idLength, common: commonRecipients({ fleet }) },
    tenants: new Map(
      known?.tenants.flatMap((tenant) =>
        isAsBefore(tenant, root, prints) && takesNoStep(tenant, before) ? [[tenant.summary.file, tenant] as const] : [],
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
    isTrue,
    keep(all) {
      // Whoever has edited the fleet meanwhile gets results that nobody can tell the inputs of.
      if (contextOf(readPrints(root, idLength)) !== context) return false;
      return writePack(file, encodePack(context, encodeFleet(all)));
    },
  };
}

function isAsBefore({ summary, cluster, inputs, prints }: KnownTenant, root: string, now: FilePrints): boolean {
  const secrets = new Set(secretFilesOf(root, nameOf(summary.file)));
  return (
    inputs.every(([path, print]) => now.of(path) === print && (secrets.delete(path) || !isSecret(path))) &&
    secrets.size === 0 &&
    tenantFiles({ cluster, tenant: summary.id }).every((path, index) => now.of(path) === prints[index])
  );
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
