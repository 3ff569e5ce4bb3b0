/** Reads label selectors, and tells which labels they select, as Kubernetes does. */
import { isObject, type Json } from '../model/manifest.ts';

export type Labels = ReadonlyMap<string, string>;

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** All of them must hold; none selects everything. Undefined for what a cluster would refuse. */
export function requirementsOf(selector: Json | undefined): readonly Requirement[] | undefined {
  if (selector === undefined || selector === null) return [];
  if (!isObject(selector)) return undefined;
  const { matchLabels, matchExpressions, ...others } = selector;
  const labels = labelsOf(matchLabels);
  const expressions = matchExpressions ?? [];
  if (labels === undefined || !Array.isArray(expressions) || Object.keys(others).length > 0) return undefined;
  const requirements = expressions.map(requirementOf).filter((each) => each !== undefined);
  if (requirements.length < expressions.length) return undefined;
  return [
    ...Array.from(labels, ([key, value]): Requirement => ({ key, operator: 'In', values: [value] })),
    ...requirements,
  ];
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

/** A label that is missing satisfies `NotIn` and `DoesNotExist`. */
export function selects(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels.get(key);
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
}

/** The values that a label of whatever is selected can have; undefined when the selector does not limit them. */
export function valuesOf(requirements: readonly Requirement[], key: string): readonly string[] | undefined {
  const [first, ...others] = requirements.filter((each) => each.key === key && each.operator === 'In');
  return first?.values.filter((value) => others.every(({ values }) => values.includes(value)));
}

function requirementOf(value: Json): Requirement | undefined {
  if (!isObject(value)) return undefined;
  const { key, operator } = value;
  const values = value['values'] ?? [];
  if (typeof key !== 'string' || !Array.isArray(values) || !values.every((each) => typeof each === 'string')) {
    return undefined;
  }
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? { key, operator, values } : undefined;
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? { key, operator, values } : undefined;
    default:
      return undefined;
  }
}
