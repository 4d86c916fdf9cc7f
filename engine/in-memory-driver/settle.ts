import type { InputRefusal, UntimedInput } from '../protocol/inputs.js';
import type { InstanceState } from '../state/instance-state.js';
import { step } from '../step.js';
import type { InMemoryData, InMemoryInstance } from './driver-data.js';
import { instanceOf, isOpen, type DriverHost } from './driver-host.js';
import { DriverNotSettlingError, UnknownSubjectError } from './errors.js';
import { returnUntaken } from './performers/messages.js';
import { performCommand } from './performers/registry.js';
import { fireStartTimer, noInstanceId } from './starts.js';

const defaultMaxInputs = 100_000;

/** Applies one input from outside and everything that follows from it. */
export function applyInput(
  host: DriverHost,
  instanceId: string,
  input: UntimedInput,
): InputRefusal | undefined {
  const refusal = applyOne(host, instanceOf(host, instanceId), input);
  settle(host);
  return refusal;
}

/** Applies what instances have told each other and fires timers that are due, until nothing is left. */
export function settle(host: DriverHost): void {
  const limit = host.options.maxInputs ?? defaultMaxInputs;
  let applied = 0;
  for (let next = takeNext(host); next !== undefined; next = takeNext(host)) {
    if (applied === limit) throw new DriverNotSettlingError(limit);
    applied += 1;
    if (next.instanceId === noInstanceId) {
      if (next.input.type === 'timerFired') fireStartTimer(host, next.input.timerId);
      continue;
    }
    const instance = instanceOf(host, next.instanceId);
    if (isOpen(instance)) applyOne(host, instance, next.input);
  }
}

/** What has been said comes before what has become due. */
function takeNext({ data, timers }: DriverHost): InMemoryData['queue'][number] | undefined {
  const said = data.queue.shift();
  if (said !== undefined) return said;
  const timer = timers.first();
  if (timer === undefined || timer.dueAt > data.now) return undefined;
  const { timerId, instanceId } = timer;
  timers.remove(timerId);
  return { instanceId, input: { type: 'timerFired', timerId } };
}

function applyOne(
  host: DriverHost,
  instance: InMemoryInstance,
  input: UntimedInput,
): InputRefusal | undefined {
  const program = host.programsByHash.get(instance.programHash);
  if (program === undefined) throw new UnknownSubjectError('process', instance.processId);
  const { now } = host.data;
  const timed = { ...input, at: now };
  host.options.observeInput?.(instance.instanceId, timed);
  const result = step(program, instance.state, timed);
  instance.state = host.options.isStoring === true ? storeAndLoad(result.state) : result.state;
  const { facts } = instance;
  for (const record of result.trace) {
    const fact = { seq: facts.length + 1, occurredAt: now, record };
    facts.push(fact);
    host.options.observeFact?.(instance.instanceId, fact);
  }
  for (const command of result.commands) performCommand(host, instance, command);
  if (input.type === 'instanceResumed' || !isOpen(instance)) returnUntaken(host, instance);
  return result.refusal;
}

/** What a store would give back: nothing that JSON can't say survives. */
function storeAndLoad(state: InstanceState): InstanceState {
  return JSON.parse(JSON.stringify(state)) as InstanceState;
}
