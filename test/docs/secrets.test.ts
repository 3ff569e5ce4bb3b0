/** The page about secrets lists what the stack needs, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { neededSecrets } from '../../src/stack/needed-secrets.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { statefulSet } from '../stack/rendered.ts';

it('names every Secret with its keys', () => {
  const everything = minimalTenant((spec) => {
    statefulSet(spec);
    Object.assign(spec, { environment: 'staging', stagingOf: 'globex' });
    spec.database!.restoreFrom = { tenant: 'production', generation: 1 };
  });
  const needed = neededSecrets(everything).map(
    ({ name, values }) => `${name}: ${Object.keys(values).toSorted().join(', ')}`,
  );
  const page = readFileSync('docs/stack/secrets.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (`[^|]+) \|/gm)].map(([, name, keys]) => {
    const listed = [...keys!.matchAll(/`([A-Za-z_]+)`/g)].map(([, key]) => key!).filter((key) => key !== 'odoo');
    return `${name}: ${listed.toSorted().join(', ')}`;
  });
  expect(rows).toEqual(needed);
});
