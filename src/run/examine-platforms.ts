/** Renders and judges what each cluster has for all of its tenants. */
import { sharedObjects } from '../isolation/trim.ts';
import type { FleetSource } from '../load/open-fleet.ts';
import type { SharedObjects } from '../model/isolation.ts';
import { stackPolicies } from '../policies/index.ts';
import { compareFile } from '../synth/compare-dist.ts';
import { renderPlatform } from '../synth/render-platform.ts';
import { stager } from '../synth/work-folder.ts';
import type { KnownPlatform } from './encode-memory.ts';
import { examineObjects } from './examine-objects.ts';
import type { Outcome } from './examine-tenant.ts';
import { textPrint } from './file-prints.ts';
import type { FleetMemory } from './fleet-memory.ts';
import { createManifestCheckers } from './manifest-checkers.ts';

export interface PlatformOutcome extends Outcome {
  readonly shared: SharedObjects;
  readonly known?: KnownPlatform;
}

interface PlatformsTask {
  readonly mode: 'stage' | 'compare';
  readonly memory: FleetMemory | undefined;
}

export function examinePlatforms(
  { root, fleet }: FleetSource,
  { mode, memory }: PlatformsTask,
): readonly PlatformOutcome[] {
  if (!fleet) return [];
  const stage = stager(root);
  const checkerOf = createManifestCheckers();
  return Array.from(fleet.clusters.values(), (cluster): PlatformOutcome => {
    const known = memory?.platforms.get(cluster.name);
    if (known) return { ...known, paths: known.files.map(([path]) => path), differences: [], known };
    const { files, objects } = renderPlatform(fleet, cluster);
    const differences = [...files].flatMap(([path, text]) => {
      const difference = compareFile(root, path, text);
      if (difference && mode === 'stage') stage(path, text);
      return difference ?? [];
    });
    const findings = examineObjects({
      inventory: { objects, fleet },
      texts: files,
      policies: stackPolicies,
      checkSchema: checkerOf(cluster.kubernetes),
    });
    const outcome = { findings, objects: objects.length, shared: sharedObjects(cluster.name, objects) };
    const idLength = memory?.maker.idLength;
    return {
      ...outcome,
      paths: [...files.keys()],
      differences,
      ...(idLength !== undefined && {
        known: { ...outcome, files: Array.from(files, ([path, text]) => [path, textPrint(text, idLength)] as const) },
      }),
    };
  });
}
