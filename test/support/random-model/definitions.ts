import { tag } from '../process-builder-xml.js';
import type { Ground } from './ground.js';

/** What an event can wait for that comes from outside. */
export type OutsideTrigger = 'message' | 'timer' | 'signal' | 'conditional';

export type Trigger =
  | OutsideTrigger
  | 'error'
  | 'escalation'
  | 'cancel'
  | 'compensate'
  /** Any of two, or both of them. */
  | 'multiple'
  | 'parallelMultiple';

export const outsideTriggers = ['message', 'timer', 'signal', 'conditional'] as const;

/** Triggers of events on an activity and in it, with those that need not interrupt. */
export const guardTriggers: readonly [Guard, ...Guard[]] = [
  { trigger: 'error', isInterrupting: true },
  ...([true, false] as const).flatMap((isInterrupting) =>
    ([...outsideTriggers, 'escalation', 'multiple', 'parallelMultiple'] as const).map(
      (trigger) => ({ trigger, isInterrupting }),
    ),
  ),
];

export interface Guard {
  readonly trigger: Trigger;
  readonly isInterrupting: boolean;
}

/** Far beyond what passes while tokens move on by themselves. */
const guardTime = 'P30D';

/**
 * The definitions inside a catching event. What must come from outside goes by the id of the event: message and signal
 * are called so, and a condition asks for the variable `is_` and the id.
 */
export function catching(ground: Ground, trigger: Trigger, id: string): readonly string[] {
  const { definitions } = ground.site;
  switch (trigger) {
    case 'message': {
      const messageRef = definitions.declare('message', id, { key: '=businessKey' });
      return [tag('bpmn:messageEventDefinition', { messageRef })];
    }
    case 'timer': {
      const duration = id.startsWith('guard') ? guardTime : 'PT1H';
      const content = [tag('bpmn:timeDuration', {}, [], duration)];
      return [tag('bpmn:timerEventDefinition', {}, content)];
    }
    case 'signal':
      return [tag('bpmn:signalEventDefinition', { signalRef: definitions.declare('signal', id) })];
    case 'conditional': {
      const condition = tag('bpmn:condition', {}, [], `is_${id} = true`);
      return [tag('bpmn:conditionalEventDefinition', {}, [condition])];
    }
    case 'multiple':
    case 'parallelMultiple':
      return (['message', 'conditional'] as const).flatMap((each) => catching(ground, each, id));
    default:
      return [tag(`bpmn:${trigger}EventDefinition`, {})];
  }
}

/** Attributes of an event with such a trigger. */
export function multiplicity(trigger: Trigger): { parallelMultiple?: string } {
  return trigger === 'parallelMultiple' ? { parallelMultiple: 'true' } : {};
}

export type Result =
  'none' | 'message' | 'signal' | 'escalation' | 'compensate' | 'multiple' | 'error' | 'cancel';

/** The definitions inside a throwing event. */
export function throwing(ground: Ground, result: Result, id: string): readonly string[] {
  const { definitions } = ground.site;
  switch (result) {
    case 'none':
      return [];
    case 'message': {
      const messageRef = definitions.declare('message', id, { key: '=businessKey' });
      return [tag('bpmn:messageEventDefinition', { messageRef })];
    }
    case 'signal':
      return [tag('bpmn:signalEventDefinition', { signalRef: definitions.declare('signal', id) })];
    case 'error':
    case 'escalation': {
      const reference = definitions.declare(result, 'odd');
      return [tag(`bpmn:${result}EventDefinition`, { [`${result}Ref`]: reference })];
    }
    case 'multiple':
      return (['message', 'signal'] as const).flatMap((each) => throwing(ground, each, id));
    default:
      return [tag(`bpmn:${result}EventDefinition`, {})];
  }
}
