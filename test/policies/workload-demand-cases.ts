/** Objects and amounts from which the cases of workload demand are made. */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { demandOf } from '../../src/policies/workload-demand.ts';
import { object } from './policy-cases.ts';

export type Amounts = Readonly<Record<string, number>>;

export const mebibyte = 2 ** 20;
export const gibibyte = 2 ** 30;

/** One core and one GiB asked for, twice as much at most. */
export const resources = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } };
const one = { 'requests.cpu': 1, 'requests.memory': gibibyte, 'limits.cpu': 2, 'limits.memory': 2 * gibibyte };
export const template = { spec: { containers: [{ name: 'main', resources }] } };

export const times = (count: number): Amounts => ({
  pods: count,
  ...Object.fromEntries(Object.entries(one).map(([key, amount]) => [key, amount * count])),
});
export const deployment = (spec: JsonObject) => object('Deployment of apps/v1', 'web', { spec: { template, ...spec } });
export const pod = (spec: JsonObject) => object('Pod of v1', 'pod', { spec });
export const cpu = (request: Json, limit: Json = request) => ({ requests: { cpu: request }, limits: { cpu: limit } });
export const cluster = (spec: JsonObject) => object('Cluster of postgresql.cnpg.io/v1', 'database', { spec });
export const claim = (storage: Json) => ({ resources: { requests: { storage } } });

export interface Case {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly stopped?: true;
  readonly amounts: Amounts;
  readonly unknown?: readonly string[];
}

export function describeDemand(name: string, cases: readonly Case[]): void {
  describe(`demandOf: ${name}`, () => {
    it.each(cases)('$name', ({ objects, stopped, amounts, unknown = [] }) => {
      const demand = demandOf(objects, stopped === undefined);
      expect({ ...demand, amounts: Object.fromEntries(demand.amounts) }).toEqual({ amounts, unknown });
    });
  });
}
