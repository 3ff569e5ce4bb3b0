/** A cluster with a fleet's admission policies in force, which says of any object what each of them thinks. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, Fleet } from '../../src/model/fleet.ts';
import { type JsonObject, refOf } from '../../src/model/manifest.ts';
import { platformManifests } from '../../src/stack/index.ts';
import { startWorld, type World } from './world.ts';

export interface Verdict {
  /** Refused by what comes before admission policies: the schema, validation, an account that is missing. */
  readonly otherwise?: string;
  /** By id of the policy: its sentences. */
  readonly faults: ReadonlyMap<string, readonly string[]>;
  /** Whether the request was refused by one of the policies. */
  readonly isRefused: boolean;
}

export interface AdmissionWorld extends World {
  /** Applies an object without writing it. */
  ask(manifest: JsonObject, as?: string): Promise<Verdict>;
}

/** Namespaces exist before the policies do, without Pod Security, so that the policies alone speak. */
export async function startAdmissionWorld(of: {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  readonly namespaces: readonly JsonObject[];
}): Promise<AdmissionWorld> {
  const world = await startWorld([]);
  const apply = async (manifest: JsonObject): Promise<void> => {
    const { status, body } = await world.objects.apply(manifest);
    if (status >= 300) throw new Error(`${JSON.stringify(refOf(manifest))} is refused: ${JSON.stringify(body)}`);
  };
  for (const manifest of of.namespaces) await apply(manifest);
  const platform = platformManifests(of.fleet, of.cluster);
  for (const manifest of platform) {
    await apply(manifest);
    if (manifest['kind'] === 'ValidatingAdmissionPolicyBinding') await apply(asking(manifest));
  }
  await inForce(world, platform);
  return {
    ...world,
    async ask(manifest, as) {
      const answer = await world.objects.apply(manifest, { dryRun: 'All', ...(as !== undefined && { as }) });
      return verdictOf(answer);
    },
  };
}

/** A second binding, which warns: a refusal names one policy only. */
function asking(binding: JsonObject): JsonObject {
  const { metadata, spec } = binding as unknown as { metadata: { name: string }; spec: JsonObject };
  return {
    ...binding,
    metadata: { name: metadata.name.replace(/^fleet-/, 'ask-') },
    spec: { ...spec, validationActions: ['Warn'] },
  };
}

export function verdictOf(answer: {
  readonly status: number;
  readonly body: JsonObject;
  readonly warnings: readonly string[];
}): Verdict {
  const faults = new Map<string, readonly string[]>();
  for (const warning of answer.warnings) {
    const found =
      /^Validation failed for ValidatingAdmissionPolicy 'fleet-([a-z-]+)' with binding '[a-z-]+': (.*)$/s.exec(warning);
    if (found !== null) faults.set(found[1]!, found[2]!.split('; '));
  }
  const text = String(answer.body['message'] ?? '');
  const isRefused = answer.status >= 400 && text.includes('ValidatingAdmissionPolicy');
  return { faults, isRefused, ...(answer.status >= 300 && !isRefused && { otherwise: `${answer.status} ${text}` }) };
}

/** Policies reach the admission of a server after a moment, each for itself: those of one probe for each have. */
async function inForce(world: World, policies: readonly JsonObject[]): Promise<void> {
  const wanted = policies
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
    .map((manifest) => refOf(manifest).name.replace(/^fleet-/, ''))
    .filter((id) => id in probes);
  for (const deadline = Date.now() + 20_000; ; await sleep(200)) {
    const missing: string[] = [];
    for (const id of wanted) {
      const { as, ...manifest } = probes[id]!;
      const answer = await world.objects.apply(manifest, { dryRun: 'All', ...(typeof as === 'string' && { as }) });
      const { faults, isRefused } = verdictOf(answer);
      if (!isRefused || !faults.has(id)) missing.push(`${id}: ${JSON.stringify(answer)}`);
    }
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`not in force: ${missing.join('\n')}`);
  }
}

const template = {
  metadata: { labels: { app: 'probe' } },
  spec: { tolerations: [{ operator: 'Exists' }], containers: [{ name: 'probe', image: 'evil.example/probe' }] },
};
const pod = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'probe', namespace: 'tenant-acme' },
  spec: { selector: { matchLabels: { app: 'probe' } }, template },
};
const inAcme = { name: 'probe', namespace: 'tenant-acme' };

/** By id: what its policy refuses in the namespace `tenant-acme`. */
const probes: Readonly<Record<string, JsonObject>> = {
  'boundary-account': {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'probe', namespace: 'default' },
    as: 'system:serviceaccount:flux-system:fleet-boundary',
  },
  'cilium-names-only': {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: inAcme,
    spec: { endpointSelector: {}, egress: [{ toEntities: ['world'] }] },
  },
  'declared-hosts': {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: inAcme,
    spec: { rules: [{ host: 'probe.example' }] },
  },
  'dedicated-nodes': pod,
  'foreign-namespace': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: inAcme,
    spec: { type: 'ExternalName', externalName: 'web.tenant-probe.svc' },
  },
  'image-registry': pod,
  'images-by-digest': pod,
  'network-default-deny': {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'tenant-acme' },
    spec: { podSelector: { matchLabels: { app: 'probe' } }, policyTypes: ['Ingress'] },
  },
  'requests-and-limits': pod,
  'service-account-token': pod,
  'tenant-namespace': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tenant-probe' } },
};
