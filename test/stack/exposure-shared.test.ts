import { describe, expect, it } from 'vitest';
import { platformManifests } from '../../src/stack/index.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { at, envoy, nameOf, rendered, sharedEnvoy } from './rendered.ts';

const stack = rendered((spec) => void (spec.exposure = { gateway: 'cluster' }), sharedEnvoy);

describe('a tenant at the shared Gateway', () => {
  it('has its listeners in a ListenerSet of its own, which only its own routes use', () => {
    const listeners = stack.find('ListenerSet odoo');
    expect(stack.names).not.toContain('Gateway odoo');
    expect(at(listeners, 'metadata.namespace')).toBe('tenant-acme');
    expect(at(listeners, 'spec.parentRef')).toEqual({ kind: 'Gateway', name: 'tenants', namespace: 'gateway-system' });
    expect(at(listeners, 'spec.listeners.1')).toEqual({
      name: 'https.acme.example.com',
      protocol: 'HTTPS',
      port: 443,
      hostname: 'acme.example.com',
      allowedRoutes: { namespaces: { from: 'Same' } },
      tls: { mode: 'Terminate', certificateRefs: [{ name: 'tls.acme.example.com' }] },
    });
    for (const name of ['acme.example.com', 'redirect']) {
      expect(at(stack.find(`HTTPRoute ${name}`), 'spec.parentRefs.0')).toMatchObject({
        kind: 'ListenerSet',
        name: 'odoo',
      });
    }
  });

  it('refers to no other namespace but by that parent', () => {
    expect(stack.objects.filter(({ kind }) => kind === 'ReferenceGrant')).toEqual([]);
    const exposed = stack.parts.app.filter(({ kind }) => ['HTTPRoute', 'Certificate'].includes(String(kind)));
    for (const manifest of exposed) expect(JSON.stringify(manifest['spec'])).not.toContain('"namespace"');
  });

  it('bears the label by which the Gateway accepts it, and no tenant with a Gateway of its own does', () => {
    const labels = at(stack.find('Namespace tenant-acme'), 'metadata.labels') as Record<string, string>;
    expect(labels['fleet.aos/gateway']).toBe('cluster');
    const own = at(rendered(() => {}, sharedEnvoy).find('Namespace tenant-acme'), 'metadata.labels');
    expect(Object.keys(own as object)).not.toContain('fleet.aos/gateway');
  });
});

describe('the shared Gateway', () => {
  const objectsOf = (tweak: Parameters<typeof minimalFleet>[0]) => {
    const fleet = minimalFleet(tweak);
    return platformManifests(fleet, fleet.clusters.get('eu-1')!);
  };
  const platform = objectsOf(sharedEnvoy);
  const find = (name: string) => platform.find((manifest) => nameOf(manifest) === name)!;

  it('names no tenant, and accepts listeners only from namespaces that the boundary layer labelled', () => {
    expect(find('Gateway tenants')).toMatchObject({
      metadata: { namespace: 'gateway-system' },
      spec: {
        gatewayClassName: 'envoy',
        allowedListeners: {
          namespaces: { from: 'Selector', selector: { matchLabels: { 'fleet.aos/gateway': 'cluster' } } },
        },
        listeners: [
          { name: 'unknown-hosts', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'Same' } } },
        ],
      },
    });
  });

  it('compares paths as Odoo reads them, like the Gateways of tenants', () => {
    const own = rendered(() => {}, envoy).find('ClientTrafficPolicy odoo');
    expect(own['spec']).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'odoo' }],
      path: { escapedSlashesAction: 'UnescapeAndRedirect', disableMergeSlashes: false },
      tls: { minVersion: '1.2' },
    });
    expect(at(find('ClientTrafficPolicy tenants'), 'spec.path')).toEqual(at(own, 'spec.path'));
    expect(at(find('ClientTrafficPolicy tenants'), 'spec.targetRefs.0.name')).toBe('tenants');
    expect(stack.names).not.toContain('ClientTrafficPolicy odoo');
  });

  it('says where names point, and is left out where no cluster declares it', () => {
    const pointed = objectsOf((documents) => {
      sharedEnvoy(documents);
      documents.clusters[0]!.externalDns = { target: 'edge.example.com' };
    });
    const gateway = pointed.find((manifest) => nameOf(manifest) === 'Gateway tenants')!;
    expect(at(gateway, 'metadata.annotations')).toEqual({ 'external-dns.kubernetes.io/target': 'edge.example.com' });
    expect(objectsOf(envoy).map(nameOf)).not.toContain('Gateway tenants');
  });
});
