import { describe, expect, it } from 'vitest';
import type { DueDate } from '../../src/model/due-date.ts';
import type { Tenant } from '../../src/model/fleet.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { dueDates } from '../../src/oversight/due-dates.ts';
import { type FleetDocuments, minimalFleet, minimalTenant } from '../minimal-tenant.ts';

const leaving: TenantSpec['offboarding'] = { reason: 'The contract ended, says Ada.', retainUntil: '2026-05-01' };

interface Case {
  readonly name: string;
  readonly tenant?: (spec: TenantSpec) => void;
  readonly fleet?: (documents: FleetDocuments) => void;
  /** `day kind what`, besides the age of the Secrets. */
  readonly due: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'nothing', due: [] },
  {
    name: 'a pin',
    tenant: (spec) => {
      spec.pin = { release: '19.0-1', until: '2026-04-01', reason: 'Their fair is in March.' };
    },
    due: ['2026-04-01 pin The pin to release 19.0-1 ends; ring stable goes on without it.'],
  },
  {
    name: 'an exception',
    fleet: (documents) => {
      documents.exceptions = [
        {
          policy: 'images-by-digest',
          tenant: 'acme',
          reason: 'The supplier publishes no digest yet.',
          owner: 'ada@example.com',
          expires: '2026-03-20',
        },
      ];
    },
    due: ['2026-03-20 exception The exception from images-by-digest that ada@example.com answers for expires.'],
  },
  {
    name: 'a release that grows too old',
    tenant: (spec) => {
      spec.contract = { maxPatchAgeDays: 30 };
    },
    due: ['2026-02-14 patch-age Release 19.0-1 is 30 days old, the most that contract.maxPatchAgeDays allows.'],
  },
  {
    name: 'no patch age of a stopped tenant',
    tenant: (spec) => {
      spec.contract = { maxPatchAgeDays: 30 };
      spec.lifecycle = 'suspended';
    },
    due: [],
  },
  {
    name: 'data that is kept for a time',
    tenant: (spec) => {
      spec.lifecycle = 'offboarding';
      spec.offboarding = leaving;
    },
    due: ['2026-05-01 data-retention The data of a tenant that leaves is kept until this day.'],
  },
  {
    name: 'no retention once the deletion is ordered',
    tenant: (spec) => {
      spec.lifecycle = 'offboarding';
      spec.offboarding = { ...leaving, deleteData: 'acme', withoutBackup: 'The data was invented.' };
    },
    due: [],
  },
];

function dueOf(tenants: readonly Tenant[], fleet = minimalFleet()): readonly DueDate[] {
  return dueDates({ fleet, tenants, documents: new Map() });
}

describe('due dates', () => {
  it.each(cases)('$name', ({ tenant, fleet: tweak, due }) => {
    const fleet = minimalFleet((documents) => {
      documents.releases['19.0-1'] = { ...Object.values(documents.releases)[0]!, released: '2026-01-15' };
      for (const ring of documents.rings) ring.release = '19.0-1';
      tweak?.(documents);
    });
    const found = dueOf([minimalTenant(tenant, fleet)], fleet).filter(({ kind }) => kind !== 'secret-age');
    expect(found.map(({ on, kind, what }) => `${on} ${kind} ${what}`)).toEqual(due);
    expect(found.map(({ tenants }) => tenants)).toEqual(due.map(() => ['acme']));
  });

  it('come a year after the oldest Secret was written, and not from one without a day', () => {
    const tenant = minimalTenant();
    const written = (...days: readonly string[]): Tenant =>
      Object.assign({}, tenant, {
        secrets: days.map((day, index) => {
          const file = tenant.secrets[index]!;
          const sops = Object.assign({}, file.manifest['sops'], { lastmodified: `${day}T12:00:00Z` });
          return Object.assign({}, file, { manifest: Object.assign({}, file.manifest, { sops }) });
        }),
      });
    expect(dueOf([written('2026-02-01', '2025-12-31')]).map(({ on, kind }) => [on, kind])).toEqual([
      ['2026-12-31', 'secret-age'],
    ]);
    expect(dueOf([written('2026-99-99')])).toEqual([]);
  });

  it('are one for all tenants for which they are the same, soonest first', () => {
    const pinned = (id: string, until: string): Tenant =>
      minimalTenant((spec) => {
        spec.id = id;
        spec.pin = { release: '19.0-1', until, reason: 'Their fair is in March.' };
      });
    const tenants = [pinned('cedar', '2026-04-02'), pinned('birch', '2026-04-02'), pinned('acme', '2026-04-01')];
    const found = dueOf(tenants).filter(({ kind }) => kind === 'pin');
    expect(found.map(({ on, tenants: of, place }) => [on, of, place.file])).toEqual([
      ['2026-04-01', ['acme'], 'tenants/acme.ts'],
      ['2026-04-02', ['birch', 'cedar'], 'tenants/birch.ts'],
    ]);
  });
});
