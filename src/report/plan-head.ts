/** The few lines on top of a plan: what a reviewer sees first. */
import type { Plan } from '../model/plan.ts';
import { amount, grouped } from './summary.ts';

export interface PlanHead {
  readonly revisions: string;
  readonly tenants: string;
  readonly objects: string;
  readonly risks: string;
  /** Absent without prices. */
  readonly cost?: string;
  readonly digest: string;
}

export function planHead({ base, head, tenants, platforms, objects, risks, cost, digest }: Plan): PlanHead {
  const to = head.commit === undefined ? head.name : named(head.name, head.commit);
  const subjects = [
    ...(tenants.changed > 0
      ? [`${amount(tenants.changed, 'tenant')} ${tenants.changed === 1 ? 'changes' : 'change'}`]
      : []),
    ...(tenants.new > 0 ? [amount(tenants.new, 'new tenant')] : []),
    ...(tenants.gone > 0 ? [`${amount(tenants.gone, 'tenant')} removed`] : []),
    ...(platforms > 0 ? [`the platform of ${amount(platforms, 'cluster')}`] : []),
  ];
  const counts = (['create', 'change', 'replace', 'delete', 'refuse'] as const)
    .filter((kind) => objects[kind] > 0)
    .map((kind) => `${grouped(objects[kind])} ${done[kind]}`);
  return {
    revisions: `${named(base.name, base.commit)} → ${to}`,
    tenants: subjects.join(', ') || 'none changes',
    objects: counts.join(', ') || 'no object changes',
    risks: risks.map(({ label, subjects: count }) => `${label} ${grouped(count)}`).join(', ') || 'none',
    ...(cost && { cost: costText(cost) }),
    digest,
  };
}

const done = {
  create: 'created',
  change: 'changed',
  replace: 'replaced',
  delete: 'deleted',
  refuse: 'that the API server refuses to change',
} as const;

function named(name: string, commit: string): string {
  const short = commit.slice(0, 12);
  return commit.startsWith(name) ? short : `${name} (${short})`;
}

function costText({ currency, before, after, unknown }: NonNullable<Plan['cost']>): string {
  const delta = after - before;
  const sign = delta > 0 ? '+' : '';
  const change = delta === 0 ? 'no change' : `${sign}${grouped(delta)}`;
  const gap = unknown === 0 ? '' : `; of ${amount(unknown, 'tenant')} it is not known`;
  return `${grouped(before)} → ${grouped(after)} ${currency} a month (${change})${gap}`;
}
