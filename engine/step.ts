import { lookAtClocks } from './clocks/changed-terms.js';
import { UnexpectedStateError } from './errors.js';
import { handleInput } from './inputs/registry.js';
import type { Program } from './model/program.js';
import type { Input, InputRefusal } from './protocol/inputs.js';
import type { StepResult } from './protocol/step-result.js';
import type { InstanceState } from './state/instance-state.js';
import { StepRun } from './step-run.js';
import { defer, receptionOf } from './suspension.js';

/**
 * Takes in one input and moves tokens until all have come to rest.
 *
 * Synchronous, total and deterministic: program, state and input decide everything. The caller hands the state over:
 * it is changed in place and returned, which keeps the cost of a step independent of the size of the instance.
 */
export function step(program: Program, state: InstanceState, input: Input): StepResult {
  if (state.programHash !== program.hash) {
    const hash = state.programHash;
    throw new UnexpectedStateError(`Expected a state of '${program.hash}' but it is of '${hash}'`);
  }
  const refusal = refuseByStatus(state, input);
  if (refusal !== undefined) return refused(state, refusal);
  const { deferred } = state;
  return deferred === undefined
    ? apply(program, state, input)
    : whileSuspended(program, state, input, deferred);
}

function apply(program: Program, state: InstanceState, input: Input): StepResult {
  const run = new StepRun(program, state);
  const refusal = takeIn(run, input);
  if (refusal !== undefined) return refused(state, refusal);
  run.runToQuiescence();
  lookAtClocks(run);
  return resultOf(run);
}

/** Nothing moves by it. */
function note(program: Program, state: InstanceState, input: Input): StepResult {
  const run = new StepRun(program, state);
  const refusal = takeIn(run, input);
  if (refusal !== undefined) return refused(state, refusal);
  // Service time goes on, and so does what it is counted by.
  lookAtClocks(run);
  return resultOf(run);
}

function resultOf({ state, commands, trace }: StepRun): StepResult {
  return { state, commands, trace };
}

function refused(state: InstanceState, refusal: InputRefusal): StepResult {
  return { state, commands: [], trace: [], refusal };
}

function takeIn(run: StepRun, input: Input): InputRefusal | undefined {
  const { state } = run;
  const before = state.now;
  state.now = Math.max(before, input.at);
  const refusal = handleInput(run, input);
  if (refusal !== undefined) state.now = before;
  return refusal;
}

function whileSuspended(
  program: Program,
  state: InstanceState,
  input: Input,
  deferred: Input[],
): StepResult {
  switch (receptionOf(input)) {
    case 'refused':
      return refused(state, suspended(state));
    case 'deferred': {
      const run = new StepRun(program, state);
      state.now = Math.max(state.now, input.at);
      defer(run, deferred, input);
      return resultOf(run);
    }
    case 'noted':
      return note(program, state, input);
    case 'taken': {
      const result = apply(program, state, input);
      if (state.status === 'ended') delete state.deferred;
      return input.type === 'instanceResumed' ? goOn(program, result, deferred) : result;
    }
  }
}

/** What has come while the instance was suspended happens now, one after the other. */
function goOn(program: Program, resumed: StepResult, deferred: readonly Input[]): StepResult {
  const { state } = resumed;
  const commands = [...resumed.commands];
  const trace = [...resumed.trace];
  for (const input of deferred) {
    if (state.status === 'ended') break;
    const result = apply(program, state, input);
    commands.push(...result.commands);
    trace.push(...result.trace);
  }
  return { state, commands, trace };
}

function suspended({ instanceId }: InstanceState): InputRefusal {
  const message = `Expected an active instance but '${instanceId}' is suspended`;
  return { code: 'instanceSuspended', message, params: { instanceId } };
}

/** Before the start nothing but the start is possible, after the end nothing at all. */
function refuseByStatus(state: InstanceState, input: Input): InputRefusal | undefined {
  const isPossible = state.status === 'running' || input.type === 'instanceStarted';
  if (isPossible && state.status !== 'ended') return undefined;
  const message = `Expected a running instance but it is ${state.status}`;
  return { code: 'instanceEnded', message, params: { instanceId: state.instanceId } };
}
