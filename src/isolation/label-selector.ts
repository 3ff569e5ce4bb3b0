/** Label selectors: reading and matching as Kubernetes does. */
import type { Json } from '../model/manifest.ts';
import { describe, mustHaveOnly, nameOf, optionalList, optionalObject, Unreadable } from './inconclusive.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** All requirements must hold; `matchLabels` are requirements with `In` and one value. None: it matches everything. */
export interface LabelSelector {
  readonly requirements: readonly Requirement[];
  /** Equal for selectors with the same requirements. */
  readonly id: string;
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const keySyntax =
  /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const valueSyntax = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** @throws {Unreadable} for what an API server would refuse. */
export function readSelector(value: Json | undefined, pointer: string): LabelSelector | undefined {
  const selector = optionalObject(value, pointer);
  if (!selector) return undefined;
  mustHaveOnly(selector, ['matchLabels', 'matchExpressions'], pointer);
  const labels = optionalObject(selector['matchLabels'], `${pointer}/matchLabels`) ?? {};
  const expressions = optionalList(selector['matchExpressions'], `${pointer}/matchExpressions`) ?? [];
  return selectorOf([
    ...Object.entries(labels).map(([key, label]): Requirement => {
      mustBeKey(key, `${pointer}/matchLabels`);
      return { key, operator: 'In', values: [readValue(label, `${pointer}/matchLabels`)] };
    }),
    ...expressions.map((one, index) => readRequirement(one, `${pointer}/matchExpressions/${index}`)),
  ]);
}

export function selectorOf(requirements: readonly Requirement[]): LabelSelector {
  const texts = requirements.map(({ key, operator, values }) => JSON.stringify([key, operator, values.toSorted()]));
  return { requirements, id: texts.sort().join() };
}

export function selects({ requirements }: LabelSelector, labels: Labels): boolean {
  return requirements.every((each) => holds(each, Object.hasOwn(labels, each.key) ? labels[each.key] : undefined));
}

/** A label that is missing satisfies `NotIn` and `DoesNotExist`. */
export function holds({ operator, values }: Requirement, value: string | undefined): boolean {
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
}

function readRequirement(value: Json, pointer: string): Requirement {
  const requirement = optionalObject(value, pointer) ?? {};
  mustHaveOnly(requirement, ['key', 'operator', 'values'], pointer);
  const { key } = requirement;
  if (typeof key !== 'string') throw new Unreadable(pointer, `key is ${describe(key)}, must be the key of a label`);
  mustBeKey(key, pointer);
  const operator = operators.find((one) => one === requirement['operator']);
  if (!operator) {
    throw new Unreadable(
      pointer,
      `operator is ${describe(requirement['operator'])}, must be one of ${operators.join(', ')}`,
    );
  }
  const values = (optionalList(requirement['values'], `${pointer}/values`) ?? []).map((one) =>
    readValue(one, `${pointer}/values`),
  );
  const wantsValues = operator === 'In' || operator === 'NotIn';
  if (wantsValues !== values.length > 0) {
    const wanted = wantsValues ? 'at least one' : 'none';
    throw new Unreadable(pointer, `values has ${values.length}, must have ${wanted} with operator ${operator}`);
  }
  return { key, operator, values };
}

function mustBeKey(key: string, pointer: string): void {
  if (!keySyntax.test(key)) {
    throw new Unreadable(pointer, `${nameOf(pointer)} has the key ${describe(key)}, must be the key of a label`);
  }
}

function readValue(value: Json | undefined, pointer: string): string {
  if (typeof value === 'string' && valueSyntax.test(value)) return value;
  throw new Unreadable(pointer, `${nameOf(pointer)} has the value ${describe(value)}, must be the value of a label`);
}
