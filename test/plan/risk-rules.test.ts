import { describe, expect, it } from 'vitest';
import { type RiskLabel, riskLabels } from '../../src/model/change.ts';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { meaningOf } from '../../src/plan/object-meaning.ts';
import { riskRules } from '../../src/plan/risk-rules.ts';

interface Case {
  readonly name: string;
  readonly of: readonly [apiVersion: string, kind: string];
  readonly before?: JsonObject | null;
  readonly after?: JsonObject | null;
  readonly risks: readonly RiskLabel[];
}

const pod = (spec: JsonObject): JsonObject => ({ spec: { template: { spec } } });
const container = (more: JsonObject): JsonObject => pod({ containers: [{ name: 'odoo', image: 'odoo:1', ...more }] });
const labelled = (labels: JsonObject): JsonObject => ({ metadata: { labels } });
const deployment = ['apps/v1', 'Deployment'] as const;

const cases: readonly Case[] = [
  // deletion
  {
    name: 'a ConfigMap that goes',
    of: ['v1', 'ConfigMap'],
    before: {},
    after: null,
    risks: ['deletion', 'availability'],
  },
  {
    name: 'a guard against pruning that goes',
    of: ['v1', 'ConfigMap'],
    before: { metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } } },
    after: {},
    risks: ['deletion', 'availability'],
  },
  {
    name: 'a Kustomization that prunes',
    of: ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
    before: { spec: { prune: false } },
    after: { spec: { prune: true } },
    risks: ['deletion', 'availability'],
  },
  {
    name: 'a volume that is not kept',
    of: ['v1', 'PersistentVolume'],
    before: { spec: { persistentVolumeReclaimPolicy: 'Retain' } },
    after: { spec: { persistentVolumeReclaimPolicy: 'Delete' } },
    risks: ['deletion', 'data'],
  },
  {
    name: 'a finalizer that goes',
    of: ['v1', 'ConfigMap'],
    before: { metadata: { finalizers: ['a/b'] } },
    after: {},
    risks: ['deletion', 'availability'],
  },
  // data
  {
    name: 'a database with other parameters',
    of: ['postgresql.cnpg.io/v1', 'Cluster'],
    before: { spec: { postgresql: { parameters: { work_mem: '1MB' } } } },
    after: { spec: { postgresql: { parameters: { work_mem: '2MB' } } } },
    risks: ['data', 'availability'],
  },
  {
    name: 'a claim that grows',
    of: ['v1', 'PersistentVolumeClaim'],
    before: { spec: { resources: { requests: { storage: '1Gi' } } } },
    after: { spec: { resources: { requests: { storage: '2Gi' } } } },
    risks: ['data', 'availability', 'cost'],
  },
  {
    name: 'anything of the data layer',
    of: ['monitoring.coreos.com/v1', 'PodMonitor'],
    before: { ...labelled({ 'fleet.aos/layer': 'data' }), spec: { a: 1 } },
    after: { ...labelled({ 'fleet.aos/layer': 'data' }), spec: { a: 2 } },
    risks: ['data'],
  },
  {
    name: 'an image',
    of: deployment,
    before: container({}),
    after: container({ image: 'odoo:2' }),
    risks: ['data', 'availability'],
  },
  {
    name: 'a backup at another time',
    of: ['batch/v1', 'CronJob'],
    before: { spec: { schedule: '0 1 * * *' } },
    after: { spec: { schedule: '0 2 * * *' } },
    risks: ['data', 'availability'],
  },
  {
    name: 'another volume',
    of: deployment,
    before: pod({ volumes: [{ name: 'a', emptyDir: {} }] }),
    after: pod({ volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'x' } }] }),
    risks: ['data', 'availability'],
  },
  // identity
  {
    name: 'a role that may more',
    of: ['rbac.authorization.k8s.io/v1', 'Role'],
    before: { rules: [{ verbs: ['get'] }] },
    after: { rules: [{ verbs: ['*'] }] },
    risks: ['identity'],
  },
  {
    name: 'another account',
    of: deployment,
    before: pod({ serviceAccountName: 'a' }),
    after: pod({ serviceAccountName: 'b' }),
    risks: ['identity', 'availability'],
  },
  {
    name: 'a pod on the network of its node',
    of: deployment,
    before: pod({}),
    after: pod({ hostNetwork: true }),
    risks: ['identity', 'availability'],
  },
  {
    name: 'a capability',
    of: deployment,
    before: container({}),
    after: container({ securityContext: { capabilities: { add: ['NET_ADMIN'] } } }),
    risks: ['identity', 'availability'],
  },
  {
    name: 'a namespace that enforces less',
    of: ['v1', 'Namespace'],
    before: labelled({ 'pod-security.kubernetes.io/enforce': 'restricted' }),
    after: labelled({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
    risks: ['identity'],
  },
  {
    name: 'an admission policy',
    of: ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
    before: { spec: { failurePolicy: 'Fail' } },
    after: { spec: { failurePolicy: 'Ignore' } },
    risks: ['identity'],
  },
  // network
  {
    name: 'a network policy that opens',
    of: ['networking.k8s.io/v1', 'NetworkPolicy'],
    before: { spec: { ingress: [{ from: [{ podSelector: {} }] }] } },
    after: { spec: { ingress: [{}] } },
    risks: ['network'],
  },
  {
    name: 'a route for another host',
    of: ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    before: { spec: { hostnames: ['a.example'] } },
    after: { spec: { hostnames: ['b.example'] } },
    risks: ['network'],
  },
  {
    name: 'pods that policies choose no more',
    of: deployment,
    before: { spec: { template: { metadata: { labels: { role: 'web' } } } } },
    after: { spec: { template: { metadata: { labels: { role: 'job' } } } } },
    risks: ['network', 'availability'],
  },
  // what comes and goes as a whole
  {
    name: 'a container that comes with a port of its node',
    of: deployment,
    before: pod({ containers: [] }),
    after: pod({ containers: [{ name: 'a', ports: [{ containerPort: 1, hostPort: 1 }] }] }),
    risks: ['network', 'availability'],
  },
  {
    name: 'a container that comes as root',
    of: deployment,
    before: pod({ containers: [] }),
    after: pod({ containers: [{ name: 'a', securityContext: { privileged: true } }] }),
    risks: ['identity', 'availability'],
  },
  {
    name: 'a variable from a secret that comes',
    of: deployment,
    before: container({}),
    after: container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a' } } }] }),
    risks: ['secret', 'availability'],
  },
  {
    name: 'a variable that comes',
    of: deployment,
    before: container({}),
    after: container({ env: [{ name: 'A', value: '1' }] }),
    risks: ['availability'],
  },
  {
    name: 'a variable with the name of a field',
    of: ['example.com/v1', 'Gateway'],
    before: { spec: { parentRefs: [{ name: 'a.replicas.requests.hostNetwork', a: 1 }] } },
    after: { spec: { parentRefs: [{ name: 'a.replicas.requests.hostNetwork', a: 2 }] } },
    risks: ['network'],
  },
  // secret
  {
    name: 'a secret',
    of: ['v1', 'Secret'],
    before: { data: { a: 'eA==' } },
    after: { data: { a: 'eQ==' } },
    risks: ['secret'],
  },
  {
    name: 'where secrets come from',
    of: ['external-secrets.io/v1', 'SecretStore'],
    before: { spec: { provider: 1 } },
    after: { spec: { provider: 2 } },
    risks: ['secret'],
  },
  {
    name: 'another secret that is used',
    of: deployment,
    before: container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'k' } } }] }),
    after: container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'b', key: 'k' } } }] }),
    risks: ['secret', 'availability'],
  },
  // availability and cost
  {
    name: 'more memory',
    of: deployment,
    before: container({ resources: { requests: { memory: '1Gi' } } }),
    after: container({ resources: { requests: { memory: '2Gi' } } }),
    risks: ['availability', 'cost'],
  },
  {
    name: 'a higher limit',
    of: deployment,
    before: container({ resources: { limits: { memory: '1Gi' } } }),
    after: container({ resources: { limits: { memory: '2Gi' } } }),
    risks: ['availability'],
  },
  {
    name: 'fewer copies',
    of: deployment,
    before: { spec: { replicas: 2 } },
    after: { spec: { replicas: 1 } },
    risks: ['availability', 'cost'],
  },
  {
    name: 'a quota',
    of: ['v1', 'ResourceQuota'],
    before: { spec: { hard: { pods: '1' } } },
    after: { spec: { hard: { pods: '2' } } },
    risks: ['availability'],
  },
  {
    name: 'an alert',
    of: ['monitoring.coreos.com/v1', 'PrometheusRule'],
    before: { spec: { groups: [{ name: 'a', rules: [] }] } },
    after: { spec: { groups: [] } },
    risks: [],
  },
  // nothing
  {
    name: 'the label of a release',
    of: deployment,
    before: labelled({ 'fleet.aos/release': '1' }),
    after: labelled({ 'fleet.aos/release': '2' }),
    risks: [],
  },
  {
    name: 'the label of a release at a secret',
    of: ['v1', 'Secret'],
    before: labelled({ 'fleet.aos/release': '1' }),
    after: labelled({ 'fleet.aos/release': '2' }),
    risks: [],
  },
  {
    name: 'the digest of what a stack was made from',
    of: ['v1', 'ConfigMap'],
    before: { metadata: { annotations: { 'fleet.aos/spec-digest': 'a' } } },
    after: { metadata: { annotations: { 'fleet.aos/spec-digest': 'b' } } },
    risks: [],
  },
  // what nobody knows
  {
    name: 'a kind that no rule knows',
    of: ['example.com/v1', 'Widget'],
    before: { spec: { a: 1 } },
    after: { spec: { a: 2 } },
    risks: ['identity', 'availability'],
  },
  {
    name: 'a kind that no rule knows and that comes',
    of: ['example.com/v1', 'Widget'],
    before: null,
    after: { spec: { a: 1 } },
    risks: ['identity', 'availability'],
  },
  {
    name: 'a kind that no rule knows and that goes',
    of: ['example.com/v1', 'Widget'],
    before: {},
    after: null,
    risks: ['deletion', 'identity', 'availability'],
  },
  // what comes
  {
    name: 'a network policy that comes',
    of: ['networking.k8s.io/v1', 'NetworkPolicy'],
    before: null,
    after: { spec: { podSelector: {} } },
    risks: ['network'],
  },
  {
    name: 'a network policy that goes',
    of: ['networking.k8s.io/v1', 'NetworkPolicy'],
    before: { spec: {} },
    after: null,
    risks: ['deletion', 'network'],
  },
];

/** Metadata of the case is laid over that of the object. */
function whole([apiVersion, kind]: Case['of'], part: JsonObject | null | undefined): JsonObject | undefined {
  if (part === null) return undefined;
  const { metadata = {}, ...rest } = part ?? {};
  return { apiVersion, kind, metadata: { name: 'x', ...(metadata as JsonObject) }, ...rest };
}

describe('risks', () => {
  it.each(cases)('of $name: $risks', ({ of, before, after, risks }) => {
    expect(meaningOf(whole(of, before), whole(of, after)).risks).toEqual(risks);
  });

  it('stand in the order of their danger', () => {
    const order = cases.map(({ risks }) => risks.map((label) => riskLabels.indexOf(label)));
    expect(order.every((indexes) => indexes.every((index, at) => at === 0 || index > indexes[at - 1]!))).toBe(true);
  });

  it('each have a case', () => {
    expect(riskLabels.filter((label) => !cases.some(({ risks }) => risks.includes(label)))).toEqual([]);
  });
});

describe('every rule', () => {
  it('names a kind, a layer or a field, in words', () => {
    const vague = riskRules.filter(
      ({ what, kinds, layer, path }) =>
        what === '' || (kinds === undefined && layer === undefined && path === undefined),
    );
    expect(vague).toEqual([]);
  });

  it('reads field names in time that grows with their length', () => {
    const long = `spec.${'a'.repeat(100_000)}`;
    const started = performance.now();
    for (const { path } of riskRules) path?.test(long);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a field that a rule looks for', () => {
  /** Every object with the field at any depth. */
  const nested = (value: Json, depth: number): JsonObject =>
    depth === 0 && isObject(value) ? value : { spec: nested(value, Math.max(0, depth - 1)) };

  it.each([1, 3, 6])('is found at depth %i', (depth) => {
    const before = whole(deployment, nested({ hostPID: false }, depth));
    const after = whole(deployment, nested({ hostPID: true }, depth));
    expect(meaningOf(before, after).risks).toContain('identity');
  });
});
