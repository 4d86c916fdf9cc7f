import type {
  Program,
  ProgramElement,
  ProgramEventDefinition,
  ProgramHandler,
} from '../model/program.js';

/** An error or escalation that an element can throw; without a code it can be any. */
export interface Thrown {
  readonly type: 'error' | 'escalation';
  readonly code?: string;
}

/** What nothing in the process catches. */
export const uncaught = -1;

/** Whose work is done by others, who may answer with an error of any code. */
const jobTypes: readonly string[] = ['serviceTask', 'sendTask', 'scriptTask', 'businessRuleTask'];

export function thrownBy(element: ProgramElement): readonly Thrown[] {
  return [...thrownByWork(element), ...thrownByClocks(element)];
}

/** When a clock on it comes near its target, or has reached it. */
export function thrownByClocks({ clocks }: ProgramElement): readonly Thrown[] {
  const thresholds = clocks.flatMap((clock) => clock.thresholds);
  return thresholds.flatMap(({ escalationCode: code }): readonly Thrown[] =>
    code === undefined ? [] : [{ type: 'escalation', code }],
  );
}

function thrownByWork(element: ProgramElement): readonly Thrown[] {
  // A decision gives a value or an incident.
  if ('decisionId' in element.attributes) return [];
  if (jobTypes.includes(element.type)) return [{ type: 'error' }];
  if (element.type === 'callActivity') return [{ type: 'error' }, { type: 'escalation' }];
  if (element.type === 'endEvent' || element.type === 'intermediateThrowEvent') {
    return element.eventDefinitions.flatMap(thrownAs);
  }
  const implicit = element.attributes['events'] as
    readonly { readonly definitions: readonly ProgramEventDefinition[] }[] | undefined;
  if (element.type !== 'multiInstance' || implicit === undefined) return [];
  return implicit.flatMap(({ definitions }) => definitions.flatMap(thrownAs));
}

function thrownAs({ type, attributes }: ProgramEventDefinition): readonly Thrown[] {
  if (type !== 'error' && type !== 'escalation') return [];
  const { code = '' } = attributes as { readonly code?: string };
  return [{ type, code }];
}

/**
 * The events that can catch it, from the inside out as the machine looks for them (`lifecycle/throwing.ts`). An error of
 * a known code that none catches is `uncaught`; work whose error nobody catches comes to an incident, and goes on.
 */
export function catchersOf(
  program: Program,
  origin: ProgramElement,
  thrown: Thrown,
): readonly number[] {
  const caught: number[] = [];
  let cameFrom = -1;
  let owner: ProgramElement | undefined = origin;
  while (owner !== undefined) {
    const inner = owner.innerHandlers.filter(
      ({ event }) => program.elements[event]?.scope !== cameFrom,
    );
    for (const handlers of [inner, owner.boundaryHandlers]) {
      const matching = handlers.filter((handler) => matches(handler, thrown));
      const best = matching.find(({ code }) => code === thrown.code) ?? matching[0];
      if (thrown.code !== undefined && best !== undefined) return [best.event];
      caught.push(...matching.map(({ event }) => event));
      if (matching.some(({ code }) => code === undefined)) return caught;
    }
    cameFrom = owner.index;
    owner = program.elements[owner.scope];
  }
  const isFailing = thrown.type === 'error' && thrown.code !== undefined;
  return isFailing ? [...caught, uncaught] : caught;
}

function matches({ type, code }: ProgramHandler, thrown: Thrown): boolean {
  if (type !== thrown.type) return false;
  return code === undefined || thrown.code === undefined || code === thrown.code;
}

/** Where it is caught: the host of the boundary event, or the scope around the event sub-process. */
export function ownerOf(program: Program, event: number): number {
  const element = program.elements[event];
  if (element === undefined) return 0;
  if (element.attachedTo >= 0) return element.attachedTo;
  return program.elements[element.scope]?.scope ?? 0;
}
