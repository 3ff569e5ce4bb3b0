/** Evaluates an expression that is data; records every construct that is not, and goes on. */
import type { ArrayExpression, Expression, TemplateLiteral } from 'oxc-parser';
import { constructOf } from './constructs.ts';
import { evaluateObject } from './evaluate-object.ts';
import { evaluateCall, evaluateMember, evaluateName } from './evaluate-reference.ts';
import { checked, type Evaluation, refuse, type Span, spend } from './evaluation.ts';
import { brokenValue, isList, isRecord, limits, list, scalar, type SourceValue } from './source-value.ts';

export function evaluateExpression(evaluation: Evaluation, node: Expression): SourceValue {
  const origin = { source: evaluation.source, start: node.start };
  if (!spend(evaluation, node)) return brokenValue(origin);
  switch (node.type) {
    case 'Literal':
      if ('regex' in node) return refuse(evaluation, node, { name: 'a regular expression', fix: 'Write a string.' });
      if ('bigint' in node) return refuse(evaluation, node, { name: 'a bigint', fix: 'Write a number without `n`.' });
      if (isOctal(node.raw)) {
        return refuse(evaluation, node, {
          name: 'an octal number or escape',
          fix: 'Write it in decimal, or as `\\u....`.',
        });
      }
      if (typeof node.value === 'number') return evaluateNumber(evaluation, node, node.value);
      return checked(evaluation, scalar(origin, node.value));
    case 'UnaryExpression': {
      const { operator, argument } = node;
      if (operator !== '-' || argument.type !== 'Literal' || typeof argument.value !== 'number') break;
      return evaluateNumber(evaluation, node, -argument.value);
    }
    case 'TemplateLiteral':
      return evaluateTemplate(evaluation, node);
    case 'ArrayExpression':
      return evaluateArray(evaluation, node);
    case 'ObjectExpression':
      return evaluateObject(evaluation, node, evaluateExpression);
    case 'Identifier':
      return evaluateName(evaluation, node);
    case 'MemberExpression':
      return evaluateMember(evaluation, node, evaluateExpression);
    case 'CallExpression':
      return evaluateCall(evaluation, node, evaluateExpression);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return evaluateExpression(evaluation, node.expression);
  }
  return refuse(evaluation, node, constructOf(node.type));
}

/** `010` is eight, and `'\012'` a line end: errors in a module of JavaScript, which the parser lets pass. */
function isOctal(raw: string | null): boolean {
  return raw !== null && /^0\d|^['"](?:[^\\]|\\[^\d])*\\(?:[1-9]|0\d)/.test(raw);
}

function evaluateNumber(evaluation: Evaluation, node: Span, value: number): SourceValue {
  if (!Number.isFinite(value)) {
    return refuse(evaluation, node, { name: 'an infinite number', fix: 'Write a smaller number.' });
  }
  // JSON has no negative zero.
  return scalar({ source: evaluation.source, start: node.start }, value === 0 ? 0 : value);
}

function evaluateTemplate(evaluation: Evaluation, node: TemplateLiteral): SourceValue {
  const origin = { source: evaluation.source, start: node.start };
  let text = node.quasis[0]?.value.cooked ?? '';
  let isComplete = true;
  for (const [index, expression] of node.expressions.entries()) {
    const part = evaluateExpression(evaluation, expression);
    if (part.broken === true) {
      isComplete = false;
    } else if (typeof part.content !== 'string' && typeof part.content !== 'number') {
      isComplete = false;
      const name = `${wordFor(part)} in a template string`;
      refuse(evaluation, expression, { name, fix: 'Write a string or a number there.' });
    } else if (text.length <= limits.text) {
      text += `${part.content}${node.quasis[index + 1]?.value.cooked ?? ''}`;
    }
  }
  return isComplete ? checked(evaluation, scalar(origin, text)) : brokenValue(origin);
}

function wordFor({ content }: SourceValue): string {
  if (isList(content)) return 'a list';
  return isRecord(content) ? 'an object' : String(content);
}

function evaluateArray(evaluation: Evaluation, node: ArrayExpression): SourceValue {
  const items: SourceValue[] = [];
  let isPartial = false;
  for (const element of node.elements) {
    if (element === null) {
      isPartial = true;
      refuse(evaluation, node, { name: 'a list with a hole', fix: 'Remove the extra comma.' });
    } else if (element.type !== 'SpreadElement') {
      items.push(evaluateExpression(evaluation, element));
    } else {
      const spread = evaluateExpression(evaluation, element.argument);
      if (isList(spread.content) && spend(evaluation, element, spread.content.length)) {
        // Not push(...): its arguments would have to fit on the stack.
        for (const item of spread.content) items.push(item);
        isPartial ||= spread.partial === true;
      } else {
        isPartial = true;
        if (spread.broken !== true && !isList(spread.content)) {
          refuse(evaluation, element, { name: 'a spread of something else than a list', fix: 'Spread a list.' });
        }
      }
    }
  }
  return checked(evaluation, list({ source: evaluation.source, start: node.start }, items, isPartial));
}
