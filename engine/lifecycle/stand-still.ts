import type { ElementInstance, QueuedToken } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { arrive, createInside, takesTokens, targetOf } from './activation.js';

/**
 * The bound of one step is reached: an incident at the token holds back all behind it. What takes tokens in its own
 * way, as a join does, must still do so: only what it begins can stand still. Gives whether it does.
 */
export function standStill(
  machine: StepMachine,
  token: QueuedToken,
  found: ElementInstance,
  bound: number,
): boolean {
  const { flow } = token;
  if (flow >= 0 && takesTokens(machine.elementAt(targetOf(machine, flow)))) {
    arrive(machine, token, found);
    return false;
  }
  machine.state.held = [...machine.state.held, ...machine.queue.drain()];
  const instance = flow < 0 ? found : createAtEndOf(machine, token, found);
  machine.raiseIncident(instance, {
    code: 'loopBoundExceeded',
    message: `Expected the tokens to come to rest within ${bound} moves but they go on`,
  });
  return true;
}

function createAtEndOf(
  machine: StepMachine,
  { flow, data }: QueuedToken,
  scope: ElementInstance,
): ElementInstance {
  scope.tokens -= 1;
  return createInside(machine, targetOf(machine, flow), scope, { data });
}
