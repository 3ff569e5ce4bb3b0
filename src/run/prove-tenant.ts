/** One tenant as `dist` has it: read as a cluster would get it, judged, and cut to what the proof needs. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createShaper } from '../isolation/tenant-shape.ts';
import { readManifestText } from '../load/manifest-text.ts';
import type { FleetSource } from '../load/open-fleet.ts';
import type { Finding } from '../model/finding.ts';
import type { InventoryObject, StackPolicy } from '../model/policy.ts';
import { closesChannel } from '../policies/channels.ts';
import { claimsOf } from '../policies/claims.ts';
import { judgeStack } from '../policies/engine.ts';
import { stackPolicies } from '../policies/index.ts';
import { compareReading } from '../synth/compare-dist.ts';
import { recordFile } from '../synth/paths.ts';
import { readRegular } from '../synth/read-regular.ts';
import { renderTenant } from '../synth/render-tenant.ts';
import { differenceFindings } from './examine-dist.ts';
import { locatorOf } from './examine-objects.ts';
import type { TenantOutcome } from './examine-tenant.ts';
import { runCheck } from './run-checks.ts';
import { shapedTenant } from './shaped-tenant.ts';

/** The policies of single stacks that a proof rests on. */
export const provingPolicies: readonly StackPolicy[] = stackPolicies.filter(({ id }) => closesChannel(id));

export interface DistText {
  readonly objects: readonly InventoryObject[];
  readonly texts: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** `<sha256 in hex>  <path>` of each file. */
  readonly digests: readonly string[];
}

export function createTenantProver(source: FleetSource): (file: string) => TenantOutcome {
  const shape = createShaper();
  return (file) => {
    const { tenant, summary, findings } = source.load(file);
    const nothing = { summary, claims: [], objects: 0, paths: [], differences: [] };
    // Who the tenant is, and what it may, the proof takes from its spec.
    const broken = findings.filter(({ severity }) => severity === 'error');
    if (!tenant || !source.fleet || broken.length > 0) return { ...nothing, findings: broken };
    const owner = { tenant: tenant.spec.id, cluster: tenant.cluster.name };
    const rendered = new Map(renderTenant(tenant, source.fleet).files);
    // The record is no manifest.
    rendered.delete(recordFile(owner));
    const read = readDist(source.root, rendered);
    const { objects, texts } = read;
    const inventory = { objects, tenant, fleet: source.fleet };
    return {
      ...nothing,
      findings: [
        ...read.findings.map((finding) => ({ ...finding, tenant: owner.tenant })),
        ...judgeStack(provingPolicies, inventory, locatorOf(texts, inventory)),
      ],
      claims: claimsOf(objects, { ...owner, ...(tenant.copyOf !== undefined && { copyOf: tenant.copyOf.id }) }),
      objects: objects.length,
      paths: [...rendered.keys()],
      isolation: shapedTenant(shape, objects, tenant),
      digests: read.digests,
      specDigest: tenant.specDigest,
    };
  };
}

/**
 * Strictly: what cannot be read, or is read differently by others, is a finding, and so is what differs from what the specs
 * produce. Policies read the fields that the generator writes, and a few more that it must never write: what else could stand
 * in a file that was edited by hand nobody has judged.
 * @param rendered path to text, as the specs produce them; these files are read.
 */
export function readDist(root: string, rendered: ReadonlyMap<string, string>): DistText {
  const objects: (readonly InventoryObject[])[] = [];
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  const digests: string[] = [];
  for (const [path, wanted] of rendered) {
    const reading = readRegular(join(root, path));
    if (reading.kind !== 'file') {
      findings.push(unread(path, reading.kind === 'missing' ? 'dist-missing' : 'dist-changed', reading.kind));
      continue;
    }
    const difference = compareReading(reading, path, wanted);
    if (difference) findings.push(...differenceFindings([difference], []));
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(reading.bytes);
    } catch {
      findings.push(unread(path, 'dist-changed', 'not UTF-8'));
      continue;
    }
    const read = readManifestText(path, text);
    texts.set(path, text);
    objects.push(read.objects);
    findings.push(...read.findings);
    // Neither is an object that somebody could judge, and Flux applies what stands in the file.
    if (read.kustomizations + read.records > 0)
      findings.push(unread(path, 'dist-changed', 'not of objects only (it has directions for kustomize, or a record)'));
    digests.push(`${createHash('sha256').update(reading.bytes).digest('hex')}  ${path}`);
  }
  return { objects: objects.flat(), texts, findings, digests };
}

function unread(path: string, check: 'dist-missing' | 'dist-changed', found: string): Finding {
  const { id, severity, fix } = runCheck(check);
  return {
    policy: id,
    severity,
    object: { apiVersion: 'fleet.aos/v1', kind: 'DistFile', name: path },
    place: { file: path, line: 1, column: 1 },
    message: `file is ${found}, must be there and readable for the proof`,
    fix,
  };
}
