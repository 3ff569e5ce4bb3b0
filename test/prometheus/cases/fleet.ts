/** For each alert about the whole fleet: series that make it fire, and series that must not. Selectors are complete here. */
import type { AlertCase } from './alert-case.ts';

const layer = (name: string, ready: string, suspended?: string) =>
  `gotk_resource_info{exported_namespace="flux-system",customresource_kind="Kustomization",name="${name}",ready="${ready}"${suspended === undefined ? '' : `,suspended="${suspended}"`}}`;
const up = (tenant: string) => `odoo_up{namespace="tenant-${tenant}",tenant="${tenant}",pod="odoo-metrics-1"}`;
const quota = (tenant: string) =>
  `kube_resourcequota{namespace="tenant-${tenant}",resourcequota="tenant",type="hard",resource="pods"}`;

export const fleetCases: Readonly<Record<string, AlertCase>> = {
  FluxNotReady: {
    fires: {
      'a layer is not applied': {
        series: { [layer('tenant-acme-app', 'False')]: '1x100', [layer('tenant-acme-data', 'True')]: '1x100' },
        at: '70m',
        labels: { name: 'tenant-acme-app', tenant: 'acme' },
      },
      'nobody knows': {
        series: { [layer('tenant-acme-staging-boundary', 'Unknown')]: '1x100' },
        at: '70m',
        labels: { name: 'tenant-acme-staging-boundary', tenant: 'acme-staging' },
      },
    },
    quiet: {
      'all are applied': { series: { [layer('tenant-acme-app', 'True')]: '1x100' }, at: '70m' },
      'somebody stopped it': { series: { [layer('tenant-acme-app', 'False', 'true')]: '1x100' }, at: '70m' },
      'it is no tenant': { series: { [layer('flux-system', 'False')]: '1x100' }, at: '70m' },
      'it waits for a migration': {
        series: { [layer('tenant-acme-app', 'Unknown')]: '1x40 _x60', [layer('tenant-acme-app', 'True')]: '_x41 1x60' },
        at: '70m',
      },
    },
  },
  FleetTenantsDown: {
    fires: {
      'one of two': { series: { [up('a')]: '0x20', [up('b')]: '1x20' }, at: '10m', value: '50%' },
    },
    quiet: {
      none: { series: { [up('a')]: '1x20', [up('b')]: '1x20' }, at: '10m' },
      'one of twenty': {
        series: Object.fromEntries(
          Array.from({ length: 20 }, (_, index) => [up(`t${index}`), index === 0 ? '0x20' : '1x20']),
        ),
        at: '10m',
      },
      'there are no tenants': { series: {}, at: '10m' },
    },
  },
  FleetTenantsUnmeasured: {
    fires: {
      'two of three': {
        series: { [quota('a')]: '9x60', [quota('b')]: '9x60', [quota('c')]: '9x60', [up('a')]: '1x60' },
        at: '40m',
        value: '2',
      },
    },
    quiet: {
      'one of three, which may be suspended': {
        series: {
          [quota('a')]: '9x60',
          [quota('b')]: '9x60',
          [quota('c')]: '9x60',
          [up('a')]: '1x60',
          [up('b')]: '0x60',
        },
        at: '40m',
      },
    },
  },
};
