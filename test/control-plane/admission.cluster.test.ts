/** What CI refuses the cluster refuses too, and nothing else: the policies' own cases before a real API server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JsonObject, refOf } from '../../src/model/manifest.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { cases as ciliumNamesOnly } from '../policies/cilium-names-only.cases.ts';
import { cases as declaredHosts } from '../policies/declared-hosts.cases.ts';
import { cases as dedicatedNodes } from '../policies/dedicated-nodes.cases.ts';
import { cases as foreignNamespace } from '../policies/foreign-namespace.cases.ts';
import { cases as imageRegistry } from '../policies/image-registry.cases.ts';
import { cases as imagesByDigest } from '../policies/images-by-digest.cases.ts';
import { cases as networkDefaultDeny } from '../policies/network-default-deny.cases.ts';
import { namespace, type PolicyCase } from '../policies/policy-cases.ts';
import { cases as requestsAndLimits } from '../policies/requests-and-limits.cases.ts';
import { cases as serviceAccountToken } from '../policies/service-account-token.cases.ts';
import { type AdmissionWorld, startAdmissionWorld } from './admission-world.ts';
import { distinct, saidBy } from './agreement.ts';
import { completed } from './completed.ts';

/** As the cases of `image-registry` have it. */
const fleet = minimalFleet(({ fleet: spec }) => {
  spec.policies = { imageRegistries: ['docker.io/library', 'registry.example:5000'] };
});
const domains = ['acme.example.com', 'portal.acme.example'];
const tenant = minimalTenant((spec) => void (spec.domains = domains), fleet);
const ownNodes = 'acme-on-nodes';

const namespaceWith = (name: string, isolation: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'fleet.aos/tenant': 'acme', 'fleet.aos/isolation': isolation },
    annotations: { 'fleet.aos/domains': domains.join(' ') },
  },
});

interface Table {
  readonly id: string;
  readonly cases: readonly PolicyCase[];
  /** Where the twin repeats a part only: the kinds that it looks at. */
  readonly kinds?: readonly string[];
}

const tables: readonly Table[] = [
  { id: 'cilium-names-only', cases: ciliumNamesOnly },
  { id: 'declared-hosts', cases: declaredHosts },
  { id: 'dedicated-nodes', cases: dedicatedNodes },
  {
    id: 'foreign-namespace',
    cases: foreignNamespace,
    kinds: ['CiliumNetworkPolicy', 'HTTPRoute', 'NetworkPolicy', 'RoleBinding'],
  },
  { id: 'image-registry', cases: imageRegistry },
  { id: 'images-by-digest', cases: imagesByDigest },
  { id: 'requests-and-limits', cases: requestsAndLimits },
  { id: 'service-account-token', cases: serviceAccountToken },
];

const questions = tables.flatMap(({ id, cases, kinds }) =>
  cases.flatMap((each, index) =>
    each.objects.flatMap((manifest, at) => {
      const { kind } = refOf(manifest);
      if (kinds?.includes(kind) === false || each.fleet?.spec.labelPrefix === 'aos.example') return [];
      return [{ id, each, kind, name: each.name, manifest: completed(manifest, `case-${index}-${at}`), at }];
    }),
  ),
);

let world: AdmissionWorld;
beforeAll(async () => {
  world = await startAdmissionWorld({
    fleet,
    cluster: fleet.clusters.get('eu-1')!,
    namespaces: [namespaceWith('tenant-acme', 'namespace'), namespaceWith(ownNodes, 'node')],
  });
});
afterAll(() => world.stop());

/** Objects of the cases that never reach a policy. */
const elsewhere: string[] = [];
let refused = 0;

describe('the API server says what CI says', () => {
  it.each(questions)('$id: $name, $kind $at', async ({ id, each, kind, manifest }) => {
    const owner = each.tenant ?? tenant;
    const said = saidBy(id, { manifest, tenant: owner, fleet });
    const { otherwise, faults } = await ask(manifest, owner.spec.isolation);
    if (otherwise !== undefined) {
      elsewhere.push(`${id} | ${each.name} | ${kind} | CI: ${said.length === 0 ? 'passes' : 'refuses'} | ${otherwise}`);
      return;
    }
    if (said.length > 0) refused += 1;
    expect(distinct(faults.get(id) ?? [])).toEqual(said);
  });

  const policiesOf = ({ name, objects }: PolicyCase) =>
    objects.flatMap((manifest) => (refOf(manifest).apiVersion === 'networking.k8s.io/v1' ? [{ name, manifest }] : []));
  it.each(networkDefaultDeny.flatMap(policiesOf))(
    'network-default-deny: $name, as the default of deny',
    async ({ name, manifest }) => {
      const policy = completed({ ...manifest, metadata: { namespace: 'tenant-acme' } }, 'default-deny');
      const said = saidBy('network-default-deny', {
        manifest: policy,
        tenant,
        fleet,
        beside: [namespace('tenant-acme')],
      });
      const { otherwise, faults } = await ask(policy, 'namespace');
      if (otherwise === undefined) expect(openIn(faults.get('network-default-deny') ?? [])).toEqual(openIn(said));
      else elsewhere.push(`network-default-deny | ${name} | NetworkPolicy | CI: refuses | ${otherwise}`);
    },
  );
});

it('refuses before any policy what is listed, and nothing else', async () => {
  expect(refused).toBeGreaterThan(60);
  await expect(`${elsewhere.join('\n')}\n`).toMatchFileSnapshot('golden/refused-before-admission-policies.txt');
});

/** A case of tier `node` is asked in a namespace of that tier. */
async function ask(manifest: JsonObject, isolation: string): ReturnType<AdmissionWorld['ask']> {
  const metadata = manifest['metadata'] as JsonObject;
  const sent = isolation === 'node' ? { ...manifest, metadata: { ...metadata, namespace: ownNodes } } : manifest;
  try {
    const verdict = await world.ask(sent);
    const [first] = (verdict.otherwise ?? '').split(/[:[(]/);
    return { ...verdict, ...(verdict.otherwise !== undefined && { otherwise: first!.trim() }) };
  } catch (error) {
    return { otherwise: error instanceof Error ? error.message : String(error), faults: new Map(), isRefused: true };
  }
}

/** The directions that a sentence of either says are open. */
function openIn(sentences: readonly string[]): readonly string[] {
  return sentences.map((sentence) => /den(?:y|ies) all ([A-Za-z ]+),/.exec(sentence)?.[1] ?? sentence);
}
