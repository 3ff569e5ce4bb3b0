/** The rules that are tested: of a tenant that has everything, and of the fleet. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { alertsOf } from '../../src/stack/monitoring/alerts/index.ts';
import { fleetMonitoring } from '../../src/stack/monitoring/fleet.ts';
import { ruleOf } from '../../src/stack/monitoring/rules.ts';
import { fullProtection, monitoredStack, runbooks } from '../stack/monitoring/monitored.ts';
import { databaseCases } from './cases/database.ts';
import { exposureCases } from './cases/exposure.ts';
import { fleetCases } from './cases/fleet.ts';
import { namespaceCases } from './cases/namespace.ts';
import { odooCases } from './cases/odoo.ts';
import { protectionCases } from './cases/protection.ts';
import type { Rule, Subject } from './unit-tests.ts';

const stack = monitoredStack((spec) => void (spec.plan = 'large'));

/** The spec of a PrometheusRule is a file of rules. */
export const tenantRules: JsonObject = {
  groups: [
    {
      name: stack.namespace,
      interval: '1m',
      rules: alertsOf(stack, fullProtection).map((alert) => ruleOf(stack, alert, runbooks)),
    },
  ],
};
export const fleetRules = fleetMonitoring(stack.tenant.cluster)[0]!.body['spec'] as JsonObject;

const tenantCases = { ...odooCases, ...databaseCases, ...protectionCases, ...namespaceCases, ...exposureCases };

function rulesIn(spec: JsonObject): readonly Rule[] {
  const groups = spec['groups'] as unknown as readonly { rules: readonly Rule[] }[];
  return groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);
}

export const subjects: Readonly<Record<'tenant' | 'fleet', Subject & { readonly spec: JsonObject }>> = {
  tenant: { spec: tenantRules, rules: rulesIn(tenantRules), cases: tenantCases, namespace: stack.namespace },
  fleet: { spec: fleetRules, rules: rulesIn(fleetRules), cases: fleetCases },
};
