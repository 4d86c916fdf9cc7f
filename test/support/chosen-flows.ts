import type { Program, ProgramFlow } from '../../engine/index.js';
import type { ProgramExpression } from '../../engine/model/program.js';
import { parseExpression } from '../../engine/expressions/parse.js';

/** What a gateway takes on one visit of a token: ids of flows; none of them, and it takes its default flow. */
export type Decide = (gateway: string) => readonly string[];

/** The same program, with somebody who decides in place of its conditions. */
export function withChoices(program: Program, decide: Decide): Program {
  const visits = new Map<number, readonly string[]>();
  const flows = program.flows.map((flow) => {
    if (flow.condition === undefined) return flow;
    const { outgoing, id } = program.elements[flow.source] ?? { outgoing: [], id: '' };
    const first = outgoing.find((index) => program.flows[index]?.condition !== undefined);
    let isAsked = false;
    return defineCondition(flow, () => {
      // The machine looks whether there is a condition, and then evaluates it.
      isAsked = !isAsked;
      if (isAsked && flow.index === first) visits.set(flow.source, decide(id));
      return visits.get(flow.source)?.includes(flow.id) === true ? holds : fails;
    });
  });
  return { ...program, flows };
}

const holds = constant('true');
const fails = constant('false');

function constant(text: string): ProgramExpression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new SyntaxError(text);
  return { text, ast: parsed.ast };
}

function defineCondition(flow: ProgramFlow, read: () => ProgramExpression): ProgramFlow {
  const { condition: _condition, ...rest } = flow;
  return Object.defineProperty(rest, 'condition', { get: read, enumerable: true });
}
