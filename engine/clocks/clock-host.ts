import type { ProgramClockCommand, ProgramElement } from '../model/program.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import {
  holdClock,
  pauseClock,
  releaseClock,
  resumeClock,
  startClock,
  stopClock,
} from './clock-changes.js';

/** An element begins: its own clocks start, clocks it pauses stand still, its commands are carried out. */
export function enterClocks(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): void {
  if (element.clocks.length > 0) createClocks(machine, instance, element);
  for (const { host, clock, reason } of element.clockPauses) {
    const owner = findHost(machine, instance, host);
    if (owner !== undefined) holdClock(machine, owner, clock, reason);
  }
  for (const command of element.clockCommands) {
    if (command.on === 'enter') obey(machine, instance, command);
  }
}

/** An element is done: its commands are carried out, its own clocks stop. */
export function leaveClocks(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): void {
  for (const command of element.clockCommands) {
    if (command.on === 'leave') obey(machine, instance, command);
  }
  stopClocks(machine, instance);
}

export function stopClocks(machine: StepMachine, instance: ElementInstance): void {
  if (instance.clocks === undefined) return;
  for (let clock = 0; clock < instance.clocks.length; clock += 1)
    stopClock(machine, instance, clock);
}

/** An element has gone: clocks it paused go on, unless something else holds them. */
export function releaseClocks(
  machine: StepMachine,
  element: ProgramElement,
  scope: ElementInstance,
): void {
  for (const { host, clock } of element.clockPauses) {
    const owner = findHost(machine, scope, host);
    if (owner !== undefined) releaseClock(machine, owner, clock);
  }
}

function createClocks(
  machine: StepMachine,
  instance: ElementInstance,
  element: ProgramElement,
): void {
  instance.clocks = element.clocks.map((clock) => ({
    clockId: '',
    status: 'idle',
    ledger: [],
    revision: 0,
    targetMs: 0,
    calendarId: '',
    pausers: 0,
    isPausedByCommand: false,
    reached: clock.thresholds.map(() => false),
  }));
  element.clocks.forEach((clock, index) => {
    if (clock.isAutomatic) startClock(machine, instance, index);
  });
}

function obey(machine: StepMachine, instance: ElementInstance, command: ProgramClockCommand): void {
  const host = findHost(machine, instance, command.host);
  if (host === undefined) return;
  switch (command.command) {
    case 'start':
      return startClock(machine, host, command.clock);
    case 'pause':
      return pauseClock(machine, host, command.clock);
    case 'resume':
      return resumeClock(machine, host, command.clock);
    case 'stop':
      return stopClock(machine, host, command.clock);
  }
}

/** The instance itself or the nearest one around it that stands for the element. */
function findHost(
  machine: StepMachine,
  from: ElementInstance,
  element: number,
): ElementInstance | undefined {
  let instance: ElementInstance | undefined = from;
  while (instance !== undefined && instance.element !== element) {
    instance = machine.findInstance(instance.scope);
  }
  return instance;
}
