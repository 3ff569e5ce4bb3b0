/** Refuses another database or user for Odoo: it would begin with an empty one beside the full one, or be locked out. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { TransitionPolicy } from '../model/transition.ts';

export const databaseRenamed: TransitionPolicy = {
  id: 'database-renamed',
  family: 'transition',
  severity: 'error',
  title: 'The database keeps its name, its owner and its encoding',
  why: 'PostgreSQL takes them when the database is made, and never again. Odoo asks for the new name and finds nothing, or makes an empty database beside the full one.',
  fix: 'Keep the names. A database gets another one as a new generation, restored from a backup.',
  controls: { hipaa: ['164.312(c)(1)', '164.308(a)(7)(ii)(C)'] },
  *check({ objects }) {
    for (const object of objects) {
      if (object.before === undefined || object.after === undefined) continue;
      const had = new Map(namesIn(object.before));
      for (const [pointer, name] of namesIn(object.after)) {
        const before = had.get(pointer);
        if (before === undefined || before === name) continue;
        yield {
          object,
          pointer,
          message: `${JSON.stringify(name)} is wanted, must stay ${JSON.stringify(before)}, which the database has`,
        };
      }
    }
  },
};

/** By JSON pointer. */
function namesIn(manifest: JsonObject): readonly (readonly [pointer: string, name: string])[] {
  const { apiVersion, kind } = refOf(manifest);
  if (kind === 'Cluster' && apiVersion.startsWith('postgresql.cnpg.io/')) {
    return texts(manifest, [
      ['spec', 'bootstrap', 'initdb', 'database'],
      ['spec', 'bootstrap', 'initdb', 'owner'],
      ['spec', 'bootstrap', 'initdb', 'encoding'],
      ['spec', 'bootstrap', 'recovery', 'database'],
      ['spec', 'bootstrap', 'recovery', 'owner'],
    ]);
  }
  if (kind === 'StatefulSet') return environment(manifest, ['POSTGRES_DB', 'POSTGRES_USER']);
  return kind === 'ConfigMap' ? settings(manifest) : [];
}

function texts(manifest: JsonObject, paths: readonly (readonly string[])[]): readonly (readonly [string, string])[] {
  return paths.flatMap((path) => {
    let value: Json | undefined = manifest;
    for (const name of path) value = isObject(value) ? value[name] : undefined;
    return typeof value === 'string' ? [[`/${path.join('/')}`, value] as const] : [];
  });
}

function environment(manifest: JsonObject, names: readonly string[]): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const visit = (value: Json | undefined, pointer: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item as Json, `${pointer}/${index}`);
    else if (isObject(value)) {
      const { name, value: text } = value;
      if (typeof name === 'string' && names.includes(name) && typeof text === 'string')
        found.push([`${pointer}/value`, text]);
      for (const key of ['spec', 'template', 'containers', 'initContainers', 'env'])
        visit(value[key], `${pointer}/${key}`);
    }
  };
  visit(manifest, '');
  return found;
}

/** `db_name` and `db_user` in a file of Odoo's settings. */
function settings(manifest: JsonObject): readonly (readonly [string, string])[] {
  const data = isObject(manifest['data']) ? manifest['data'] : {};
  return Object.entries(data).flatMap(([file, text]) => {
    if (!file.endsWith('.conf') || typeof text !== 'string') return [];
    const set = Array.from(text.matchAll(/^[ \t]*(db_name|db_user)[ \t]*=[ \t]*(.*?)[ \t]*$/gm));
    return set.map(([, name = '', value = '']) => [`/data/${file}#${name}`, value] as const);
  });
}
