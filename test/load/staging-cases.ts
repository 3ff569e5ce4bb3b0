/** Staging tenants that are open to the outside, or that cannot be made from a backup of production. */
import type { FleetDocuments } from '../minimal-tenant.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { type Files, tenant, withFleet } from './spec-cases.ts';

/** A cluster whose gateway can refuse clients. */
function enforcing({ clusters }: FleetDocuments): void {
  clusters[0]!.gateway!.implementation = 'envoy-gateway';
}

const exposure = { allowedCidrs: ['203.0.113.0/28'] };

/** A right copy of tenant `acme`, before its changes. */
function copy(id: string, tweak: (spec: TenantSpec) => void = () => {}): Files {
  return tenant(id, (spec) => {
    Object.assign(spec, { environment: 'staging', stagingOf: 'acme', exposure });
    spec.database = { restoreFrom: { tenant: 'production', generation: 1 } };
    tweak(spec);
  });
}

export const stagingCases: Readonly<Record<string, Files>> = {
  'staging that is not cut off': {
    ...withFleet(enforcing),
    ...tenant('open', (spec) => {
      Object.assign(spec, { environment: 'staging', stagingOf: 'acme' });
      spec.integrations = [{ name: 'mail', purpose: 'Mail.', cidrs: ['203.0.113.0/28'], ports: [465] }];
      spec.webhooks = [{ name: 'payments', purpose: 'Payments.', path: '/payment/callback' }];
    }),
    ...tenant('wide', (spec) => {
      const allowedCidrs = ['0.0.0.0/0', '128.0.0.0/1', '203.0.113.0/28', '::/0'];
      Object.assign(spec, { environment: 'staging', stagingOf: 'acme', exposure: { allowedCidrs } });
    }),
  },
  'copy of production in production': tenant('acme', (spec) => {
    spec.database = { generation: 2, restoreFrom: { tenant: 'production', generation: 1 } };
  }),
  'copy behind lower walls': {
    ...withFleet(enforcing),
    ...tenant('acme', (spec) => {
      spec.isolation = 'node';
      spec.contract = { residency: 'eu-central', baa: 'BAA-1' };
      spec.odoo = {
        modules: ['crm', 'hr'],
        addons: [{ name: 'own', image: `ghcr.io/acme/own@sha256:${'f'.repeat(64)}` }],
      };
    }),
    ...copy('right', (spec) => {
      spec.isolation = 'node';
      spec.contract = { residency: 'eu-central', baa: 'BAA-1' };
      spec.odoo = {
        modules: ['hr', 'crm', 'sale'],
        addons: [{ name: 'own', image: `ghcr.io/acme/own@sha256:${'e'.repeat(64)}` }],
      };
    }),
    ...copy('lower', (spec) => Object.assign(spec, { class: 'demo', dataClassification: 'internal' })),
  },
  'copy of what production does not have': {
    ...withFleet(enforcing),
    ...tenant('acme', (spec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } })),
    ...copy('right', (spec) => void (spec.database!.restoreFrom!.generation = 2)),
    ...copy('wrong', (spec) => {
      spec.database = { engine: 'statefulset', restoreFrom: { tenant: 'production', generation: 3 } };
    }),
  },
  'copy that its release cannot open': {
    ...withFleet((documents) => {
      enforcing(documents);
      const { releases, rings } = documents;
      const stable = releases['19.0-1']!;
      releases['19.0-0'] = { ...stable, released: '2026-01-01' };
      releases['19.0-2'] = { ...stable, released: '2026-02-20' };
      releases['18.0-1'] = { ...stable, odoo: { ...stable.odoo, series: '18.0' } };
      releases['19.0-17'] = { ...stable, postgresql: { ...stable.postgresql, major: 17 } };
      rings.unshift({ name: 'ahead', release: '19.0-2' });
      rings.push({ name: 'behind', release: '19.0-0' }, { name: 'old', release: '18.0-1' });
    }),
    ...copy('ahead', (spec) => void (spec.ring = 'ahead')),
    ...copy('behind', (spec) => void (spec.ring = 'behind')),
    ...copy('old', (spec) => void (spec.ring = 'old')),
    ...copy('pinned', (spec) => void (spec.pin = { release: '19.0-17', until: '2026-05-01', reason: 'A trial.' })),
  },
  'copy from a store that is not there or not outside': {
    ...withFleet((documents) => {
      enforcing(documents);
      const [first] = documents.clusters;
      const { objectStore, ...without } = first!;
      const other = { podCidrs: ['10.0.0.0/16'], serviceCidrs: ['10.1.0.0/16'], nodeCidrs: ['10.2.0.0/24'] };
      const apiServer = { cidrs: ['10.2.0.1/32'] };
      documents.clusters.push(
        { ...without, ...other, apiServer, name: 'eu-2' },
        { ...without, ...other, apiServer, name: 'eu-3', objectStore: { ...objectStore!, cidrs: ['10.96.1.0/24'] } },
      );
    }),
    ...tenant('bare', (spec) =>
      Object.assign(spec, { placement: { cluster: 'eu-2' }, dataClassification: 'internal' }),
    ),
    ...tenant('near', (spec) => void (spec.placement = { cluster: 'eu-3' })),
    ...copy('first', (spec) => void (spec.stagingOf = 'bare')),
    ...copy('second', (spec) => void (spec.stagingOf = 'near')),
  },
};
