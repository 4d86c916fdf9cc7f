import type { FeelAst } from '../../expressions/feel-ast.js';
import type { DecisionTable } from './decision-table.js';
import type { FunctionLanguage, TypeReference } from './decision-model.js';

/** A text in FEEL with its tree; a text that can't be read has none and means null with a warning. */
export interface FeelText {
  /** The id of the nearest element that has one. */
  readonly elementId: string;
  readonly text: string;
  readonly ast?: FeelAst;
  /** Why there is no tree. */
  readonly fault?: string;
}

export interface Parameter {
  readonly name: string;
  readonly typeRef?: TypeReference;
}

interface Boxed {
  readonly elementId: string;
  readonly typeRef?: TypeReference;
}

/** The forms of boxed expressions, DMN 1.5 chapters 7.3, 8 and 10.2. */
export type BoxedExpression =
  | LiteralExpression
  | BoxedContext
  | BoxedInvocation
  | BoxedFunction
  | BoxedList
  | BoxedRelation
  | BoxedConditional
  | BoxedFilter
  | BoxedFor
  | BoxedQuantified
  | DecisionTable
  | UnreadableExpression;

export interface LiteralExpression extends Boxed {
  readonly type: 'literal';
  readonly code: FeelText;
}

export interface BoxedContext extends Boxed {
  readonly type: 'context';
  readonly entries: readonly BoxedEntry[];
  /** Given, it is the value of the whole. */
  readonly result?: BoxedExpression;
}

export interface BoxedEntry extends Parameter {
  readonly value: BoxedExpression;
}

export interface BoxedInvocation extends Boxed {
  readonly type: 'invocation';
  readonly callee: BoxedExpression;
  readonly bindings: readonly BoxedEntry[];
}

export interface BoxedFunction extends Boxed {
  readonly type: 'function';
  readonly language: FunctionLanguage;
  readonly parameters: readonly Parameter[];
  readonly body: BoxedExpression;
}

export interface BoxedList extends Boxed {
  readonly type: 'list';
  readonly items: readonly BoxedExpression[];
}

export interface BoxedRelation extends Boxed {
  readonly type: 'relation';
  readonly columns: readonly Parameter[];
  readonly rows: readonly (readonly BoxedExpression[])[];
}

export interface BoxedConditional extends Boxed {
  readonly type: 'conditional';
  readonly condition: BoxedExpression;
  readonly then: BoxedExpression;
  readonly else: BoxedExpression;
}

export interface BoxedFilter extends Boxed {
  readonly type: 'filter';
  readonly source: BoxedExpression;
  readonly match: BoxedExpression;
}

interface Iterator extends Boxed {
  readonly variable: string;
  readonly variableType?: TypeReference;
  readonly source: BoxedExpression;
  readonly body: BoxedExpression;
}

export interface BoxedFor extends Iterator {
  readonly type: 'for';
}

export interface BoxedQuantified extends Iterator {
  readonly type: 'some' | 'every';
}

/** Something that is missing or no expression of DMN: null with this warning. */
export interface UnreadableExpression extends Boxed {
  readonly type: 'unreadable';
  readonly fault: string;
}
