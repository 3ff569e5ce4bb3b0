/** Reads YAML texts with Go's readers. */
import { spawnSync } from 'node:child_process';
import { isObject, type Json } from '../../../src/model/manifest.ts';
import { buildGo } from '../build-go.ts';

export type GoReader = 'kubernetes' | 'strict' | 'v3' | 'kubectl';
export type GoAnswer =
  | { readonly value: Json; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };

/** What each reader makes of each text; texts may not hold NUL. */
export function readWithGo(texts: readonly string[]): readonly Readonly<Record<GoReader, GoAnswer>>[] {
  const run = spawnSync(buildGo('yaml'), { input: texts.map((text) => `${text}\0`).join(''), maxBuffer: 2 ** 31 });
  if (run.status !== 0) {
    throw new Error(`the YAML oracle failed: ${run.stderr.toString()}`, { cause: run.error });
  }
  return run.stdout
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => {
      const answers = JSON.parse(line) as Record<GoReader, { readonly value?: Json; readonly error?: string }>;
      const answer = (reader: GoReader): GoAnswer => {
        const { value = null, error } = answers[reader];
        return error === undefined ? { value: fromMembers(value) } : { error };
      };
      return {
        kubernetes: answer('kubernetes'),
        strict: answer('strict'),
        v3: answer('v3'),
        kubectl: answer('kubectl'),
      };
    });
}

/** Undoes the program's notation of mappings. */
function fromMembers(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(fromMembers);
  }
  const members = isObject(value) ? value['members'] : undefined;
  return Array.isArray(members)
    ? Object.fromEntries(members.map(([key, member]: [string, Json]) => [key, fromMembers(member)]))
    : value;
}
