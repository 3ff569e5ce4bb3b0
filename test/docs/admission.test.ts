/** The page about admission names every policy, and says of each what the code says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policies } from '../../src/policies/index.ts';
import { admissionPolicies } from '../../src/stack/admission/index.ts';
import { minimalFleet } from '../minimal-tenant.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/stack/admission.md'), 'utf8');
const fleet = minimalFleet();
const twins = admissionPolicies(fleet, fleet.clusters.get('eu-1')!);
const family = 'pod-security-';

describe('docs/stack/admission.md', () => {
  it('says of each policy of manifests whether admission repeats it', () => {
    const rows = [...page.matchAll(/^\| `([a-z*-]+)` \| (all|part|no) \|/gm)].map(([, id, how]) => `${id} ${how}`);
    const ids = [...new Set(policies.map(({ id }) => (id.startsWith(family) ? `${family}*` : id)))].toSorted();
    expect(rows).toEqual(ids.map((id) => `${id} ${twins.find((twin) => twin.id === id)?.repeats ?? 'no'}`));
  });

  it('explains those that CI does not have', () => {
    const section = page.slice(page.indexOf('Two policies guard'), page.indexOf('## Who is judged'));
    const rows = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
    expect(rows).toEqual(twins.filter(({ repeats }) => repeats === 'none').map(({ id }) => id));
  });
});
