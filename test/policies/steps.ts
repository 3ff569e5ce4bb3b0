/** Steps of one tenant from one state to another, as its files tell them, judged by one policy. */
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { ChangeCause } from '../../src/model/transition.ts';
import type { BeforeDist } from '../../src/run/before-dist.ts';
import { createTransitionJudge, type Step } from '../../src/run/judge-transitions.ts';
import { emitYaml } from '../../src/synth/emit-yaml.ts';
import { recordFile } from '../../src/synth/paths.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { changed, type Change } from './rendered-stack.ts';

export interface StepCase {
  /** The tenant before; `null`: it was not there. Default: the minimal one. */
  readonly before?: ((spec: TenantSpec) => void) | null;
  /** The tenant after; `null`: it is gone. Default: as before. */
  readonly after?: ((spec: TenantSpec) => void) | null;
  readonly fleetBefore?: (documents: FleetDocuments) => void;
  readonly fleet?: (documents: FleetDocuments) => void;
  /** Changes of the objects that were there, and of those that come. */
  readonly had?: readonly Change[];
  readonly has?: readonly Change[];
  /** In place of the record that was there; `null`: none. */
  readonly record?: object | null;
  /** Other files of `dist` before, by path. */
  readonly others?: Readonly<Record<string, string>>;
  readonly cause?: ChangeCause;
}

/** `[pointer or object with pointer, message]` of each finding. */
export function stepFindings(policy: string, step: StepCase): (readonly [string, string])[] {
  return judgedSteps(step).flatMap(({ findings }) =>
    findings
      .filter((finding) => finding.policy === policy)
      .map(({ object, pointer = '', message }) => [
        object.kind === 'Tenant' ? pointer : `${object.kind} ${object.name} ${pointer}`.trim(),
        message,
      ]),
  );
}

/** Ids of all policies that report the step. */
export function reportedBy(step: StepCase): readonly string[] {
  return [...new Set(judgedSteps(step).flatMap(({ findings }) => findings.map(({ policy }) => policy)))].toSorted();
}

export function judgedSteps(step: StepCase, purpose: 'judge' | 'plan' = 'judge'): readonly Step[] {
  const { before = () => {}, after = before ?? (() => {}), fleet: tweak = () => {}, fleetBefore = tweak } = step;
  const oldFleet = minimalFleet(fleetBefore);
  const fleet = minimalFleet(tweak);
  const files = new Map<string, string>(Object.entries(step.others ?? {}));
  const old = before === null ? undefined : minimalTenant(before, oldFleet);
  for (const [path, text] of old ? filesOf(old, oldFleet, step.had) : []) files.set(path, text);
  const fresh = after === null ? undefined : minimalTenant(after, fleet);
  const { spec, cluster } = fresh ?? old!;
  const owner = { tenant: spec.id, cluster: cluster.name };
  if (step.record === null) files.delete(recordFile(owner));
  else if (step.record !== undefined) files.set(recordFile(owner), JSON.stringify(step.record));
  const judge = createTransitionJudge({
    fleet,
    before: distOf(files),
    purpose,
    causeOf: () => step.cause,
  });
  return judge([
    {
      owner,
      files: fresh ? filesOf(fresh, fleet, step.has) : new Map(),
      tenant: () => fresh!,
    },
  ]);
}

/** A `dist` in memory. */
export function distOf(files: ReadonlyMap<string, string>): BeforeDist {
  return {
    paths: [...files.keys()],
    has: (path, text) => files.get(path) === text,
    read: (paths) => new Map([...files].filter(([path]) => paths.includes(path))),
  };
}

function filesOf(tenant: Tenant, fleet: Fleet, changes: readonly Change[] = []): ReadonlyMap<string, string> {
  const { files, objects } = renderTenant(tenant, fleet);
  if (changes.length === 0) return files;
  const after = changed({ objects }, ...changes).objects;
  const byFile = Map.groupBy(after, ({ file }) => file);
  return new Map(
    [...files].map(([path, text]) => {
      const manifests: readonly JsonObject[] | undefined = byFile.get(path)?.map(({ manifest }) => manifest);
      return [path, manifests === undefined ? text : emitYaml(manifests)];
    }),
  );
}
