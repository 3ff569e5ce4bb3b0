/** The page about staging names the objects that a copy of production has besides, and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { nameOf, rendered } from '../stack/rendered.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/stack/staging.md'), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z]\w+ [^`]+)` \| (\S+) \| copy \|/gm)];

const namesOf = (database: TenantSpec['database']): readonly string[] =>
  rendered((spec) => Object.assign(spec, { environment: 'staging', stagingOf: 'globex', database })).objects.map(
    (manifest) => nameOf(manifest).replace(/-[0-9a-f]{10}$/, '-<digest>'),
  );

it.each(['cloudnative-pg', 'statefulset'] as const)('with engine %s', (engine) => {
  const without = new Set(namesOf({ engine }));
  const copy = namesOf({ engine, restoreFrom: { tenant: 'production', generation: 1 } });
  const wanted = documented.flatMap(([, object = '', of]) => (of === 'both' || of === engine ? [object] : []));
  expect(copy.filter((name) => !without.has(name)).toSorted()).toEqual(wanted.toSorted());
});
