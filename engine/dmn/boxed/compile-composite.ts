import { bindName, type Cell, type LocalScope } from '../../expressions/compile/code.js';
import { compileExpression } from '../../expressions/compile/compile-expression.js';
import type { FeelAst } from '../../expressions/feel-ast.js';
import { FeelFunction, type FeelValue, isList } from '../../expressions/feel-value.js';
import { DecisionRun, type Place } from '../decision-run.js';
import type {
  BoxedConditional,
  BoxedExpression,
  BoxedFilter,
  BoxedFor,
  BoxedQuantified,
} from '../model/boxed-expression.js';
import { conform } from '../type-code.js';
import {
  type BoxedCode,
  type BoxedScope,
  type CompileBoxed,
  heightOf,
  nowhere,
  placeOf,
  withItem,
  withName,
} from './boxed-code.js';

/**
 * Boxed forms that are FEEL's own with boxes for parts. Each is compiled as that FEEL, in which the parts are
 * functions: `for x in source() return body(x)`. So it means to the letter what the FEEL means.
 */

interface Part {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly height: number;
  /** Gets the cells of the place where the whole stands and the values of the parameters. */
  readonly run: (run: DecisionRun, cells: Cell | null, args: readonly FeelValue[]) => FeelValue;
}

function compose(ast: FeelAst, parts: readonly Part[], place: Place): BoxedCode {
  const locals = parts.reduce<LocalScope | null>((outer, { name }) => bindName(name, outer), null);
  const feel = compileExpression(ast, locals);
  return (run, cells) => {
    const inner = parts.reduce<Cell | null>(
      (outer, part) => ({ value: asFunction(part, cells), outer }),
      null,
    );
    return run.at(place, () => feel(run, inner));
  };
}

function asFunction(part: Part, cells: Cell | null): FeelFunction {
  const parameters = part.parameters.map((name) => ({ name }));
  return new FeelFunction(parameters, (args, evaluation) =>
    evaluation instanceof DecisionRun
      ? evaluation.nest(part.height, nowhere, () => part.run(evaluation, cells, args))
      : null,
  );
}

function plainPart(name: string, expression: BoxedExpression, code: BoxedCode): Part {
  const run: Part['run'] = (evaluation, cells) => code(evaluation, cells);
  return { name, parameters: [], height: heightOf(expression), run };
}

function nameOf(name: string): FeelAst {
  return { type: 'name', name, ...nowhere };
}

function call(name: string, ...args: readonly FeelAst[]): FeelAst {
  const given = args.map((value) => ({ value }));
  return { type: 'call', callee: nameOf(name), arguments: given, ...nowhere };
}

export function compileConditional(
  expression: BoxedConditional,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const parts = (['condition', 'then', 'else'] as const).map((name) =>
    plainPart(name, expression[name], compile(expression[name], scope)),
  );
  const ast: FeelAst = {
    type: 'if',
    condition: call('condition'),
    then: call('then'),
    else: call('else'),
    ...nowhere,
  };
  return compose(ast, parts, placeOf(scope, expression.elementId));
}

/** In the match, members of the item can be named like variables. */
export function compileBoxedFilter(
  expression: BoxedFilter,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const source = compile(expression.source, scope);
  const match = compile(expression.match, withItem(scope));
  const parts: Part[] = [
    plainPart('source', expression.source, (run, cells) => hideAll(source(run, cells))),
    {
      name: 'match',
      parameters: ['item'],
      height: heightOf(expression.match),
      run: (run, cells, [item = null]) => match(run, { value: reveal(item), outer: cells }),
    },
  ];
  const filter = call('match', nameOf('item'));
  const ast: FeelAst = { type: 'filter', source: call('source'), filter, ...nowhere };
  const code = compose(ast, parts, placeOf(scope, expression.elementId));
  return (run, cells) => {
    const kept = code(run, cells);
    return isList(kept) ? kept.map(reveal) : reveal(kept);
  };
}

/** An item whose members FEEL does not see, as they could hide the parts. */
class HiddenItem extends FeelFunction {
  constructor(readonly item: FeelValue) {
    super([], () => item);
  }
}

function hideAll(source: FeelValue): FeelValue {
  if (source === null) return null;
  return isList(source) ? source.map((item) => new HiddenItem(item)) : new HiddenItem(source);
}

function reveal(value: FeelValue): FeelValue {
  return value instanceof HiddenItem ? value.item : value;
}

/** The body of `for` also sees the results so far as `partial`. */
export function compileIterator(
  expression: BoxedFor | BoxedQuantified,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const { variable, variableType } = expression;
  const seesPartial = expression.type === 'for' && mentionsPartial(expression.body);
  const variableScope = withName(scope, variable);
  const bodyScope = seesPartial ? withName(variableScope, 'partial') : variableScope;
  const body = compile(expression.body, bodyScope);
  const type = scope.types.find(variableType);
  const parts: Part[] = [
    plainPart('source', expression.source, compile(expression.source, scope)),
    {
      name: 'body',
      parameters: seesPartial ? ['item', 'partial'] : ['item'],
      height: heightOf(expression.body),
      run: (run, cells, [item = null, partial = null]) => {
        const value = conform(item, type, run, `'${variable}'`);
        const inner = { value, outer: cells };
        return body(run, seesPartial ? { value: partial, outer: inner } : inner);
      },
    },
  ];
  const given = seesPartial ? [nameOf('item'), nameOf('partial')] : [nameOf('item')];
  const ast: FeelAst = {
    type: expression.type,
    iterators: [{ name: 'item', source: call('source') }],
    body: call('body', ...given),
    ...nowhere,
  };
  return compose(ast, parts, placeOf(scope, expression.elementId));
}

function mentionsPartial(body: BoxedExpression): boolean {
  return JSON.stringify(body).includes('"partial"');
}
