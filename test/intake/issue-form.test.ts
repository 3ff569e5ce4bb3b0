/** The issue form: that GitHub takes it, and that its file is what the fleet says. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { facts } from '../../src/intake/facts.ts';
import { issueForm } from '../../src/intake/issue-form.ts';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';
import { minimalFleet } from '../minimal-tenant.ts';

function fields(form: JsonObject): readonly JsonObject[] {
  return (form['body'] as readonly JsonObject[]).filter(({ type }) => type !== 'markdown');
}

function attributes(form: JsonObject, id: string): JsonObject {
  const found = fields(form).find((field) => field['id'] === id)?.['attributes'];
  return isObject(found) ? found : {};
}

describe('the issue form', () => {
  it('asks for every fact once, under a label of its own', () => {
    const form = load(readFileSync('.github/ISSUE_TEMPLATE/new-tenant.yml', 'utf8')) as JsonObject;
    expect(fields(form).map(({ id }) => id)).toEqual(facts.map(({ flag }) => flag));
    const labels = fields(form).map(({ attributes: of }) => (of as JsonObject)['label']);
    expect(new Set(labels).size).toBe(facts.length);
    expect(form).not.toHaveProperty('labels');
  });

  it('offers what the fleet has, and never the word that GitHub keeps for itself', () => {
    const form = issueForm(
      minimalFleet((documents) => {
        documents.fleet.phase = 'commercial';
        const [first] = documents.clusters;
        documents.clusters = [first!, { ...first!, name: 'us-1', region: 'us' }, { ...first!, name: 'none' }];
        documents.rings = [
          { name: 'early', release: '19.0-1' },
          { name: 'stable', release: '19.0-1' },
        ];
      }),
    );
    expect(attributes(form, 'cluster')['options']).toEqual(['eu-1', 'us-1']);
    expect(attributes(form, 'residency')['options']).toEqual(['eu-central', 'us']);
    expect(attributes(form, 'ring')['options']).toEqual(['early', 'stable']);
    expect(attributes(form, 'class')['options']).toEqual(['external', 'internal', 'demo']);
  });
});
