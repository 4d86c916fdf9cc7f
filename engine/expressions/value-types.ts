import type { Evaluation } from './evaluation.js';
import type { FeelTypeNode, Span } from './feel-ast.js';
import {
  FeelFunction,
  type FeelKind,
  type FeelValue,
  isContext,
  isList,
  kindOf,
  memberOf,
} from './feel-value.js';

const kindNames: Readonly<Record<string, FeelKind>> = {
  null: 'null',
  Null: 'null',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
  list: 'list',
  context: 'context',
  range: 'range',
  function: 'function',
};

/** Whether a value is of a type; `undefined` if there is no such type. Null is of no type but Null. */
export function isInstanceOf(
  value: FeelValue,
  type: FeelTypeNode,
  evaluation: Evaluation,
  span: Span,
): boolean | undefined {
  evaluation.spend(1, span);
  switch (type.type) {
    case 'named':
      return isNamedType(value, type.name);
    case 'listOf':
      return isList(value) && value.every((item) => conforms(item, type.of, evaluation, span));
    case 'contextOf':
      return (
        isContext(value) &&
        type.entries.every(({ key, of }) => {
          const member = memberOf(value, key);
          return member !== undefined && conforms(member, of, evaluation, span);
        })
      );
    case 'functionOf':
      return value instanceof FeelFunction && value.parameters.length === type.parameters.length;
  }
}

/** A member may be null whatever its type. */
function conforms(
  value: FeelValue,
  type: FeelTypeNode,
  evaluation: Evaluation,
  span: Span,
): boolean {
  return value === null || isInstanceOf(value, type, evaluation, span) === true;
}

/** Whether there is a type of this name that values other than null can have. */
export function isTypeName(name: string): boolean {
  return name === 'Any' || (Object.hasOwn(kindNames, name) && kindNames[name] !== 'null');
}

/** Whether a value is null or of the named type. */
export function conformsToName(value: FeelValue, name: string): boolean {
  return value === null || isNamedType(value, name) === true;
}

function isNamedType(value: FeelValue, name: string): boolean | undefined {
  if (name === 'Any') return value !== null;
  const kind = Object.hasOwn(kindNames, name) ? kindNames[name] : undefined;
  return kind === undefined ? undefined : kindOf(value) === kind;
}

export function formatType(type: FeelTypeNode): string {
  switch (type.type) {
    case 'named':
      return type.name;
    case 'listOf':
      return `list<${formatType(type.of)}>`;
    case 'contextOf':
      return `context<${type.entries.map(({ key, of }) => `${key}: ${formatType(of)}`).join(', ')}>`;
    case 'functionOf':
      return `function<${type.parameters.map(formatType).join(', ')}> -> ${formatType(type.result)}`;
  }
}
