/** Reads PostgreSQL's parameters and memory from the manifests of either engine. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { podTemplateOf } from './pod-template.ts';

export interface DatabaseServer {
  readonly object: InventoryObject;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What limits the server: `resources`, as Kubernetes writes it. */
  readonly resources: JsonObject;
  /** JSON pointer of the object around `resources`. */
  readonly pointer: string;
}

export interface Parameter {
  readonly value: Json;
  readonly pointer: string;
}

/** The CloudNativePG clusters, and the StatefulSets named `database` or, after a restore, `database-<generation>`. */
export function databaseServersOf(objects: readonly InventoryObject[]): readonly DatabaseServer[] {
  return objects.flatMap((object) => {
    const { apiVersion, kind, metadata } = object.manifest;
    if (apiVersion === 'postgresql.cnpg.io/v1' && kind === 'Cluster') return [clusterOf(object)];
    const name = isObject(metadata) ? metadata['name'] : undefined;
    return kind === 'StatefulSet' && /^database(-\d+)?$/.test(String(name)) ? [statefulSetOf(object)] : [];
  });
}

/** A parameter that counts something; NaN when it is unset or no whole number, so that every comparison with it fails. */
export function countParameter({ parameters }: DatabaseServer, name: string): number {
  const value = parameters.get(name)?.value;
  return /^\d{1,9}$/.test(String(value)) ? Number(value) : Number.NaN;
}

const units: ReadonlyMap<string, number> = new Map([
  ['kB', 2 ** 10],
  ['MB', 2 ** 20],
  ['GB', 2 ** 30],
]);

/** Bytes of a parameter; NaN when it has no unit, because what it means without one differs from parameter to parameter. */
export function memoryParameter(value: Json | undefined): number {
  const [, digits = '', unit = ''] = /^(\d{1,9}) ?([kMG]B)$/.exec(String(value)) ?? [];
  return Number(digits) * (units.get(unit) ?? Number.NaN);
}

function clusterOf(object: InventoryObject): DatabaseServer {
  const spec = objectIn(object.manifest, 'spec');
  const parameters = objectIn(objectIn(spec, 'postgresql'), 'parameters');
  return {
    object,
    parameters: new Map(
      Object.entries(parameters).map(([name, value]) => [
        name,
        { value, pointer: `/spec/postgresql/parameters/${name}` },
      ]),
    ),
    resources: objectIn(spec, 'resources'),
    pointer: '/spec',
  };
}

/** The server's command line: `-c name=value`, of which the last one counts. */
function statefulSetOf(object: InventoryObject): DatabaseServer {
  const main = podTemplateOf(object.manifest)?.containers.find(({ kind }) => kind === 'container');
  const container = main?.container ?? {};
  const pointer = main?.pointer ?? '/spec';
  const words = Array.isArray(container['args']) ? container['args'].map(String) : [];
  const parameters = new Map<string, Parameter>();
  for (const [index, word] of words.entries()) {
    const [, name, value = ''] = /^([a-z_]+)=(.*)$/.exec(word) ?? [];
    if (words[index - 1] === '-c' && name !== undefined)
      parameters.set(name, { value, pointer: `${pointer}/args/${index}` });
  }
  return { object, parameters, resources: objectIn(container, 'resources'), pointer };
}

function objectIn(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  return isObject(value) ? value : {};
}
