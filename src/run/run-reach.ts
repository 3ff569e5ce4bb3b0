/** The connectivity of any folder of manifests, and what of it is not certain. */
import { describeDetours } from '../isolation/detours.ts';
import { entryPoints } from '../isolation/entry-points.ts';
import { networkInventory } from '../isolation/network-inventory.ts';
import { type Reach, reach } from '../isolation/reach.ts';
import type { Mode, PodNetworks } from '../isolation/resolve-rules.ts';
import { readManifests } from '../load/read-manifests.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import { refOf } from '../model/manifest.ts';
import { locatorOf } from './examine-objects.ts';
import { reachInconclusive } from './reach-checks.ts';

export interface ReachRun {
  /** What paths of findings are relative to. */
  readonly root: string;
  readonly folder: string;
  /** Glob relative to the folder. */
  readonly only?: string;
  readonly mode: Mode;
  /** Where pods have their addresses; undefined when nobody knows. */
  readonly podNetworks?: PodNetworks;
}

export interface ReachResult {
  readonly reach: Reach;
  readonly objects: number;
  /** What could not be read or understood, sorted. */
  readonly findings: readonly Finding[];
  /** What is not part of it, in sentences. */
  readonly notes: readonly string[];
}

export function runReach({ root, folder, only, ...options }: ReachRun): ReachResult {
  const { objects, texts, findings, notes } = readManifests(root, folder, only);
  const inventory = networkInventory(objects);
  const entries = entryPoints(objects, inventory, options.mode === 'sound' ? 'any' : 'declared');
  const locator = locatorOf(texts, {});
  const { id, severity, fix } = reachInconclusive;
  const own = inventory.inconclusive.map(({ object, pointer, message }): Finding => {
    const place = locator.manifest(object, pointer);
    return { policy: id, severity, object: refOf(object.manifest), place, pointer, message, fix };
  });
  return {
    reach: reach(inventory, { ...options, entries }),
    objects: objects.length,
    findings: [...findings, ...own].sort(compareFindings),
    notes: [...notes, ...describeDetours(objects)],
  };
}
