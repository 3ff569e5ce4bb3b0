import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { createManifestChecker } from '../../src/schema/manifest-checker.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { at, podsOf, rendered, type RenderedStack, statefulSet } from './rendered.ts';

const karpenter = ({ clusters }: FleetDocuments): void => {
  clusters[0]!.karpenter = { nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'tenants' } };
};
const bandwidth = ({ clusters }: FleetDocuments): void => void (clusters[0]!.bandwidthLimits = true);
const onOwnNodes = (spec: TenantSpec): void => void (spec.isolation = 'node');

describe('the nodes of a tenant', () => {
  const pool = rendered(onOwnNodes, karpenter).find('NodePool tenant-acme');

  it.each([
    ['of tier namespace', undefined, karpenter],
    ['where Karpenter is not', onOwnNodes, undefined],
  ] as const)('are not made for a tenant %s', (_, tweak, tweakFleet) => {
    expect(rendered(tweak, tweakFleet).names.filter((name) => name.startsWith('NodePool'))).toEqual([]);
  });

  it('carry the label and the taint that its pods select and tolerate, and belong to the whole cluster', () => {
    const web = podsOf(rendered(onOwnNodes, karpenter))['Deployment odoo-web']!;
    expect(at(pool, 'metadata.namespace')).toBeUndefined();
    expect(at(pool, 'spec.template.metadata.labels')).toEqual(at(web, 'spec.nodeSelector'));
    const { operator: _, ...taint } = at(web, 'spec.tolerations.0') as Record<string, string>;
    expect(at(pool, 'spec.template.spec.taints')).toEqual([taint]);
    expect(createManifestChecker('1.35')(pool)).toEqual([]);
  });

  it('are limited to half as much again as its quota', () => {
    const quota = rendered(onOwnNodes, karpenter).find('ResourceQuota tenant');
    const hard = at(quota, 'spec.hard') as Readonly<Record<string, string>>;
    const half = (resource: string): number => Math.ceil(Number.parseInt(hard[resource]!, 10) * 1.5);
    expect(at(pool, 'spec.limits')).toEqual({
      cpu: `${half('requests.cpu')}m`,
      memory: `${half('requests.memory')}Mi`,
    });
  });
});

describe('the priority of pods', () => {
  it.each([
    ['production', undefined, 'fleet-tenant'],
    [
      'a demo',
      (spec: TenantSpec): void => void Object.assign(spec, { class: 'demo', dataClassification: 'public' }),
      'fleet-staging',
    ],
    [
      'staging',
      (spec: TenantSpec): void => void Object.assign(spec, { environment: 'staging', stagingOf: 'beta' }),
      'fleet-staging',
    ],
  ] as const)('of %s follows its importance', (_, tweak, expected) => {
    for (const engine of [undefined, statefulSet]) {
      const stack = rendered((spec) => {
        engine?.(spec);
        tweak?.(spec);
      });
      const classes = Object.values(podsOf(stack)).map((pod) => at(pod, 'spec.priorityClassName'));
      const database = engine ? [] : [at(stack.find('Cluster database'), 'spec.priorityClassName')];
      expect(new Set([...classes, ...database])).toEqual(new Set([expected]));
    }
  });
});

describe('the bandwidth of Odoo’s pods', () => {
  const annotations = (stack: RenderedStack): Json | undefined =>
    at(podsOf(stack)['Deployment odoo-web']!, 'metadata.annotations');

  it('is not said where nothing would enforce it', () => {
    expect(Object.keys(annotations(rendered()) as object).filter((key) => key.includes('bandwidth'))).toEqual([]);
  });

  it.each([
    ['small', '50M'],
    ['medium', '100M'],
    ['large', '200M'],
  ] as const)('follows the plan %s', (plan, limit) => {
    const stack = rendered((spec) => void (spec.plan = plan), bandwidth);
    expect(annotations(stack)).toMatchObject({
      'kubernetes.io/egress-bandwidth': limit,
      'kubernetes.io/ingress-bandwidth': limit,
    });
  });
});

describe('database instances', () => {
  it('spread over zones and nodes when there are several', () => {
    const spread = (plan: TenantSpec['plan']) =>
      at(rendered((spec) => void (spec.plan = plan)).find('Cluster database'), 'spec.topologySpreadConstraints');
    expect(spread('small')).toBeUndefined();
    expect(spread('large')).toHaveLength(2);
  });
});
