import { describe, expect, it } from 'vitest';
import { ownContainers, ownInitContainers, ownVolumes } from '../../src/load/guarded-fields.ts';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { reportsOn, renderedStack } from '../policies/rendered-stack.ts';
import { at, podsOf, rendered, statefulSet } from './rendered.ts';

type Part = NonNullable<TenantSpec['customisations']>[number]['part'];

const patched = (part: Part, patch: Record<string, Json>, tweak?: (spec: TenantSpec) => void) =>
  rendered((spec) => {
    tweak?.(spec);
    spec.customisations = [{ part, reason: 'Because the customer asked.', patch }];
  });
const template = (spec: Record<string, Json>) => ({ spec: { template: { spec } } });
const environment = 'spec.template.spec.containers.0.env';

describe('a customisation', () => {
  it.each([
    ['web', 'Deployment odoo-web', undefined],
    ['cron', 'Deployment odoo-cron', undefined],
    ['database', 'StatefulSet database', statefulSet],
  ] as const)('merges into the container of %s by its name, and changes nothing else', (part, object, tweak) => {
    const name = part === 'database' ? 'postgresql' : 'odoo';
    const patch = template({ containers: [{ name, env: [{ name: 'TZ', value: 'Europe/Berlin' }] }] });
    const before = rendered(tweak).find(object);
    const after = patched(part, patch, tweak).find(object);
    const list = at(before, environment) as readonly Json[];
    expect(at(after, environment)).toEqual([...list, { name: 'TZ', value: 'Europe/Berlin' }]);
    const restored = structuredClone(after) as Record<string, Json>;
    (at(restored, environment) as Json[]).pop();
    expect(restored).toEqual(before);
  });

  it('replaces a value of the same name, removes by null, and adds what is new', () => {
    const after = patched('web', {
      ...template({
        containers: [
          { name: 'odoo', env: [{ name: 'HOME', value: '/tmp' }], livenessProbe: null },
          { name: 'helper', image: 'x' },
        ],
      }),
      metadata: { annotations: { 'example.com/team': 'care' } },
    }).find('Deployment odoo-web');
    const values = at(after, environment) as readonly Record<string, Json>[];
    expect(values.filter(({ name }) => name === 'HOME')).toEqual([{ name: 'HOME', value: '/tmp' }]);
    expect(at(after, 'spec.template.spec.containers.0.livenessProbe')).toBeUndefined();
    expect(at(after, 'spec.template.spec.containers.1.name')).toBe('helper');
    expect(at(after, 'metadata.annotations')).toEqual({ 'example.com/team': 'care' });
  });

  it('is told by name what the stack itself puts into the pods', () => {
    const copied = (spec: TenantSpec) => {
      statefulSet(spec);
      spec.database = { ...spec.database, generation: 2, restoreFrom: { generation: 1 } };
      spec.odoo.addons = [{ name: 'health', image: `ghcr.io/acme/health@sha256:${'f'.repeat(64)}` }];
    };
    const pods = Object.entries(podsOf(rendered(copied)))
      .filter(([name]) => /^Deployment odoo-(web|cron)$|^StatefulSet/.test(name))
      .map(([, pod]) => pod);
    const named = (field: string) =>
      [...new Set(pods.flatMap((pod) => (at(pod, field) as readonly JsonObject[]).map(({ name }) => name)))].toSorted();
    expect(named('spec.containers')).toEqual(ownContainers);
    expect(named('spec.initContainers')).toEqual(ownInitContainers);
    expect(named('spec.volumes')).toEqual([...ownVolumes, 'addons-health', 'shared-memory', 'temporary'].toSorted());
  });

  it('reaches the operator’s cluster', () => {
    const after = patched('database', { spec: { postgresql: { parameters: { jit: 'off' } } } }).find(
      'Cluster database',
    );
    expect(at(after, 'spec.postgresql.parameters.jit')).toBe('off');
    expect(at(after, 'spec.postgresql.parameters.max_connections')).toBe('130');
  });

  it.each([
    ['pod-security-privileged', { containers: [{ name: 'odoo', securityContext: { privileged: true } }] }],
    ['images-by-digest', { containers: [{ name: 'odoo', image: 'docker.io/library/odoo:latest' }] }],
    ['secrets-where-needed', { volumes: [{ name: 'keys', secret: { secretName: 'odoo-admin' } }] }],
    [
      'quota-fits-workloads',
      { containers: [{ name: 'odoo', resources: { requests: { cpu: '16' }, limits: { cpu: '16' } } }] },
    ],
    ['odoo-probes-outlast-requests', { containers: [{ name: 'odoo', livenessProbe: { periodSeconds: 1 } }] }],
    ['requests-and-limits', { containers: [{ name: 'odoo', resources: null }] }],
  ] as const)('cannot weaken what %s holds', (policy, spec) => {
    const tenant = minimalTenant((written) => {
      written.customisations = [{ part: 'web', reason: 'Because the customer asked.', patch: template(spec as never) }];
    });
    expect(reportsOn(renderedStack(tenant)).map((report) => report.policy)).toContain(policy);
  });
});

describe('code of the tenant’s own', () => {
  const digest = `sha256:${'f'.repeat(64)}`;
  const addons = [
    { name: 'health', image: `ghcr.io/acme/health@${digest}` },
    { name: 'forms', image: `ghcr.io/acme/forms@${digest}`, folder: 'addons/18.0' },
  ];
  const own = rendered((spec) => {
    spec.odoo.addons = addons;
    spec.odoo.image = {
      release: '19.0-1',
      reference: `ghcr.io/acme/odoo@${digest}`,
      reason: 'A font that reports need.',
    };
  });

  it('is mounted read-only where Odoo looks for it', () => {
    const config = (at(own.find('ConfigMap odoo-config'), 'data') as Record<string, string>)['odoo.conf'];
    expect(config).toContain('addons_path = /mnt/extra-addons,/mnt/addons/health,/mnt/addons/forms/addons/18.0\n');
    for (const object of ['Deployment odoo-web', 'Deployment odoo-cron', 'Job odoo-migrate']) {
      const pod = at(own.find(object), 'spec.template.spec') as Record<string, Json>;
      expect(pod['volumes']).toEqual(
        expect.arrayContaining([
          { name: 'addons-health', image: { reference: addons[0]!.image, pullPolicy: 'IfNotPresent' } },
        ]),
      );
      expect(at(pod, 'containers.0.volumeMounts')).toEqual(
        expect.arrayContaining([{ name: 'addons-health', mountPath: '/mnt/addons/health', readOnly: true }]),
      );
      expect(at(pod, 'containers.0.image')).toBe(`ghcr.io/acme/odoo@${digest}`);
    }
  });

  it('is migrated to when any of it changes', () => {
    const wanted = (stack: ReturnType<typeof rendered>): Json | undefined =>
      (at(stack.find('Job odoo-migrate'), environment) as readonly Record<string, Json>[]).find(
        ({ name }) => name === 'FLEET_IMAGE',
      )?.['value'];
    expect(wanted(own)).toBe(`ghcr.io/acme/odoo@${digest} forms@${digest} health@${digest}`);
    expect(wanted(rendered())).toBe(`docker.io/library/odoo:19.0@sha256:${'a'.repeat(64)}`);
  });
});
