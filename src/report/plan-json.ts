/** A plan for a program: `schemas/plan.schema.json`. */
import type { Plan } from '../model/plan.ts';

export const planVersion = 1;

export function planJson(plan: Plan): string {
  return `${JSON.stringify({ apiVersion: 'fleet.aos/v1', kind: 'Plan', version: planVersion, ...plan }, null, 2)}\n`;
}
