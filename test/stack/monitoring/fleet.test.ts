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
const dashboard = JSON.parse(
  String((at(find('ConfigMap aos-fleet-dashboard'), 'data') as JsonObject)['aos-fleet.json']),
) as { uid: string; panels: { title: string; targets: { expr: string }[] }[] };

describe("the fleet's monitoring", () => {
  it.each(kubernetesVersions)('fits the schemas of Kubernetes %s', (version) => {
    const check = createManifestChecker(version);
    expect(platform.flatMap((manifest) => check(manifest).map(({ message }) => message))).toEqual([]);
  });

  it("stands beside Prometheus, with the labels that it and Grafana's sidecar look for", () => {
    expect(find('PrometheusRule aos-fleet')['metadata']).toMatchObject({
      namespace: 'monitoring',
      labels: { release: 'prometheus', 'fleet.aos/layer': 'platform' },
    });
    expect(find('ConfigMap aos-fleet-dashboard')['metadata']).toMatchObject({
      namespace: 'monitoring',
      labels: { grafana_dashboard: '1' },
    });
  });

  it('is written in PromQL', () => {
    const expressions = [...rules.map(({ expr }) => String(expr)), ...queries()];
    expect(expressions.filter((expr) => !readPromql(expr).readable)).toEqual([]);
  });

  it('records first what its alerts and its dashboard ask for', () => {
    const names = Object.keys(records);
    expect(rules.map((rule) => rule['record'] ?? rule['alert'])).toEqual([
      ...names,
      ...fleetAlerts.map(({ name }) => name),
    ]);
    const asked = [...fleetAlerts.map(({ expr }) => expr), ...queries()].join(' ').match(/fleet:\w+(:\w+)?/g)!;
    expect([...new Set(asked)].toSorted()).toEqual(names.toSorted());
  });

  it('has alerts that link to their runbook', () => {
    expect(rules.filter(({ alert }) => alert === 'FluxNotReady')).toMatchObject([
      { labels: { severity: 'warning' }, annotations: { runbook_url: `${runbooks}#fluxnotready` } },
    ]);
  });

  it('has one dashboard, whose name no tenant can have', () => {
    expect(dashboard.uid).toBe('fleet_eu-1');
    expect(dashboard.panels.map(({ title }) => title)).toEqual([
      'Tenants',
      'Up',
      'Down',
      'Migrations',
      'Oldest backup',
      'Flux behind',
      'Releases',
      'Alerts',
      'Down now',
      'Slowest',
    ]);
  });
});

function queries(): readonly string[] {
  return dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}
