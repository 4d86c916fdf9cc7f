import type { ThrownError, ThrownEscalation } from './element-behavior.js';
import { UnexpectedStateError } from './errors.js';
import type { Failure, Result } from './failure.js';
import { arrive, advance, beginElement } from './lifecycle/activation.js';
import { compensate, forgetCompleted, keepCompensationRank } from './lifecycle/compensation.js';
import { abandonInstance, completeInstance, takeFlow } from './lifecycle/completion.js';
import { signalTo } from './inputs/signal-received.js';
import { raiseIncident } from './lifecycle/incidents.js';
import { failProcess } from './lifecycle/process-end.js';
import { goOnFromRest } from './lifecycle/rest.js';
import { rollBack } from './lifecycle/roll-back.js';
import { awaitRest, findSettling } from './lifecycle/settling.js';
import { standStill } from './lifecycle/stand-still.js';
import { interruptScope, terminateInner, terminateInstance } from './lifecycle/termination.js';
import { listCaughtErrors } from './lifecycle/caught-errors.js';
import { throwError, throwEscalation } from './lifecycle/throwing.js';
import { TokenBound } from './lifecycle/token-bound.js';
import { TokenQueue } from './lifecycle/token-queue.js';
import { closeWaits, openWait, waitForEvent, waitForEvents } from './lifecycle/waits.js';
import type {
  ElementData,
  Program,
  ProgramElement,
  ProgramExpression,
  ProgramValue,
} from './model/program.js';
import type { CaughtErrors, Command } from './protocol/commands.js';
import type { Actor } from './protocol/inputs.js';
import type { JsonValue, Variables } from './protocol/json.js';
import type { TraceRecord } from './protocol/trace.js';
import { evaluateExpression, readValue } from './state/expressions.js';
import type { ElementInstance, InstanceState, QueuedToken, Wait } from './state/instance-state.js';
import { consumeTokens, countParked, parkToken } from './state/parked-tokens.js';
import { payloadOf, setLocalVariables, setVariablesUpwards } from './state/variable-changes.js';
import type { StepMachine } from './step-machine.js';

/** One step on its way: the machine's verbs over one program and state, collecting commands and trace. */
export class StepRun implements StepMachine {
  readonly commands: Command[] = [];
  readonly trace: TraceRecord[] = [];
  readonly queue = new TokenQueue();
  readonly restless = new Set<ElementInstance>();
  readonly dueConditions = new Set<string>();
  readonly dueClocks = new Set<string>();
  private readonly tokenBound: TokenBound;

  constructor(
    readonly program: Program,
    readonly state: InstanceState,
  ) {
    this.tokenBound = new TokenBound(state);
  }

  /** Moves tokens until all have come to rest, those included that waited for just that. */
  runToQuiescence(): void {
    do this.moveTokens();
    while (goOnFromRest(this));
  }

  private moveTokens(): void {
    for (let token = this.queue.take(); token !== undefined; token = this.queue.take()) {
      const instance = this.state.instances[token.key];
      // Its scope has ended in the meantime, or was interrupted.
      if (instance === undefined) continue;
      if (this.tokenBound.takeOne()) this.move(token, instance);
      else if (standStill(this, token, instance, this.tokenBound.bound)) return;
    }
  }

  private move(token: QueuedToken, found: ElementInstance): void {
    if (token.flow < 0) advance(this, found);
    else arrive(this, token, found);
  }

  elementOf(instance: ElementInstance): ProgramElement {
    return this.elementAt(instance.element);
  }

  elementAt(index: number): ProgramElement {
    const element = this.program.elements[index];
    if (element !== undefined) return element;
    throw new UnexpectedStateError(`Expected an element at ${index} but the program has none`);
  }

  findInstance(key: string): ElementInstance | undefined {
    return this.state.instances[key];
  }

  scopeOf(instance: ElementInstance): ElementInstance {
    const scope = this.state.instances[instance.scope];
    if (scope !== undefined) return scope;
    throw new UnexpectedStateError(`Expected a scope around instance ${instance.key} but got none`);
  }

  isAlive(instance: ElementInstance): boolean {
    return this.state.instances[instance.key] === instance;
  }

  idOf(instance: ElementInstance): string {
    return `${this.state.instanceId}:${instance.key}`;
  }

  newId(): string {
    this.state.counter += 1;
    return `${this.state.instanceId}:${this.state.counter}`;
  }

  emit(command: Command): void {
    this.commands.push(command);
  }

  record(record: TraceRecord): void {
    this.trace.push(record);
  }

  evaluate(
    expression: ProgramExpression,
    instance: ElementInstance,
    names?: Variables,
  ): Result<JsonValue> {
    return evaluateExpression(this.state, expression, instance, names);
  }

  read(value: ProgramValue, instance: ElementInstance): Result<JsonValue> {
    return readValue(this.state, value, instance);
  }

  collectPayload(instance: ElementInstance): Variables {
    return payloadOf(this, instance);
  }

  setLocal(instance: ElementInstance, variables: Variables, actor?: Actor): void {
    setLocalVariables(this, instance, variables, actor);
  }

  setVariables(instance: ElementInstance, variables: Variables): void {
    setVariablesUpwards(this, instance, variables);
  }

  begin(
    element: number,
    scope: ElementInstance,
    data?: ElementData,
    loopCounter?: number,
  ): ElementInstance {
    return beginElement(this, element, scope, { data, loopCounter });
  }

  allowMoves(loop: ElementInstance, moves: number): void {
    this.tokenBound.allow(loop, moves);
  }

  signalTo(host: ElementInstance, name: string, variables: Variables): boolean {
    return signalTo(this, host, name, variables);
  }

  complete(instance: ElementInstance, variables?: Variables): void {
    completeInstance(this, instance, variables);
  }

  terminate(instance: ElementInstance): void {
    terminateInstance(this, instance);
  }

  terminateInner(scope: ElementInstance, except?: ElementInstance): void {
    terminateInner(this, scope, except);
  }

  interrupt(scope: ElementInstance): void {
    interruptScope(this, scope);
  }

  abandon(instance: ElementInstance): void {
    abandonInstance(this, instance);
  }

  failProcess(error: ThrownError): void {
    failProcess(this, error);
  }

  park(scope: ElementInstance, flow: number): void {
    parkToken(scope, flow);
  }

  countParked(scope: ElementInstance, flow: number): number {
    return countParked(scope, flow);
  }

  consume(scope: ElementInstance, flows: readonly number[]): void {
    consumeTokens(scope, flows);
  }

  send(scope: ElementInstance, flow: number, data?: ElementData): void {
    takeFlow(this, flow, scope, data);
  }

  awaitRest(scope: ElementInstance, element: ProgramElement, instance?: ElementInstance): void {
    awaitRest(this, scope, element.index, instance);
  }

  findSettling(scope: ElementInstance, element: ProgramElement): ElementInstance | undefined {
    return findSettling(this, scope, element.index);
  }

  wait(instance: ElementInstance, wait: Wait): string {
    return openWait(this, instance, wait);
  }

  waitForEvent(
    instance: ElementInstance,
    event: ProgramElement,
    occurred?: number,
  ): Failure | undefined {
    return waitForEvent(this, instance, event, occurred);
  }

  waitForEvents(instance: ElementInstance, events: readonly ProgramElement[]): Failure | undefined {
    return waitForEvents(this, instance, events);
  }

  stopWaitingFor(instance: ElementInstance, events: readonly number[]): void {
    closeWaits(this, instance, (wait) => 'event' in wait && events.includes(wait.event));
  }

  raiseIncident(instance: ElementInstance, failure: Failure): void {
    raiseIncident(this, instance, failure);
  }

  throwError(origin: ElementInstance, error: ThrownError): boolean {
    return throwError(this, origin, error);
  }

  listCaughtErrors(instance: ElementInstance): CaughtErrors | undefined {
    return listCaughtErrors(this, instance);
  }

  throwEscalation(origin: ElementInstance, escalation: ThrownEscalation): void {
    throwEscalation(this, origin, escalation);
  }

  compensate(
    thrower: ElementInstance,
    scopes: readonly ElementInstance[],
    activityId: string | undefined,
    isAwaited: boolean,
  ): void {
    compensate(this, thrower, scopes, activityId, isAwaited);
  }

  isAwaiting(instance: ElementInstance): boolean {
    return instance.awaited !== undefined;
  }

  rollBack(scope: ElementInstance, thrower: ElementInstance): void {
    rollBack(this, scope, thrower);
  }

  forgetCompleted(scope: ElementInstance): void {
    forgetCompleted(this, scope);
  }

  keepCompensationRank(instance: ElementInstance): void {
    keepCompensationRank(this, instance);
  }
}
