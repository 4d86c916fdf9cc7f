import type { Program, ProgramElement } from '../model/program.js';
import type { Contents } from './contents.js';
import type { Move } from './net.js';
import { elementAt, hasDefinition, isFromOutside, isLoop } from './scope-model.js';

/**
 * One step of a counterexample. Where `lemniscate run` knows a verb for it, it is that verb; `choose`, `occur` and
 * `completeCall` say what data and other parties decide there.
 */
export type VerificationStep =
  | { readonly do: 'start'; readonly startEvent?: string }
  | { readonly do: 'completeTask' | 'completeJob' | 'completeAdHoc'; readonly element: string }
  | { readonly do: 'throwError'; readonly element: string; readonly errorCode: string }
  | {
      readonly do: 'startActivities';
      readonly element: string;
      readonly activities: readonly string[];
    }
  /** The element takes these flows the next time a token comes to it. */
  | { readonly do: 'choose'; readonly element: string; readonly flows: readonly string[] }
  /** The message of the event comes, its time is over, or its condition becomes true. */
  | { readonly do: 'occur'; readonly element: string }
  | { readonly do: 'completeCall'; readonly element: string }
  /** The called process throws it and goes on. */
  | { readonly do: 'escalate'; readonly element: string; readonly escalationCode: string };

/** Writes what happens for somebody who plays it. */
export class StepWriter {
  constructor(
    private readonly program: Program,
    private readonly contents: Contents,
  ) {}

  write(moves: readonly Move[]): readonly VerificationStep[] {
    return moves.flatMap((move) => this.one(move));
  }

  private one(move: Move): readonly VerificationStep[] {
    if (move.type === 'start') return [this.start(move.element)];
    const element = elementAt(this.program, move.element);
    switch (move.type) {
      case 'complete':
        return completion(element);
      case 'choose': {
        const flows = move.flows.map((flow) => this.program.flows[flow]?.id ?? '');
        return [{ do: 'choose', element: element.id, flows }];
      }
      case 'occur':
        return [{ do: 'occur', element: element.id }];
      case 'throw':
        return [this.thrown(element, elementAt(this.program, move.event))];
      case 'rest':
        return this.write(this.contents.reports.get(element.index)?.toRest ?? []);
      case 'inside':
        return this.inside(element, move.event);
    }
  }

  private start(index: number): VerificationStep {
    const element = this.program.elements[index];
    return element === undefined ? { do: 'start' } : { do: 'start', startEvent: element.id };
  }

  private thrown(element: ProgramElement, event: ProgramElement): VerificationStep {
    const definition = event.eventDefinitions.find(
      ({ type }) => type === 'error' || type === 'escalation',
    );
    const { code = 'any' } = (definition?.attributes ?? {}) as { readonly code?: string };
    // A clock on the element has come so far.
    if (definition?.type === 'escalation' && element.type !== 'callActivity') {
      return { do: 'occur', element: event.id };
    }
    if (definition?.type === 'escalation') {
      return { do: 'escalate', element: element.id, escalationCode: code };
    }
    return { do: 'throwError', element: element.id, errorCode: code };
  }

  /** A loop is gone through once. */
  private inside(element: ProgramElement, event: number | undefined): readonly VerificationStep[] {
    const report = this.contents.reports.get(element.index);
    if (report !== undefined) return this.write(report.through(event));
    if (!isLoop(element)) return [{ do: 'completeAdHoc', element: element.id }];
    const activity = elementAt(this.program, element.attributes['activity'] as number);
    if (this.contents.ends.has(activity.index)) return this.inside(activity, event);
    return event === undefined
      ? completion(activity)
      : [this.thrown(activity, elementAt(this.program, event))];
  }

  /** From the start of the process to the beginning of what is inside a scope; nothing if it is not known. */
  toBeginOf(scope: ProgramElement): readonly VerificationStep[] | undefined {
    const around = this.program.elements[scope.scope];
    if (around === undefined) return [];
    const before = this.toBeginOf(around);
    const report = this.contents.reports.get(around.index);
    if (before === undefined) return undefined;
    if (scope.type === 'eventSubProcess') return this.toHandler(scope, around, before);
    if (report !== undefined) return this.append(before, report.toElement(scope.index));
    if (isLoop(around)) return before;
    return [...before, { do: 'startActivities', element: around.id, activities: [scope.id] }];
  }

  private toHandler(
    handler: ProgramElement,
    around: ProgramElement,
    before: readonly VerificationStep[],
  ): readonly VerificationStep[] | undefined {
    const start = this.program.elements.find(
      ({ type, scope }) => type === 'startEvent' && scope === handler.index,
    );
    const report = this.contents.reports.get(around.index);
    if (start === undefined || report === undefined || hasDefinition(start, 'compensate'))
      return undefined;
    if (!isFromOutside(start)) return this.append(before, report.toReach(start.index));
    const begun = this.append(before, report.toBegin());
    return begun && [...begun, { do: 'occur', element: start.id }];
  }

  private append(
    before: readonly VerificationStep[],
    moves: readonly Move[] | undefined,
  ): readonly VerificationStep[] | undefined {
    return moves === undefined ? undefined : [...before, ...this.write(moves)];
  }
}

/** Nothing to tell where the machine goes on by itself. */
function completion({ id, type, attributes }: ProgramElement): readonly VerificationStep[] {
  if ('decisionId' in attributes) return [];
  switch (type) {
    case 'userTask':
      return [{ do: 'completeTask', element: id }];
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
      return [{ do: 'completeJob', element: id }];
    case 'callActivity':
      return [{ do: 'completeCall', element: id }];
    case 'receiveTask':
    case 'intermediateCatchEvent':
      return [{ do: 'occur', element: id }];
    default:
      return [];
  }
}
