import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/manifest.ts';
import { readPromql } from '../../../src/policies/promql.ts';
import { createManifestChecker, kubernetesVersions } from '../../../src/schema/manifest-checker.ts';
import { platformManifests } from '../../../src/stack/index.ts';
import { fleetAlerts, records } from '../../../src/stack/monitoring/fleet.ts';
import { minimalFleet } from '../../minimal-tenant.ts';
import { at, nameOf } from '../rendered.ts';
import { monitoring, runbooks } from './monitored.ts';

const fleet = minimalFleet(monitoring);
const platform = platformManifests(fleet, fleet.clusters.get('eu-1')!);
const find = (name: string) => platform.find((manifest) => nameOf(manifest) === name)!;
const rules = at(find('PrometheusRule aos-fleet'), 'spec.groups.0.rules') as readonly JsonObject[];
describe("the fleet's monitoring", () => {
  it.each(kubernetesVersions)('fits the schemas of Kubernetes %s', (version) => {
    const check = createManifestChecker(version);
    expect(platform.flatMap((manifest) => check(manifest).map(({ message }) => message))).toEqual([]);
  });

  it('stands beside Prometheus, with the labels that it looks for', () => {
    expect(find('PrometheusRule aos-fleet')['metadata']).toMatchObject({
      namespace: 'monitoring',
      labels: { release: 'prometheus', 'fleet.aos/layer': 'platform' },
    });
  });

  it('is written in PromQL', () => {
    const expressions = rules.map(({ expr }) => String(expr));
    expect(expressions.filter((expr) => !readPromql(expr).readable)).toEqual([]);
  });

  it('records first what its alerts ask for', () => {
    const names = Object.keys(records);
    expect(rules.map((rule) => rule['record'] ?? rule['alert'])).toEqual([
      ...names,
      ...fleetAlerts.map(({ name }) => name),
    ]);
    const asked = fleetAlerts
      .map(({ expr }) => expr)
      .join(' ')
      .match(/fleet:\w+(:\w+)?/g)!;
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has alerts that link to their runbook', () => {
    expect(rules.filter(({ alert }) => alert === 'FluxNotReady')).toMatchObject([
      { labels: { severity: 'warning' }, annotations: { runbook_url: `${runbooks}#fluxnotready` } },
    ]);
  });
});
