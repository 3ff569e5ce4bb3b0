/** Reads label selectors, and tells which labels they select, as Kubernetes does. */
import { Unreadable } from '../isolation/inconclusive.ts';
import { holds, readSelector, type Requirement } from '../isolation/label-selector.ts';
import { isObject, type Json } from '../model/manifest.ts';

export type Labels = ReadonlyMap<string, string>;

/** All of them must hold; none selects everything. Undefined for what a cluster would refuse. */
export function requirementsOf(selector: Json | undefined): readonly Requirement[] | undefined {
  try {
    return readSelector(selector, '')?.requirements ?? [];
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Undefined when one of the values is no text. */
export function labelsOf(value: Json | undefined): Labels | undefined {
  if (value === undefined || value === null) return new Map();
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? new Map(entries)
    : undefined;
}

export function selects(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every((each) => holds(each, labels.get(each.key)));
}

/** The values that a label of whatever is selected can have; undefined when the selector does not limit them. */
export function valuesOf(requirements: readonly Requirement[], key: string): readonly string[] | undefined {
  const [first, ...others] = requirements.filter((each) => each.key === key && each.operator === 'In');
  return first?.values.filter((value) => others.every(({ values }) => values.includes(value)));
}
