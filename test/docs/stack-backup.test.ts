/** The pages about database and backups name the objects that the stack makes, and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { at, closing, nameOf, rendered } from '../stack/rendered.ts';

const engines = ['cloudnative-pg', 'statefulset'] as const;

/** Rows of the tables of objects, as `<kind> <name>` with the engine and the condition. */
function rows(page: string): readonly { object: string; engine: string; condition: string }[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/stack', page), 'utf8');
  return [...text.matchAll(/^\| `([A-Z]\w+ [^`]+)` \| (\S+) \| ([^|]+) \|/gm)].map(
    ([, object = '', engine = '', condition = '']) => ({ object, engine, condition: condition.trim() }),
  );
}

const documented = [...rows('database.md'), ...rows('backup.md')];
const everything = (spec: TenantSpec): void => {
  spec.contract = { retentionYears: 6 };
  spec.database = { ...spec.database, generation: 2, restoreFrom: { generation: 1 } };
};

describe.each(engines)('the pages, with engine %s', (engine) => {
  it.each([
    ['as little as possible', () => {}, ['always']],
    ['a tenant that leaves', closing, ['always', 'while it leaves']],
    ['everything', everything, ['always', '`contract.retentionYears`', '`database.restoreFrom`']],
  ] as const)('name what the stack has of %s', (_, tweak, conditions) => {
    const stack = rendered((spec) => {
      spec.database = { engine };
      tweak(spec);
    });
    const names = stack.objects.flatMap((manifest) => {
      const isOurs =
        stack.parts.data.includes(manifest) ||
        (at(manifest, 'metadata.labels') as Record<string, string>)['app.kubernetes.io/name'] === 'backup' ||
        nameOf(manifest) === 'ConfigMap backup-scripts';
      return isOurs ? [nameOf(manifest).replace(/-[0-9a-f]{10}$/, '-<digest>')] : [];
    });
    const server = stack.tenant.spec.database.generation === 1 ? 'database' : 'database-2';
    const wanted = documented
      .filter((row) => row.engine === 'both' || row.engine === engine)
      .filter((row) => (conditions as readonly string[]).includes(row.condition))
      .map(({ object }) => object.replace('<db>', server));
    expect(names.toSorted()).toEqual(wanted.toSorted());
  });
});
