/** Whether a label selector selects pods with given labels: apimachinery `pkg/apis/meta/v1/helpers.go`. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

/** None selects nothing, an empty one everything. Undefined when it cannot be understood. */
export function selects(selector: Json | undefined, labels: JsonObject): boolean | undefined {
  if (selector === undefined || selector === null) return false;
  if (!isObject(selector)) return undefined;
  const { matchLabels = null, matchExpressions = null } = selector;
  if (matchLabels !== null && !isObject(matchLabels)) return undefined;
  if (matchExpressions !== null && !Array.isArray(matchExpressions)) return undefined;
  const expressions = (matchExpressions ?? []).map((expression: Json) => satisfies(expression, labels));
  if (expressions.includes(undefined)) return undefined;
  const fits = Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return fits && expressions.every((each: boolean | undefined) => each === true);
}

function satisfies(expression: Json, labels: JsonObject): boolean | undefined {
  if (!isObject(expression)) return undefined;
  const { key, operator, values } = expression;
  if (typeof key !== 'string') return undefined;
  const found = labels[key];
  switch (operator) {
    case 'Exists':
      return found !== undefined;
    case 'DoesNotExist':
      return found === undefined;
    case 'In':
    case 'NotIn':
      if (!Array.isArray(values)) return undefined;
      return (found !== undefined && values.includes(found)) === (operator === 'In');
    default:
      return undefined;
  }
}
