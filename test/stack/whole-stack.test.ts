import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { podSecurityPoliciesAt } from '../../src/policies/pod-security.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { stackManifests, stackParts } from '../../src/stack/index.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { inventoryOf } from '../policies/pod-security-cases.ts';
import { at, nameOf, plainCluster, rendered, statefulSet } from './rendered.ts';

/** A host name of 200 characters, the longest that is allowed. */
const longestDomain = `${Array.from({ length: 3 }, () => 'd'.repeat(63)).join('.')}.examples`;
const longest = 'a23456789-123456789-123456789-1234567890';

/** Every engine and delivery, with and without several pods, and the longest of everything. */
const stacks = {
  minimal: rendered(),
  'several pods': rendered((spec) => Object.assign(spec, { plan: 'large' })),
  'plain cluster': rendered(statefulSet, plainCluster),
  'nodes of its own': rendered((spec) => void (spec.isolation = 'node')),
  suspended: rendered((spec) => void (spec.lifecycle = 'suspended')),
  'longest names': rendered(
    (spec) => {
      statefulSet(spec);
      Object.assign(spec, { id: longest, ring: longest, environment: 'staging', stagingOf: longest });
      spec.domains = [longestDomain, 'short.example.com'];
      spec.integrations = [{ name: longest, purpose: 'Mail.', cidrs: ['203.0.113.0/28'], ports: [587] }];
    },
    (documents) => {
      documents.fleet.labelPrefix = `${'p'.repeat(61)}.${'p'.repeat(30)}.example`;
      documents.rings[0]!.name = longest;
      documents.rings[0]!.release = longest;
      documents.releases[longest] = documents.releases['19.0-1']!;
    },
  ),
};

const labelKey =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Kinds whose names become host names, or labels of other objects. */
const shortNames = new Set([
  'Deployment',
  'Gateway',
  'Job',
  'Kustomization',
  'Namespace',
  'NetworkPolicy',
  'Service',
  'ServiceAccount',
  'StatefulSet',
]);

describe.each(Object.entries(stacks))('%s', (_, stack) => {
  it('has on every object the labels that say whose it is and what it is', () => {
    const prefix = Object.keys(at(stack.objects[0]!, 'metadata.labels') as JsonObject)
      .find((key) => key.endsWith('/tenant'))!
      .replace('/tenant', '');
    for (const part of stackParts) {
      for (const manifest of stack.parts[part]) {
        expect(at(manifest, 'metadata.labels'), nameOf(manifest)).toMatchObject({
          'app.kubernetes.io/managed-by': 'aos-fleet',
          'app.kubernetes.io/part-of': 'aos',
          'app.kubernetes.io/instance': stack.tenant.spec.id,
          [`${prefix}/tenant`]: stack.tenant.spec.id,
          [`${prefix}/layer`]: part,
          [`${prefix}/release`]: stack.tenant.release.id,
        });
      }
    }
  });

  it('has valid labels and annotations everywhere', () => {
    const wrong: string[] = [];
    const visit = (value: unknown, field: string): void => {
      if (Array.isArray(value)) for (const item of value) visit(item, '');
      else if (isObject(value)) {
        for (const [key, inner] of Object.entries(value)) {
          if (['labels', 'matchLabels', 'nodeSelector'].includes(field)) {
            const [name = '', prefix] = key.split('/').toReversed();
            const valid = labelKey.test(key) && name.length <= 63 && (prefix ?? '').length <= 253;
            if (!valid || !labelValue.test(String(inner)) || String(inner).length > 63)
              wrong.push(`${key}: ${String(inner)}`);
          }
          if (field === 'annotations' && !labelKey.test(key)) wrong.push(key);
          visit(inner, key);
        }
      }
    };
    visit(stack.objects, '');
    expect(wrong).toEqual([]);
  });

  it('has names that Kubernetes accepts', () => {
    for (const manifest of stack.objects) {
      const name = String(at(manifest, 'metadata.name'));
      const isShort = shortNames.has(String(manifest['kind']));
      expect(name, nameOf(manifest)).toMatch(isShort ? dnsLabel : subdomain);
      // Jobs and Deployments give their pods a longer name, of which Kubernetes cuts the label.
      expect(name.length, nameOf(manifest)).toBeLessThanOrEqual(isShort ? 63 : 253);
    }
    const listeners = at(stack.find('Gateway odoo'), 'spec.listeners') as readonly JsonObject[];
    const secrets = listeners.flatMap((listener) => at(listener, 'tls.certificateRefs.0.name') ?? []);
    for (const name of [...listeners.map((listener) => listener['name']), ...secrets]) {
      expect(name).toMatch(subdomain);
      expect(String(name).length).toBeLessThanOrEqual(253);
    }
    const authority = stack.objects.find((manifest) => nameOf(manifest) === 'Certificate database-ca');
    if (authority) expect(String(at(authority, 'spec.commonName')).length).toBeLessThanOrEqual(64);
  });

  it('meets the Pod Security Standard restricted in every pod, and asks the API server to enforce it', () => {
    const inventory = inventoryOf(...stack.objects);
    const violations = podSecurityPoliciesAt('restricted').flatMap((policy) =>
      Array.from(policy.check(inventory), ({ message }) => message),
    );
    expect(violations).toEqual([]);
    const labels = at(stack.objects[0]!, 'metadata.labels') as JsonObject;
    const pinned = Object.entries(labels).filter(([key]) => key.startsWith('pod-security.kubernetes.io/'));
    const version = `v${stack.tenant.cluster.kubernetes}`;
    expect(Object.fromEntries(pinned)).toEqual(
      Object.fromEntries(
        ['enforce', 'audit', 'warn'].flatMap((mode) => [
          [`pod-security.kubernetes.io/${mode}`, 'restricted'],
          [`pod-security.kubernetes.io/${mode}-version`, version],
        ]),
      ),
    );
  });

  it.each(kubernetesVersions)('fits the schemas of Kubernetes %s', (version) => {
    const check = createManifestChecker(version);
    expect(stack.objects.flatMap((manifest) => check(manifest).map(({ message }) => message))).toEqual([]);
  });
});

describe('cdk8s', () => {
  it.each(['cloudnative-pg', 'statefulset'] as const)(
    'would render the same objects itself, with engine %s',
    (engine) => {
      const fleet = minimalFleet();
      const tenant = minimalTenant((spec) => Object.assign(spec, { database: { engine }, isolation: 'node' }), fleet);
      const manifests = Object.values(stackManifests(tenant, fleet)).flat();
      const chart = new Chart(new App(), 'own');
      const own = manifests.map((manifest, index) =>
        new ApiObject(chart, `object-${index}`, propsOf(manifest)).toJson(),
      );
      expect(own).toStrictEqual(manifests);
    },
  );
});

function propsOf(manifest: JsonObject): ApiObjectProps {
  return manifest as unknown as ApiObjectProps;
}
