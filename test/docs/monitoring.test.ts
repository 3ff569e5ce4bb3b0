/** The pages about monitoring name what there is, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/model/finding.ts';
import { platformManifests } from '../../src/stack/index.ts';
import { scripts } from '../../src/stack/monitoring/scripts.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { subjects } from '../prometheus/subjects.ts';
import { monitoring } from '../stack/monitoring/monitored.ts';
import { nameOf, rendered } from '../stack/rendered.ts';

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');
const about = page('stack/monitoring.md');
const runbook = page('runbooks/alerts.md');

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].toSorted(compareText);
/** The first cells of the table rows under a heading, without their code marks. */
const firstCells = (heading: string): readonly string[] => {
  const section = about.split(/^## /m).find((text) => text.startsWith(heading))!;
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell]) => cell!);
};

describe('docs/runbooks/alerts.md', () => {
  const alerts = Object.values(subjects).flatMap(({ rules }) => rules.map(({ alert }) => alert));
  const sections = [...runbook.matchAll(/^## (\S+)$/gm)].map(([, name]) => name!);

  it('has one section for each alert, and none for an alert that does not exist', () => {
    expect(sections).toHaveLength(new Set(sections).size);
    expect(sorted(sections)).toEqual(sorted(alerts));
  });

  it.each(sections)('says what %s means and what to do', (name) => {
    const text = runbook.split(`## ${name}\n`)[1]!.split('\n## ')[0]!;
    expect(text).toMatch(/^\n[A-Z][^\n]*[\s\S]*?\n\n1\. \S/);
  });

  it('is where the alerts link to', () => {
    for (const { rules } of Object.values(subjects))
      for (const { alert, annotations } of rules)
        expect(annotations['runbook_url']!.split('#')[1]).toBe(alert.toLowerCase());
  });
});

describe('docs/stack/monitoring.md', () => {
  it('lists the objects that monitoring adds to a tenant and to a cluster', () => {
    const added = rendered((spec) => void (spec.plan = 'large'), monitoring).names.filter(
      (name) => !rendered((spec) => void (spec.plan = 'large')).names.includes(name),
    );
    const fleet = minimalFleet(monitoring);
    const platform = platformManifests(fleet, fleet.clusters.get('eu-1')!).map(nameOf);
    expect(sorted(firstCells('What a tenant gets'))).toEqual(
      sorted([...added, ...platform.filter((name) => name.includes('aos-fleet'))]),
    );
  });

  it('explains every metric of the exporter', () => {
    const metrics = Object.values(scripts).flatMap((text) => text.match(/(?<=")odoo_[a-z_]+(?=")/g) ?? []);
    expect(sorted(firstCells('What is measured'))).toEqual(sorted(metrics));
  });

  it('explains every metric of the exporter that rules and dashboards ask for', () => {
    const asked = JSON.stringify(rendered((spec) => void (spec.plan = 'large'), monitoring).parts.app).match(
      /\bodoo_(?!queries|metrics\b|metrics\.py)[a-z_]+(?=\{)/g,
    )!;
    const explained = new Set(firstCells('What is measured'));
    expect(asked.filter((metric) => !explained.has(metric))).toEqual([]);
  });
});
