import { type MessageAttributes } from './event-definitions/message.js';
import { planTimer, type TimerAttributes } from './event-definitions/timer.js';
import { evaluate, scopeOf } from './expressions/evaluate.js';
import { FeelValueNotStorableError } from './expressions/errors.js';
import { toJson } from './expressions/json-values.js';
import { fail, type Result, succeed } from './failure.js';
import type {
  Program,
  ProgramEventDefinition,
  ProgramStartEvent,
  ProgramValue,
} from './model/program.js';
import type { JsonValue, Variables } from './protocol/json.js';
import { type ConversationAttributes, keyOfMessage } from './state/conversation-keys.js';
import type { TimerCycle } from './state/instance-state.js';
import { cycleAfter, dueAtOf } from './state/timer-cycle.js';

/** What begins a deployed process without anybody's hand; whoever runs instances serves them. */
export type StartTrigger =
  | ({
      readonly type: 'message';
      readonly name: string;
      /** Correlation by the means of BPMN: the content of the message sets the key of the conversation. */
      readonly conversation?: ConversationAttributes;
    } & OfStartEvent)
  | ({ readonly type: 'signal'; readonly name: string } & OfStartEvent)
  | ({ readonly type: 'timer'; readonly timer: StartTimerDefinition } & OfStartEvent);

interface OfStartEvent {
  readonly elementId: string;
  /** Which of several definitions of the start event, for `startDefinition`; left out, it has but one. */
  readonly definition?: number;
}

/** A timer as the model has it. */
export type StartTimerDefinition = TimerAttributes;

/** When a timer start is due next. */
export interface StartTimerPlan {
  readonly dueAt: number;
  readonly cycle?: TimerCycle;
}

/** What a start event needs to be known when a process is deployed, and is not. */
export interface StartTriggerProblem {
  readonly elementId: string;
  readonly name: string;
  readonly kind: ProgramStartEvent['kind'];
  readonly message: string;
}

export interface StartTriggers {
  readonly triggers: readonly StartTrigger[];
  readonly problems: readonly StartTriggerProblem[];
}

/** There is no instance yet, so names and times are computed without variables. */
interface Deployment {
  readonly at: number;
  readonly zone: string;
}

/** All triggers of a process as they are at its deployment. */
export function readStartTriggers(program: Program, deployment: Deployment): StartTriggers {
  const triggers: StartTrigger[] = [];
  const problems: StartTriggerProblem[] = [];
  for (const event of program.startEvents) {
    const definitions = definitionsOf(program, event);
    for (const [position, definition] of definitions.entries()) {
      // Nothing tells from outside when its condition holds: whoever starts it lets it be asked.
      if (definition.type === 'conditional') continue;
      const result = readTrigger(event, definition, deployment);
      const several = definitions.length > 1 ? { definition: position } : {};
      if (result.ok) triggers.push({ ...result.value, ...several });
      else problems.push({ ...problemOf(event, definition), message: result.failure.message });
    }
  }
  return { triggers, problems };
}

/** The key that no two running instances are begun with; empty if the message has none, neither said nor in its content. */
export function startKeyOf(
  { conversation }: Pick<Extract<StartTrigger, { type: 'message' }>, 'conversation'>,
  { correlationKey, variables }: { correlationKey: string; variables: Variables },
  { at, zone }: Deployment,
): string {
  if (correlationKey !== '' || conversation === undefined) return correlationKey;
  // With a subscription of the process its data say the key, and there are none yet.
  if (conversation.context !== undefined) return '';
  const key = keyOfMessage({ now: at, zone }, conversation, variables);
  return key.ok ? key.value : '';
}

/** When a timer start is due first. A cycle without a start of its own counts from its deployment. */
export function planStartTimer(
  timer: StartTimerDefinition,
  deployment: Deployment,
): Result<StartTimerPlan> {
  const { at, zone } = deployment;
  return planTimer(timer, at, zone, (value) => readConstant(value, deployment));
}

/** When it is due after it has fired; nothing, if never again. */
export function planNextStart(
  { dueAt: firedAt, cycle }: StartTimerPlan,
  zone: string,
): StartTimerPlan | undefined {
  if (cycle === undefined) return undefined;
  const next = cycleAfter(cycle, firedAt);
  const dueAt = dueAtOf(next, zone);
  return dueAt === undefined ? undefined : { dueAt, cycle: next };
}

/** An element without definitions of its own (a task that receives) says by kind and reference what begins it. */
function definitionsOf(
  program: Program,
  { elementId, kind, reference }: ProgramStartEvent,
): readonly ProgramEventDefinition[] {
  const element = program.elements.find(({ id }) => id === elementId);
  if (element !== undefined && element.eventDefinitions.length > 0) return element.eventDefinitions;
  if (kind === 'none' || reference === undefined) return [];
  return [{ type: kind, attributes: { name: { type: 'constant', value: reference } } }];
}

function readTrigger(
  { elementId }: ProgramStartEvent,
  { type, attributes }: ProgramEventDefinition,
  deployment: Deployment,
): Result<StartTrigger> {
  switch (type) {
    case 'message':
    case 'signal': {
      const model = attributes as unknown as MessageAttributes;
      const name = readConstant(model.name, deployment);
      if (!name.ok) return name;
      if (typeof name.value === 'string' && name.value !== '') {
        const trigger = { type, elementId, name: name.value };
        const { conversation } = model;
        return succeed(conversation === undefined ? trigger : { ...trigger, conversation });
      }
      const text = `Expected the name of a ${type} but got ${JSON.stringify(name.value)}`;
      return fail('expressionFailed', text);
    }
    case 'timer': {
      const timer = attributes as unknown as StartTimerDefinition;
      const plan = planStartTimer(timer, deployment);
      return plan.ok ? succeed({ type, elementId, timer }) : plan;
    }
    default:
      return fail('expressionFailed', `Expected a trigger from outside but got '${type}'`);
  }
}

function problemOf({ elementId, name }: ProgramStartEvent, { type }: ProgramEventDefinition) {
  return { elementId, name, kind: type };
}

function readConstant(value: ProgramValue, { at, zone }: Deployment): Result<JsonValue> {
  if (value.type === 'constant') return succeed(value.value);
  const { ast, text } = value.expression;
  const result = evaluate(ast, scopeOf({}), { now: at, zone, mode: 'strict', text });
  if (!result.ok) return fail('expressionFailed', result.error.message, { expression: text });
  try {
    return succeed(toJson(result.value));
  } catch (error) {
    if (!(error instanceof FeelValueNotStorableError)) throw error;
    return fail('expressionFailed', error.message, { expression: text });
  }
}
