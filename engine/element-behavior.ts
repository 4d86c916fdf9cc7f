import type { Failure, Result } from './failure.js';
import type {
  ElementData,
  Program,
  ProgramElement,
  ProgramExpression,
  ProgramValue,
} from './model/program.js';
import type { CaughtErrors, Command } from './protocol/commands.js';
import type { Actor, InputRefusal, InnerStart } from './protocol/inputs.js';
import type { JsonValue, Variables } from './protocol/json.js';
import type { TraceRecord } from './protocol/trace.js';
import type { ElementInstance, InstanceState, Wait } from './state/instance-state.js';

/** An event that has happened: a timer, a message, a signal, or what was thrown below. */
export interface Occurrence {
  readonly variables: Variables;
}

/** A BPMN error on its way up. */
export interface ThrownError {
  readonly errorCode: string;
  readonly message: string;
  readonly variables: Variables;
}

export interface ThrownEscalation {
  readonly escalationCode: string;
  readonly variables: Variables;
}

/** What is left to do when an inner instance has left its scope. */
export type AfterLeaving = () => void;

/**
 * What an element means, as hooks. The core moves tokens, maps variables, arms and disarms events;
 * a behavior only says what is special about its element, with the verbs of `StepContext`.
 *
 * A hook that returns a failure must not have caused any effect: the instance stays where it is with an incident,
 * and a retry calls the hook again.
 */
export interface ElementBehavior {
  /** It stands for the repetition of the one element inside it: their activations are told apart. */
  readonly isLoop?: true;

  /** It gives work to workers or other instances: a loop around it begins only so many at a time. */
  readonly givesWork?: true;

  /**
   * A token has come over a flow. Left out, each token activates an instance of its own.
   * What neither parks the token nor begins an instance destroys it.
   */
  arrive?(
    context: StepContext,
    scope: ElementInstance,
    element: ProgramElement,
    flow: number,
  ): void;

  /** Inputs are mapped and events wait. Must complete the instance, begin inner ones, or begin to wait. */
  activate(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
  ): Failure | undefined;

  /** What the instance waited for has succeeded. Left out, the instance completes with the variables. */
  resume?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
    variables: Variables,
  ): Failure | undefined;

  /**
   * Of scopes: a token has come over a flow to an inner element that would begin now. Left out or true, it
   * begins; otherwise the scope has parked the token, or destroyed it by doing nothing. `data` is what the token
   * brings to what it begins, now or later.
   */
  admit?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
    inner: ProgramElement,
    flow: number,
    data: ElementData | undefined,
  ): boolean;

  /** Of scopes with `admit`: how many tokens it has parked on a flow, which nothing else may take. */
  countHeldBack?(instance: ElementInstance, flow: number): number;

  /** Of scopes: an inner instance has completed, its tokens are on their flows. Comes before `innerEnded`. */
  innerCompleted?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
    inner: ProgramElement,
  ): void;

  /**
   * Of joins that called `awaitRest`: nothing else in the step can move any more. `instance` is the one that was named
   * then, if it has not ended. May begin, complete or send, and says whether it goes on waiting.
   */
  settle?(
    context: StepContext,
    scope: ElementInstance,
    element: ProgramElement,
    instance: ElementInstance | undefined,
  ): boolean;

  /** Of scopes: no token is left inside. */
  innerEnded?(context: StepContext, instance: ElementInstance, element: ProgramElement): void;

  /** Of scopes whose content people begin: somebody begins these. A refusal comes before any effect. */
  startInner?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
    starts: readonly InnerStart[],
    actor: Actor,
  ): InputRefusal | undefined;

  /** Of scopes whose content people begin: somebody says that it is done. */
  finishInner?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
    actor: Actor,
  ): InputRefusal | undefined;

  /**
   * Of scopes: an inner instance is done and about to leave. What is given back runs once it has left; if it
   * begins another instance, the scope does not end. A failure holds the inner instance back with an incident.
   */
  innerCompleting?(
    context: StepContext,
    scope: ElementInstance,
    element: ProgramElement,
    inner: ElementInstance,
  ): Result<AfterLeaving>;

  /**
   * Of events: it has happened while `owner` waited. The owner is the event's own instance, the host
   * of a boundary event, the event-based gateway before the event, or the scope around an event sub-process.
   */
  occur?(
    context: StepContext,
    owner: ElementInstance,
    element: ProgramElement,
    occurrence: Occurrence,
  ): void;

  /** Which flows the token takes on. Left out, all whose condition holds, otherwise the default flow. */
  chooseFlows?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
  ): Result<readonly number[]>;

  /** What the tokens that leave bring to the instances that they begin, as their `data`. */
  carry?(
    context: StepContext,
    instance: ElementInstance,
    element: ProgramElement,
  ): ElementData | undefined;
}

/** The verbs a behavior may use, and what it may look at. */
export interface StepContext {
  readonly program: Program;
  readonly state: InstanceState;

  elementOf(instance: ElementInstance): ProgramElement;
  elementAt(index: number): ProgramElement;
  /** Left out once the instance has ended. */
  findInstance(key: string): ElementInstance | undefined;
  scopeOf(instance: ElementInstance): ElementInstance;
  isAlive(instance: ElementInstance): boolean;
  /** The id that the world sees: instance id and key. */
  idOf(instance: ElementInstance): string;
  newId(): string;

  emit(command: Command): void;
  record(record: TraceRecord): void;

  /** Evaluates in the scope of an instance; `names` hide what it sees. */
  evaluate(
    expression: ProgramExpression,
    instance: ElementInstance,
    names?: Variables,
  ): Result<JsonValue>;
  read(value: ProgramValue, instance: ElementInstance): Result<JsonValue>;
  /** All variables the instance sees, or with inputs only these: what leaves for a job or a called process. */
  collectPayload(instance: ElementInstance): Variables;
  /** Makes variables of the instance's own. */
  setLocal(instance: ElementInstance, variables: Variables, actor?: Actor): void;
  /** Sets each variable in the nearest scope that has it, otherwise in the process. */
  setVariables(instance: ElementInstance, variables: Variables): void;

  /**
   * Begins an element inside a scope; it runs when what was begun before has come to rest. `loopCounter` tells which
   * one it is of those that a loop begins.
   */
  begin(
    element: number,
    scope: ElementInstance,
    data?: ElementData,
    loopCounter?: number,
  ): ElementInstance;
  /** So many moves of tokens inside this loop are no sign of one without end: what it repeats is limited. */
  allowMoves(loop: ElementInstance, moves: number): void;
  /** Hands a signal to the events on an instance that wait for it and to nobody else; whether there is one. */
  signalTo(host: ElementInstance, name: string, variables: Variables): boolean;
  /** Ends the instance well: maps outputs, leaves by its flows. Variables are its result. */
  complete(instance: ElementInstance, variables?: Variables): void;
  /** Ends the instance and all inside it, without leaving. The caller sees to it that its scope can go on. */
  terminate(instance: ElementInstance): void;
  /** Terminates everything inside a scope, except one instance. */
  terminateInner(scope: ElementInstance, except?: ElementInstance): void;
  /** Like `terminateInner`, and the scope's event sub-processes start no more. */
  interrupt(scope: ElementInstance): void;
  /** Like `terminate`, with nothing put in its place: its scope goes on without it. */
  abandon(instance: ElementInstance): void;
  /** Ends the whole instance with a BPMN error. */
  failProcess(error: ThrownError): void;

  /** Lays a token down at a join. */
  park(scope: ElementInstance, flow: number): void;
  countParked(scope: ElementInstance, flow: number): number;
  /** Takes one token from each flow away. */
  consume(scope: ElementInstance, flows: readonly number[]): void;
  /** Lets a token go over a flow; `data` is for the instance that it begins. */
  send(scope: ElementInstance, flow: number, data?: ElementData): void;
  /**
   * Has `settle` called once all else has come to rest, and from then on in each step in which something in the scope
   * has ended. A join that has begun an instance which goes on names it.
   */
  awaitRest(scope: ElementInstance, element: ProgramElement, instance?: ElementInstance): void;
  /** The instance that the join has named and that has not ended. */
  findSettling(scope: ElementInstance, element: ProgramElement): ElementInstance | undefined;

  /** Begins to wait; the owner is the instance that it ends with. Gives the id that the world answers to. */
  wait(instance: ElementInstance, wait: Wait): string;
  /**
   * Waits for what an event element (the instance's own, or one on or in it) describes. Of several definitions
   * any will do, or all must occur if the event says so; `occurred` is the one that has already.
   */
  waitForEvent(
    instance: ElementInstance,
    event: ProgramElement,
    occurred?: number,
  ): Failure | undefined;
  /** Waits for several events: all or, on a failure, none. */
  waitForEvents(instance: ElementInstance, events: readonly ProgramElement[]): Failure | undefined;
  /** Waits no more for these events of the instance. */
  stopWaitingFor(instance: ElementInstance, events: readonly number[]): void;
  raiseIncident(instance: ElementInstance, failure: Failure): void;

  /** Looks for a catching event from the instance upwards; whether one has caught it. */
  throwError(origin: ElementInstance, error: ThrownError): boolean;
  throwEscalation(origin: ElementInstance, escalation: ThrownEscalation): void;
  /** What would catch an error that comes out of the instance; nothing if there is no such event. */
  listCaughtErrors(instance: ElementInstance): CaughtErrors | undefined;

  /**
   * Compensates what has completed in the scopes (listed from the inside out) and is remembered there, the latest first:
   * the activity of this id, each time it completed, or everything. Who awaits it completes when all is done.
   */
  compensate(
    thrower: ElementInstance,
    scopes: readonly ElementInstance[],
    activityId: string | undefined,
    isAwaited: boolean,
  ): void;
  /** Whether the instance completes by itself, when compensations that it waits for are done. */
  isAwaiting(instance: ElementInstance): boolean;
  /**
   * Ends everything inside the scope and compensates what has completed there, also inside of what was still active.
   * When all is done the scope ends, and a token leaves by its cancel boundary event; its `innerEnded` is not called.
   */
  rollBack(scope: ElementInstance, thrower: ElementInstance): void;
  /** Of a scope ended from inside: neither it nor what has completed in it can be compensated any more. */
  forgetCompleted(scope: ElementInstance): void;
  /** What begins from now on is compensated before the instance, even if that completes later. */
  keepCompensationRank(instance: ElementInstance): void;
}
