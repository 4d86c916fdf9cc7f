import type { Program } from '../model/program.js';
import type { PublishMessage } from '../protocol/commands.js';
import type { Variables } from '../protocol/json.js';
import {
  planNextStart,
  planStartTimer,
  readStartTriggers,
  startKeyOf,
  type StartTrigger,
} from '../start-triggers.js';
import type { InMemoryInstance, StartTimer } from './driver-data.js';
import { findProgram, isOpen, type DriverHost } from './driver-host.js';
import { openInstance } from './open-instance.js';

interface Beginning {
  readonly program: Program;
  readonly trigger: StartTrigger;
}

/** Timers of starts belong to no instance. */
export const noInstanceId = '';

/** What begins the latest version of each process without anybody's hand, in order of first deployment. */
function listBeginnings(host: DriverHost): readonly Beginning[] {
  if (host.options.startsByEvents !== true) return [];
  const processIds = new Set(host.programs.map(({ processId }) => processId));
  return [...processIds].flatMap((processId) => {
    const program = findProgram(host, processId);
    return program === undefined ? [] : beginningsOf(host, program);
  });
}

function beginningsOf({ data, options }: DriverHost, program: Program): readonly Beginning[] {
  const { triggers } = readStartTriggers(program, { at: data.now, zone: options.zone ?? 'UTC' });
  return triggers.map((trigger) => ({ program, trigger }));
}

/**
 * Begins one instance with the message, of the process deployed first of those that it begins; none while one that such
 * a message began with the same key is running.
 */
export function startByMessage(host: DriverHost, message: PublishMessage): boolean {
  for (const { program, trigger } of listBeginnings(host)) {
    if (trigger.type !== 'message' || trigger.name !== message.name) continue;
    const key = startKeyOf(trigger, message, { at: host.data.now, zone: zoneOf(host) });
    if (isKeyTaken(host, program.processId, key)) return false;
    const instance = begin(host, { program, trigger }, message.variables);
    if (key !== '') instance.startKey = key;
    return true;
  }
  return false;
}

function isKeyTaken({ data }: DriverHost, processId: string, key: string): boolean {
  if (key === '') return false;
  return Object.values(data.instances).some(
    (instance) => instance.processId === processId && instance.startKey === key && isOpen(instance),
  );
}

/** A signal begins an instance at each start event that waits for it. */
export function startBySignal(host: DriverHost, name: string, variables: Variables): void {
  for (const beginning of listBeginnings(host)) {
    const { trigger } = beginning;
    if (trigger.type === 'signal' && trigger.name === name) begin(host, beginning, variables);
  }
}

/** Timers of the latest versions take the place of those of earlier ones. */
export function armStartTimers(host: DriverHost, processIds: ReadonlySet<string>): void {
  const { data } = host;
  const { startTimers = [] } = data;
  for (const timer of startTimers) if (isMeant(timer)) host.timers.remove(timer.timerId);
  data.startTimers = startTimers.filter((timer) => !isMeant(timer));
  for (const { program, trigger } of listBeginnings(host)) {
    if (trigger.type !== 'timer' || !processIds.has(program.processId)) continue;
    const plan = planStartTimer(trigger.timer, { at: data.now, zone: zoneOf(host) });
    if (!plan.ok) continue;
    const { elementId, definition = 0 } = trigger;
    const timerId = `start:${program.hash}:${elementId}:${definition}`;
    addTimer(host, { timerId, processId: program.processId, trigger, plan: plan.value });
  }
  function isMeant({ processId }: StartTimer): boolean {
    return processIds.has(processId);
  }
}

/** An instance begins, and the timer waits for its next time. */
export function fireStartTimer(host: DriverHost, timerId: string): void {
  const { data } = host;
  const timer = data.startTimers?.find((each) => each.timerId === timerId);
  const program = timer === undefined ? undefined : findProgram(host, timer.processId);
  if (timer === undefined || program === undefined) return;
  data.startTimers = data.startTimers?.filter((each) => each !== timer) ?? [];
  const next = planNextStart(timer.plan, zoneOf(host));
  if (next !== undefined) addTimer(host, { ...timer, plan: next });
  begin(host, { program, trigger: timer.trigger }, {});
}

function addTimer({ data, timers }: DriverHost, timer: StartTimer): void {
  data.startTimers = [...(data.startTimers ?? []), timer];
  timers.add(timer.timerId, noInstanceId, timer.plan.dueAt);
}

function zoneOf({ options }: DriverHost): string {
  return options.zone ?? 'UTC';
}

function begin(
  host: DriverHost,
  { program, trigger }: Beginning,
  variables: Variables,
): InMemoryInstance {
  host.data.started += 1;
  const instance = openInstance(host, program, `instance-${host.data.started}`);
  const { instanceId } = instance;
  const { elementId, definition } = trigger;
  host.data.queue.push({
    instanceId,
    input: {
      type: 'instanceStarted',
      instanceId,
      startElementId: elementId,
      ...(definition !== undefined && { startDefinition: definition }),
      variables,
      zone: zoneOf(host),
      actor: { type: 'system', id: trigger.type },
    },
  });
  return instance;
}
