import type { Evaluation } from './evaluation.js';
import type { FeelTypeNode, Span } from './feel-ast.js';
import {
  FeelFunction,
  FeelRange,
  type FeelValue,
  isContext,
  isList,
  memberOf,
} from './feel-value.js';
import { functionConforms } from './type-conformance.js';
import { isConstructedKind, isNamedType } from './type-names.js';

/** Whether a value is of a type; `undefined` if there is no such type. Null is of no type but Null. */
export function isInstanceOf(
  value: FeelValue,
  type: FeelTypeNode,
  evaluation: Evaluation,
  span: Span,
): boolean | undefined {
  evaluation.spend(1, span);
  if (type.type !== 'named') return isConstructed(value, type, evaluation, span);
  if (isConstructedKind(type.name)) return undefined;
  return isNamedType(value, type.name);
}

type ConstructedType = Exclude<FeelTypeNode, { readonly type: 'named' }>;

function isConstructed(
  value: FeelValue,
  type: ConstructedType,
  evaluation: Evaluation,
  span: Span,
): boolean {
  switch (type.type) {
    case 'listOf':
      return isList(value) && value.every((item) => conformsTo(item, type.of, evaluation, span));
    case 'rangeOf':
      return (
        value instanceof FeelRange &&
        conformsTo(value.start ?? null, type.of, evaluation, span) &&
        conformsTo(value.end ?? null, type.of, evaluation, span)
      );
    case 'contextOf':
      return (
        isContext(value) &&
        type.entries.every(({ key, of }) => {
          const member = memberOf(value, key);
          return member !== undefined && conformsTo(member, of, evaluation, span);
        })
      );
    case 'functionOf':
      return value instanceof FeelFunction && functionConforms(value, type);
  }
}

/** Whether a value may stand where one of the type is expected: null always may. */
export function conformsTo(
  value: FeelValue,
  type: FeelTypeNode,
  evaluation: Evaluation,
  span: Span,
): boolean {
  if (value === null) return true;
  if (type.type !== 'named') return isConstructed(value, type, evaluation, span);
  evaluation.spend(1, span);
  return isNamedType(value, type.name) === true;
}
