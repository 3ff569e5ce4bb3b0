import { describe, expect, it } from 'vitest';
import { isObject, refOf } from '../../src/model/manifest.ts';
import { policies } from '../../src/policies/index.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { pattern } from '../../src/stack/admission/cel.ts';
import { notByOperators } from '../../src/stack/admission/exempt.ts';
import { admissionPolicies } from '../../src/stack/admission/index.ts';
import { platformManifests } from '../../src/stack/index.ts';
import { type FleetDocuments, minimalFleet } from '../minimal-tenant.ts';
import { at, plainCluster, rendered } from './rendered.ts';

function admission(tweak: (documents: FleetDocuments) => void = () => {}) {
  const fleet = minimalFleet(tweak);
  const cluster = fleet.clusters.get('eu-1')!;
  const objects = platformManifests(fleet, cluster).filter(({ kind }) =>
    String(kind).startsWith('ValidatingAdmission'),
  );
  const find = (id: string) =>
    objects.find(({ metadata }) => isObject(metadata) && metadata['name'] === `fleet-${id}`)!;
  return { fleet, cluster, objects, find, policies: admissionPolicies(fleet, cluster) };
}

interface Named {
  readonly name: string;
  readonly expression: string;
}

const { objects, find, policies: twins } = admission();
const ids = twins.map(({ id }) => id);

describe('admission policies', () => {
  it('are sorted, each with a binding of its name', () => {
    expect(ids).toEqual(ids.toSorted());
    expect(objects.map(({ kind, metadata }) => `${String(kind)} ${(metadata as { name: string }).name}`)).toEqual(
      ids.flatMap((id) => [`ValidatingAdmissionPolicy fleet-${id}`, `ValidatingAdmissionPolicyBinding fleet-${id}`]),
    );
  });

  it.each(twins)('$id has the name of a policy of CI if it repeats one', ({ id, repeats }) => {
    const known = policies.some((policy) => policy.id === id);
    expect(known).toBe(repeats !== 'none');
  });

  it.each(twins)('$id refuses, and refuses what it cannot judge', ({ id, message }) => {
    expect(at(find(id), 'spec.failurePolicy')).toBe('Fail');
    expect(at(find(id), 'spec.validations')).toEqual([
      {
        expression: 'variables.faults.size() == 0',
        message,
        messageExpression: 'variables.faults.join("; ")',
        reason: 'Forbidden',
      },
    ]);
    const binding = objects.find(
      (manifest) =>
        refOf(manifest).kind === 'ValidatingAdmissionPolicyBinding' && refOf(manifest).name === `fleet-${id}`,
    );
    expect(binding?.['spec']).toEqual({ policyName: `fleet-${id}`, validationActions: ['Deny'] });
  });

  it.each(twins.filter(({ scope }) => scope === 'tenants'))('$id looks into namespaces of tenants alone', ({ id }) => {
    const other = admission(({ fleet }) => void (fleet.labelPrefix = 'aos.example'));
    for (const [{ find: found }, key] of [
      [admission(), 'fleet.aos/tenant'],
      [other, 'aos.example/tenant'],
    ] as const) {
      expect(at(found(id), 'spec.matchConstraints.namespaceSelector')).toEqual({
        matchExpressions: [{ key, operator: 'Exists' }],
      });
    }
    expect(JSON.stringify(other.find(id))).not.toContain('fleet.aos');
  });

  it('of the whole cluster look at namespaces, and at what the boundary writes', () => {
    expect(twins.filter(({ scope }) => scope === 'cluster').map(({ id }) => id)).toEqual([
      'boundary-account',
      'tenant-namespace',
    ]);
    expect(at(find('boundary-account'), 'spec.matchConditions')).toEqual([
      {
        name: 'by-the-boundary',
        expression: "request.userInfo.username == 'system:serviceaccount:flux-system:fleet-boundary'",
      },
    ]);
  });

  it('follow the fleet: its registries', () => {
    const found = admission(
      ({ fleet }) => void (fleet.policies = { imageRegistries: ['quay.io/team', 'ghcr.io'] }),
    ).find('image-registry');
    const variables = at(found, 'spec.variables') as unknown as readonly Named[];
    expect(variables.find(({ name }) => name === 'allowed')?.expression).toBe('["quay.io/team/","ghcr.io/"]');
  });

  it.each(kubernetesVersions)('are written in the schema of Kubernetes %s', (version) => {
    const check = createManifestChecker(version);
    expect(objects.flatMap((manifest) => check(manifest))).toEqual([]);
  });

  it('say it in one line each', async () => {
    const spec = at(find('service-account-token'), 'spec') as unknown as Record<
      'matchConditions' | 'variables',
      Named[]
    >;
    const lines = [...spec.matchConditions, ...spec.variables].map(({ name, expression }) => `${name}: ${expression}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/admission-service-account-token.txt');
  });
});

describe('whose pods are not judged', () => {
  const groupsOf = (tweak: (documents: FleetDocuments) => void) => {
    const { cluster } = admission(tweak);
    return [...notByOperators(cluster).matchAll(/"system:serviceaccounts:([a-z-]+)"/g)].map(
      ([, namespace]) => namespace,
    );
  };
  it.each<readonly [string, (documents: FleetDocuments) => void, readonly string[]]>([
    ['both operators', () => {}, ['cert-manager', 'cnpg-system', 'kube-system']],
    ['a cluster without CloudNativePG', plainCluster, ['cert-manager', 'kube-system']],
    [
      'operators elsewhere',
      ({ clusters }) => {
        clusters[0]!.certManager = { namespace: 'certificates' };
        clusters[0]!.cloudnativePg!.namespace = 'databases';
      },
      ['certificates', 'databases', 'kube-system'],
    ],
    [
      'an operator beside Flux is judged, since the reconcilers are there',
      ({ clusters }) => void (clusters[0]!.cloudnativePg!.namespace = 'flux-system'),
      ['cert-manager', 'kube-system'],
    ],
  ])('%s', (_, tweak, expected) => {
    expect(groupsOf(tweak)).toEqual(expected);
  });
});

it("gives the tenant's namespace its domains", () => {
  const { find: found } = rendered((spec) => void (spec.domains = ['acme.example.com', 'acme.example.org']));
  expect(at(found('Namespace tenant-acme'), 'metadata.annotations')).toMatchObject({
    'fleet.aos/domains': 'acme.example.com acme.example.org',
  });
});

it('refuses a pattern that would end its literal', () => {
  expect(() => pattern("it's")).toThrow("Pattern it's cannot be written into CEL.");
});
