/** Where something stands in the text, as offsets. */
export interface JuelSpan {
  readonly from: number;
  readonly to: number;
}

export type JuelBinaryOperator =
  'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** An expression of the Unified Expression Language, as Camunda 7, Flowable and Activiti write it between braces. */
export type JuelAst =
  | (JuelSpan & { readonly type: 'number'; readonly digits: string })
  | (JuelSpan & { readonly type: 'string'; readonly value: string })
  | (JuelSpan & { readonly type: 'constant'; readonly value: 'true' | 'false' | 'null' })
  | (JuelSpan & { readonly type: 'name'; readonly name: string })
  | (JuelSpan & { readonly type: 'property'; readonly source: JuelAst; readonly name: string })
  | (JuelSpan & { readonly type: 'index'; readonly source: JuelAst; readonly index: JuelAst })
  | (JuelSpan & {
      readonly type: 'call';
      /** Left out for a function. */
      readonly source?: JuelAst;
      readonly name: string;
      readonly args: readonly JuelAst[];
    })
  | (JuelSpan & {
      readonly type: 'unary';
      readonly operator: 'not' | 'empty' | '-';
      readonly operand: JuelAst;
    })
  | (JuelSpan & {
      readonly type: 'binary';
      readonly operator: JuelBinaryOperator;
      readonly left: JuelAst;
      readonly right: JuelAst;
    })
  | (JuelSpan & {
      readonly type: 'choice';
      readonly condition: JuelAst;
      readonly then: JuelAst;
      readonly else: JuelAst;
    });

/** Why an expression cannot be read or translated, and where in the text. */
export interface JuelProblem extends JuelSpan {
  readonly message: string;
}
