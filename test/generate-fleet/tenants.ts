/** The tenants of a generated fleet: of every class, tier, plan and engine, with staging copies and overrides. */
import type { TenantSpec } from '../../src/model/specs.ts';
import { type ClusterSpec, dedicatedCluster } from './clusters.ts';
import type { Random } from './random.ts';
import type { Reference } from './source.ts';

/** A tenant's spec, with names of shared constants in place of some values. */
export type TenantDraft = Omit<TenantSpec, 'odoo' | 'integrations'> & {
  readonly odoo: Omit<TenantSpec['odoo'], 'modules'> & { readonly modules: Reference };
  readonly integrations: readonly Reference[];
};

export const moduleSets = {
  office: ['auth_totp', 'calendar', 'contacts', 'mail'],
  cases: ['auth_totp', 'calendar', 'contacts', 'crm', 'mail', 'project', 'survey'],
  workforce: ['contacts', 'hr', 'hr_attendance', 'hr_expense', 'hr_holidays', 'hr_timesheet', 'mail'],
} as const;
const moreModules = ['account', 'event', 'maintenance', 'purchase', 'sale_management', 'website'] as const;
export const integrations = {
  mailRelay: { name: 'mail-relay', purpose: 'Outgoing mail.', cidrs: ['198.51.100.16/28'], ports: [465, 587] },
  payments: { name: 'payments', purpose: 'Card payments of invoices.', cidrs: ['192.0.2.64/27'], ports: [443] },
  records: {
    name: 'records',
    purpose: 'Exchange of clinical records.',
    cidrs: ['203.0.113.0/26'],
    ports: [2575, 8443],
  },
  // Only where names are enforced.
  maps: { name: 'maps', purpose: 'Addresses of home visits.', host: 'maps.example.com', ports: [443] },
};
const firstNames = [
  'amber',
  'bay',
  'cedar',
  'dune',
  'elm',
  'fjord',
  'glen',
  'harbor',
  'iris',
  'juniper',
  'kite',
  'lumen',
];
const secondNames = ['care', 'clinic', 'family-services', 'home-care', 'legal-aid', 'recovery', 'staffing', 'therapy'];
const languages = ['en_US', 'en_US', 'en_US', 'es_MX', 'fr_FR', 'de_DE'];

export interface Draw {
  readonly tenants: readonly TenantDraft[];
  /** The clusters of the tenants with the tier `cluster`. */
  readonly dedicated: readonly ClusterSpec[];
}

/** Draws tenants, each placed where the fewest are. */
export function drawTenants(count: number, random: Random, clusters: readonly ClusterSpec[]): Draw {
  const load = clusters.map(() => 0);
  const tenants: TenantDraft[] = [];
  const dedicated: ClusterSpec[] = [];
  while (tenants.length < count) {
    const previous = tenants.at(-1);
    if (previous !== undefined && mayHaveStaging(previous) && random.chance(0.1)) {
      load[clusters.findIndex(({ name }) => name === previous.placement.cluster)]! += 1;
      tenants.push(stagingCopy(previous, random));
      continue;
    }
    const least = load.indexOf(Math.min(...load));
    const cluster = clusters[least]!;
    const tenant = productionTenant(tenants.length, random, cluster);
    if (tenant.isolation === 'cluster') dedicated.push(dedicatedCluster(cluster, tenant.placement.cluster, tenant.id));
    else load[least]! += 1;
    tenants.push(tenant);
  }
  return { tenants, dedicated };
}

function mayHaveStaging(tenant: TenantDraft): boolean {
  return tenant.environment === 'production' && tenant.class === 'external' && tenant.isolation !== 'cluster';
}

function productionTenant(index: number, random: Random, cluster: ClusterSpec): TenantDraft {
  const kind = index === 0 ? 'internal' : random.chance(0.04) ? 'demo' : 'external';
  const first = random.pick(firstNames);
  const second = random.pick(secondNames);
  const id = `${first}-${second}-${index}`;
  const operated = cluster.cloudnativePg !== undefined;
  const dataClassification = kind === 'demo' ? 'public' : random.pick(['phi', 'phi', 'phi', 'pii'] as const);
  const isolation = !operated || kind !== 'external' ? 'namespace' : tierOf(random);
  const plan =
    isolation === 'cluster' ? 'large' : random.pick(['small', 'small', 'small', 'medium', 'medium', 'large'] as const);
  const ring = kind === 'external' ? random.pick(['early', 'stable', 'stable', 'stable'] as const) : 'preview';
  const engine = operated && !random.chance(0.05) ? 'cloudnative-pg' : 'statefulset';
  return {
    id,
    name: `${titleOf(first)} ${titleOf(second)} ${index}`,
    class: kind,
    environment: 'production',
    dataClassification,
    contract: {
      ...(kind === 'external' && dataClassification === 'phi' && { baa: `BAA-2026-${String(index).padStart(5, '0')}` }),
      ...(kind !== 'demo' && { residency: cluster.region }),
      ...(kind === 'external' &&
        random.chance(0.5) && { rpoMinutes: random.pick([5, 15, 60, 1440]), rtoMinutes: 1440 }),
      // Pins last longer than any of these, and are in the ring `early` alone.
      ...(ring === 'stable' && random.chance(0.3) && { maxPatchAgeDays: random.pick([120, 365]) }),
      ...(kind === 'external' && random.chance(0.3) && { retentionYears: random.pick([6, 10]) }),
    },
    placement: { cluster: isolation === 'cluster' ? `dedicated-${id}` : cluster.name },
    isolation,
    ring,
    ...(ring === 'early' &&
      random.chance(0.1) && {
        // Far away, so that a generated fleet stays valid.
        pin: { release: '18.0-20260926', until: '2099-12-31', reason: 'Waits for an interface to be certified.' },
      }),
    domains: [`${id}.aos.example`, ...(random.chance(0.3) ? [`portal.${id}.example`] : [])],
    exposure: {
      ...(operated && isolation === 'namespace' && random.chance(0.5) && { gateway: 'cluster' as const }),
      ...(random.chance(0.1) && { allowedCidrs: ['203.0.113.192/26'] }),
    },
    ...(random.chance(0.1) && {
      webhooks: [{ name: 'payments', purpose: 'Reports of the payment provider.', path: '/payment/provider/webhook' }],
    }),
    plan,
    odoo: {
      modules: moduleReference(random),
      language: random.pick(languages),
      ...(cluster.storage.filestore.accessMode === 'ReadWriteOnce' && { replicas: 1 }),
      ...(random.chance(0.1) && { workers: random.pick([4, 5, 8]) }),
      ...(random.chance(0.1) && { config: { limit_time_real: random.pick([300, 900]) } }),
    },
    database: {
      engine,
      ...(random.chance(0.2) && { storageGiB: random.pick([100, 250, 400]) }),
      ...(random.chance(0.1) && { parameters: { work_mem: '16MB', random_page_cost: '1.1' } }),
    },
    integrations: Object.keys(integrations)
      .filter((name) => (operated || name !== 'maps') && random.chance(0.4))
      .map((name) => ({ code: name })),
    owners: [
      { name: 'Operations', email: 'operations@aos.example' },
      ...(kind === 'external' ? [{ name: titleOf(first), email: `admin@${id}.example` }] : []),
    ],
    ...(random.chance(0.03) ? random.pick(stopped) : { lifecycle: 'active' as const }),
  };
}

const leaving = { reason: 'The contract ended.', retainUntil: '2099-12-31' };
const stopped = [
  { lifecycle: 'suspended' as const },
  { lifecycle: 'offboarding' as const, offboarding: leaving },
  { lifecycle: 'offboarding' as const, offboarding: { ...leaving, backupConfirmed: '2026-01-31' } },
];

/** A smaller copy for tests, beside its production tenant and with the same promises; half of them of its data. */
function stagingCopy(production: TenantDraft, random: Random): TenantDraft {
  const id = `${production.id}-staging`;
  const { modules, language = 'en_US', replicas } = production.odoo;
  return {
    id,
    name: `${production.name} (staging)`,
    class: production.class,
    environment: 'staging',
    stagingOf: production.id,
    dataClassification: production.dataClassification ?? 'phi',
    contract: production.contract,
    placement: production.placement,
    ...(production.isolation === 'node' && { isolation: production.isolation }),
    ring: production.ring,
    ...(production.pin !== undefined && { pin: production.pin }),
    domains: [`${id}.aos.example`],
    exposure: { allowedCidrs: ['203.0.113.192/26'] },
    plan: 'small',
    odoo: { modules, language, ...(replicas !== undefined && { replicas }) },
    database: {
      engine: production.database?.engine ?? 'cloudnative-pg',
      ...(random.chance(0.5) && { restoreFrom: { tenant: 'production' as const, generation: 1 } }),
    },
    integrations: [],
    owners: production.owners,
  };
}

/** The dearer the tier, the rarer. */
function tierOf(random: Random): 'namespace' | 'node' | 'cluster' {
  const draw = random.next();
  return draw < 0.002 ? 'cluster' : draw < 0.1 ? 'node' : 'namespace';
}

function moduleReference(random: Random): Reference {
  const set = random.pick(Object.keys(moduleSets));
  const more = moreModules.filter(() => random.chance(0.25));
  return { code: more.length === 0 ? set : `[...${set}, ${more.map((name) => `'${name}'`).join(', ')}]` };
}

function titleOf(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
