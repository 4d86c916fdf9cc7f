/** A stretch of the expression's text, as offsets. Every node of the tree is one. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The syntax tree of a FEEL expression: plain JSON, so that it can travel in a Program. */
export type FeelAst =
  | NullNode
  | BooleanNode
  | NumberNode
  | StringNode
  | AtNode
  | NameNode
  | ListNode
  | ContextNode
  | FunctionNode
  | NegationNode
  | ArithmeticNode
  | ComparisonNode
  | BetweenNode
  | InNode
  | LogicNode
  | IfNode
  | ForNode
  | QuantifiedNode
  | PathNode
  | FilterNode
  | RangeNode
  | OpenRangeNode
  | InstanceOfNode
  | CallNode
  | UnaryTestsNode;

export type FeelNodeType = FeelAst['type'];

export interface NullNode extends Span {
  readonly type: 'null';
}
export interface BooleanNode extends Span {
  readonly type: 'boolean';
  readonly value: boolean;
}
/** The digits as written: a JSON number could not hold 34 of them. */
export interface NumberNode extends Span {
  readonly type: 'number';
  readonly digits: string;
}
export interface StringNode extends Span {
  readonly type: 'string';
  readonly value: string;
}
/** `@"2026-11-21"`: a date, time, date and time or duration. */
export interface AtNode extends Span {
  readonly type: 'at';
  readonly text: string;
}
/** A variable, a built-in function, or `?` for the input of a unary test. */
export interface NameNode extends Span {
  readonly type: 'name';
  readonly name: string;
}
export interface ListNode extends Span {
  readonly type: 'list';
  readonly items: readonly FeelAst[];
}
export interface ContextNode extends Span {
  readonly type: 'context';
  readonly entries: readonly ContextEntryNode[];
}
export interface ContextEntryNode {
  readonly key: string;
  readonly value: FeelAst;
}
/** The body of an external function is the context that says where to find it. */
export interface FunctionNode extends Span {
  readonly type: 'function';
  readonly parameters: readonly ParameterNode[];
  readonly body: FeelAst;
  readonly isExternal?: true;
}
export interface ParameterNode {
  readonly name: string;
  readonly of?: FeelTypeNode;
}
export interface NegationNode extends Span {
  readonly type: 'negation';
  readonly operand: FeelAst;
}
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export interface ArithmeticNode extends Span {
  readonly type: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: FeelAst;
  readonly right: FeelAst;
}
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export interface ComparisonNode extends Span {
  readonly type: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: FeelAst;
  readonly right: FeelAst;
}
export interface BetweenNode extends Span {
  readonly type: 'between';
  readonly operand: FeelAst;
  readonly low: FeelAst;
  readonly high: FeelAst;
}
export interface InNode extends Span {
  readonly type: 'in';
  readonly operand: FeelAst;
  readonly tests: readonly FeelAst[];
}
export interface LogicNode extends Span {
  readonly type: 'and' | 'or';
  readonly left: FeelAst;
  readonly right: FeelAst;
}
export interface IfNode extends Span {
  readonly type: 'if';
  readonly condition: FeelAst;
  readonly then: FeelAst;
  readonly else: FeelAst;
}
/** `name in source`, or `name in source..end` when there is an end. */
export interface IteratorNode {
  readonly name: string;
  readonly source: FeelAst;
  readonly end?: FeelAst;
}
export interface ForNode extends Span {
  readonly type: 'for';
  readonly iterators: readonly IteratorNode[];
  readonly body: FeelAst;
}
export interface QuantifiedNode extends Span {
  readonly type: 'some' | 'every';
  readonly iterators: readonly IteratorNode[];
  readonly body: FeelAst;
}
export interface PathNode extends Span {
  readonly type: 'path';
  readonly source: FeelAst;
  readonly name: string;
}
export interface FilterNode extends Span {
  readonly type: 'filter';
  readonly source: FeelAst;
  readonly filter: FeelAst;
}
export interface RangeNode extends Span {
  readonly type: 'range';
  readonly start: FeelAst;
  readonly end: FeelAst;
  readonly isStartIncluded: boolean;
  readonly isEndIncluded: boolean;
}
/** `< 5`, `!= "a"`: a test of one side; as a value, a range with one end (`!=` only as a test). */
export interface OpenRangeNode extends Span {
  readonly type: 'openRange';
  readonly operator: ComparisonOperator;
  readonly endpoint: FeelAst;
}
export interface InstanceOfNode extends Span {
  readonly type: 'instanceOf';
  readonly operand: FeelAst;
  readonly of: FeelTypeNode;
}
export interface CallNode extends Span {
  readonly type: 'call';
  readonly callee: FeelAst;
  readonly arguments: readonly ArgumentNode[];
}
/** Either all arguments of a call have names or none has. */
export interface ArgumentNode {
  readonly name?: string;
  readonly value: FeelAst;
}
/** Tests of the input `?`; without any test (`-`) every input passes. */
export interface UnaryTestsNode extends Span {
  readonly type: 'unaryTests';
  readonly isNegated: boolean;
  readonly tests: readonly FeelAst[];
}

/** A type as written after `instance of` or a parameter's colon. */
export type FeelTypeNode =
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'listOf'; readonly of: FeelTypeNode }
  | { readonly type: 'rangeOf'; readonly of: FeelTypeNode }
  | {
      readonly type: 'contextOf';
      readonly entries: readonly { readonly key: string; readonly of: FeelTypeNode }[];
    }
  | {
      readonly type: 'functionOf';
      readonly parameters: readonly FeelTypeNode[];
      readonly result: FeelTypeNode;
    };
