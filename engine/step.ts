import { UnexpectedStateError } from './errors.js';
import { handleInput } from './inputs/registry.js';
import type { Program } from './model/program.js';
import type { Input, InputRefusal } from './protocol/inputs.js';
import type { StepResult } from './protocol/step-result.js';
import type { InstanceState } from './state/instance-state.js';
import { StepRun } from './step-run.js';

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
  if (refusal !== undefined) return { state, commands: [], trace: [], refusal };
  const before = state.now;
  state.now = Math.max(before, input.at);
  const run = new StepRun(program, state);
  const refused = handleInput(run, input);
  if (refused !== undefined) {
    state.now = before;
    return { state, commands: [], trace: [], refusal: refused };
  }
  run.runToQuiescence();
  return { state, commands: run.commands, trace: run.trace };
}

/** Before the start nothing but the start is possible, after the end nothing at all. */
function refuseByStatus(state: InstanceState, input: Input): InputRefusal | undefined {
  const isPossible = state.status === 'running' || input.type === 'instanceStarted';
  if (isPossible && state.status !== 'ended') return undefined;
  const message = `Expected a running instance but it is ${state.status}`;
  return { code: 'instanceEnded', message, params: { instanceId: state.instanceId } };
}
