/** What a change does to the platform of each cluster. */
import { join } from 'node:path';
import { compareText } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { SubjectChange } from '../model/plan.ts';
import { createComparison, type Files } from '../plan/changed-objects.ts';
import { namingFor } from '../plan/placeholder.ts';
import { subjectChange } from '../plan/subject-change.ts';
import { platformFile } from '../synth/paths.ts';
import { readRegular } from '../synth/read-regular.ts';
import { renderPlatform } from '../synth/render-platform.ts';
import type { BeforeDist } from './before-dist.ts';

/** The text of the platform's file, by path. */
export type Platforms = ReadonlyMap<string, string>;

/** One for each cluster whose platform changes, sorted by cluster; also of clusters that are gone. */
export function platformChanges(dist: BeforeDist, made: Fleet | Platforms): readonly SubjectChange[] {
  const compare = createComparison();
  const platforms = made instanceof Map ? (made as Platforms) : renderedPlatforms(made as Fleet);
  const paths = new Set([...platforms.keys(), ...(dist.paths ?? []).filter((path) => clusterOf(path) !== undefined)]);
  return [...paths].toSorted(compareText).flatMap((path) => {
    const cluster = clusterOf(path) ?? path;
    const text = platforms.get(path);
    if (text !== undefined && dist.has(path, text)) return [];
    const before = dist.read([path]);
    const after: Files = new Map(text === undefined ? [] : [[path, text]]);
    const texts = [...before.values(), ...after.values()];
    const naming = namingFor(cluster, texts);
    const change = subjectChange({
      subject: { cluster },
      state: before.size === 0 ? 'new' : after.size === 0 ? 'gone' : 'changed',
      before,
      after,
      records: { before: undefined, after: undefined },
      ...compare(before, after, naming),
    });
    return [{ ...change, objects: naming.specificIn(change.objects ?? []) }];
  });
}

function renderedPlatforms(fleet: Fleet): Platforms {
  return new Map(Array.from(fleet.clusters.values(), (cluster) => [...renderPlatform(fleet, cluster).files]).flat());
}

/** As they stand in `dist`, where another generator than this made them. */
export function recordedPlatforms(root: string, { clusters }: Fleet): Platforms {
  return new Map(
    Array.from(clusters.keys(), platformFile).flatMap((path) => {
      const reading = readRegular(join(root, path));
      return reading.kind === 'file' ? [[path, reading.bytes.toString()] as const] : [];
    }),
  );
}

function clusterOf(path: string): string | undefined {
  return /^dist\/clusters\/([^/]+)\/platform\/manifests\.yaml$/.exec(path)?.[1];
}
